package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ./wasl saf list}. */
@Command(
        name = "list",
        header = "List what the running node owes its issuers, from the oldest.",
        description = {
            "",
            "States: ready, behind another of the same transaction, sending, sent, waiting before the next copy, parked until",
            "an operator says retry or drop. `owed` is all but parked.",
            ""
        },
        footer = {
            "",
            "  wasl saf list --config config/switch.yaml --state parked",
            "  wasl saf list --config config/switch.yaml --issuer atlas --json",
            "",
            "Exit status: 0 listed, 1 no node is running, 2 wrong usage or configuration."
        })
final class SafListCommand extends NodeCommand {

    @Option(names = "--issuer", paramLabel = "ID", description = "Only what is owed to this one.")
    private Optional<String> issuer = Optional.empty();

    @Option(
            names = "--state",
            paramLabel = "STATE",
            defaultValue = "all",
            description = "all, owed, parked, ready, behind, sending, sent or waiting (default: ${DEFAULT-VALUE}).")
    private String state = "all";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "50",
            description = "How many at most, up to 5000 (default: ${DEFAULT-VALUE}).")
    private int limit = 50;

    @Option(names = "--json", description = "One JSON object a line: each delivery, then the sums.")
    private boolean json;

    SafListCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        List<String> words = new ArrayList<>(List.of("saf", "list", "state=" + state, "limit=" + limit));
        issuer.ifPresent(id -> words.add("issuer=" + id));
        words.add("form=" + (json ? "json" : "text"));
        return ask(config(), words, screen);
    }
}
