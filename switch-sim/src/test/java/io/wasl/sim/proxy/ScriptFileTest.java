package io.wasl.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.wasl.config.ConfigException;
import java.io.StringReader;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScriptFileTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void shouldReadStepsInTheOrderOfTheirTimes() throws ConfigException {
        Script script = parse("""
                repeat: 60s
                steps:
                  - after: 20s
                    fault: delay 50ms jitter 10ms
                    direction: to-server
                    for: 10s
                  - { after: 30s, fault: stall 2s to-client }
                  - { fault: split 1 }
                  - { after: 30s, fault: rst }
                """);

        assertThat(script.repeatNs()).isEqualTo(60 * SECOND);
        assertThat(script.steps())
                .containsExactly(
                        new Script.TimedStep(0, Step.parse("split 1")),
                        new Script.TimedStep(20 * SECOND, Step.parse("delay 50ms jitter 10ms to-server for 10s")),
                        new Script.TimedStep(30 * SECOND, Step.parse("stall 2s to-client")),
                        new Script.TimedStep(30 * SECOND, Step.parse("rst")));
        assertThat(parse("steps: [ { fault: cut } ]").repeatNs()).isEqualTo(Script.ONCE);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = ';',
            value = {
                "stepz: []; 1:1 steps: is missing|1:1 stepz: unknown key, known here: repeat, steps",
                "steps: 5; 1:1 steps: must be a list",
                "steps: [ cut ]; 1:10 steps[0]: must be keys and values",
                "steps: [ { after: 5s } ]; 1:10 steps[0].fault: is missing",
                "steps: [ { fault: split 0 } ]; 1:19 steps[0].fault: split needs at least 1 byte",
                "steps: [ { fault: cut, after: 5 } ]; 1:31 steps[0].after: must be a duration such as 250ms or 2s",
                "steps: [ { fault: cut, for: 5s } ]; 1:24 steps[0].for: cut happens at once and lasts no time",
                "steps: [ { fault: stall, for: 0s } ]; 1:31 steps[0].for: a fault lasts longer than 0",
                "steps: [ { fault: stall 2s, for: 5s } ]; 1:29 steps[0].for: stands in fault already, write one of them",
                "steps: [ { fault: cut to-server, direction: to-client } ]; 1:34 steps[0].direction: stands in fault"
                        + " already, write one of them",
                "steps: [ { fault: cut, direction: up } ]; 1:35 steps[0].direction: must be to-server or to-client",
                "steps: [ { fault: cut, at: 5s } ]; 1:24 steps[0].at: unknown key, known here: after, direction, fault,"
                        + " for",
                "{ steps: [ { after: 5s, fault: cut } ], repeat: 5s }; 1:41 repeat: must be longer than the last"
                        + " step's after",
            })
    void shouldPlaceEveryError(String yaml, String errors) {
        ConfigException refused = catchThrowableOfType(ConfigException.class, () -> parse(yaml));

        assertThat(refused.errors().stream().map(Object::toString).map(text -> text.replace(';', ',')))
                .containsExactly(Arrays.stream(errors.split("\\|"))
                        .map(error -> error.replaceFirst("^(\\d+:\\d+)", "script.yaml:$1"))
                        .toArray(String[]::new));
    }

    private static Script parse(String yaml) throws ConfigException {
        return ScriptFile.parse("script.yaml", new StringReader(yaml));
    }
}
