package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl saf drop}. */
@Command(
        name = "drop",
        header = "Take a parked delivery off the list: its issuer never hears of it again.",
        description = {
            "",
            "For what was settled with the issuer by hand. It cannot be undone. The journal records it, with name and reason.",
            ""
        },
        footer = {
            "",
            "  wasl saf drop --config config/switch.yaml 3.1043 --reason \"settled by hand, case 81\"",
            "",
            "Exit status: 0 dropped, 1 not, or no node is running, 2 wrong usage or configuration."
        })
final class SafDropCommand extends NodeCommand {

    @Parameters(paramLabel = "E.C", description = "The delivery's id, or its transaction's as an alarm names it.")
    private String id = "";

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why: up to 200 plain characters, stored in the journal; no card numbers.")
    private String reason = "";

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so (default: the user who runs the command).")
    private Optional<String> by = Optional.empty();

    SafDropCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        String name = by.orElseGet(() -> OperatorName.of(surroundings()));
        return ask(config(), List.of("saf", "drop", "id=" + idOf(id), "by=" + name, "reason=" + reason), screen);
    }
}
