package io.wasl.command;

import io.wasl.check.NetworkWords;
import io.wasl.codec.Dialect;
import io.wasl.codec.Sensitivity;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./wasl dialect check}. */
@Command(
        name = "check",
        header = "Validate a dialect, and say what the switch would miss in it.",
        description = {"", "Every mistake is told as file:line:column key: reason.", ""},
        footer = {"", "Exit status: 0 it can be used, 2 it cannot, or wrong usage."})
final class DialectCheckCommand extends SwitchCommand {

    @Mixin
    private DialectOption dialects = new DialectOption();

    @Parameters(paramLabel = "NAME|FILE", description = "As a configuration names it, or a file (.yaml, .xml, .json).")
    private String name = "";

    DialectCheckCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException {
        Dialect dialect = dialects.load(name);
        List<ConfigError> missing = NetworkWords.missing(dialect).stream()
                .map(reason -> new ConfigError(name, 0, 0, "elements", reason))
                .toList();
        if (!missing.isEmpty()) {
            throw new ConfigException(missing);
        }
        screen.line(screen.good("right: ") + name + "  " + DialectPrint.summary(dialect));
        warn(screen, dialect, Sensitivity.OPAQUE, "opaque, stored only where the dialect says so");
        warn(screen, dialect, Sensitivity.PAN, "card or account data, stored encrypted");
        return DONE;
    }

    private static void warn(Screen screen, Dialect dialect, Sensitivity sensitivity, String meaning) {
        List<Integer> elements = DialectPrint.elements(dialect).stream()
                .filter(de -> dialect.spec(de).sensitivity() == sensitivity)
                .toList();
        if (!elements.isEmpty()) {
            screen.line("  DE " + DialectPrint.ranges(elements) + screen.dim("  " + meaning));
        }
    }
}
