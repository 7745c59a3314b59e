package io.wasl.sim.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.sim.acquirer.Traffic;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.terminal.Screen;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DemoIT {

    private final StringWriter printed = new StringWriter();
    private final List<Path> configurations = new ArrayList<>();

    @Test
    void shouldPassWithAGoodSwitchAndLeaveNothingBehind() throws Exception {
        boolean passed = demo(RelaySwitch.Vice.NONE);

        assertThat(passed).as("%s", printed).isTrue();
        assertThat(printed.toString())
                .contains("all checks passed", "currency 504", "currency 978", "unknown BIN", "rif stays silent")
                .doesNotContain("\u001B");
        assertThat(Traffic.cards("400000", 16, 200)).noneMatch(printed.toString()::contains);
        assertThat(configurations).hasSize(1).noneMatch(file -> Files.exists(file.getParent()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "FORGETS_REVERSALS; \u2717 each time-out reversed|\u2717 ledger, issuers and acquirer agree",
                "LEDGER_FORGETS_ONE; currency 504: acquirer",
                "ANSWERS_96_FOR_UNKNOWN_BIN; a code that is wrong for this kind of traffic: 96",
            })
    void shouldFailAndSayWhyWithABadSwitch(RelaySwitch.Vice vice, String reasons) throws Exception {
        boolean passed = demo(vice);

        assertThat(passed).as("%s", printed).isFalse();
        assertThat(printed.toString()).contains("a check failed").contains(reasons.split("\\|", -1));
    }

    private boolean demo(RelaySwitch.Vice vice) throws Exception {
        var random = new SeededRandom(11);
        var ambient =
                new Ambient(System::nanoTime, System::currentTimeMillis, random, InputStream.nullInputStream(), false);
        var screen = new Screen(new PrintWriter(printed), false);
        return new Demo(
                        new Demo.Settings(1, 300, false),
                        configuration -> {
                            configurations.add(configuration);
                            return new RelaySwitch(configuration, vice);
                        },
                        ambient,
                        screen)
                .run();
    }
}
