package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.config.ConfigException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code ./wasl dialect show}. */
@Command(
        name = "show",
        header = "Show how a dialect writes each element.",
        description = {"", "A line for each element, and for each part of one below it.", ""},
        footer = {
            "",
            "  wasl dialect show iso87-binary 2 35 55",
            "  wasl dialect show jpos:issuer.xml --config config/switch.yaml",
            "",
            "Exit status: 0 shown, 2 wrong usage, no such dialect or element."
        })
final class DialectShowCommand extends SwitchCommand {

    @Mixin
    private DialectOption dialects = new DialectOption();

    @Parameters(index = "0", paramLabel = "NAME|FILE", description = "As a configuration names it, or a file.")
    private String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "DE", description = "These elements only.")
    private List<Integer> elements = List.of();

    DialectShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException {
        Dialect dialect = dialects.load(name);
        List<Integer> shown = new ArrayList<>();
        if (elements == null || elements.isEmpty()) {
            shown.addAll(DialectPrint.elements(dialect));
        } else {
            for (int de : elements) {
                if (!DialectPrint.elements(dialect).contains(de)) {
                    throw misused(name + " declares no DE " + de);
                }
                shown.add(de);
            }
        }
        screen.line(screen.bold(dialect.name()) + "  " + DialectPrint.summary(dialect));
        DialectPrint.table(dialect, shown, screen);
        return DONE;
    }
}
