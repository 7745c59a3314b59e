package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl saf retry}. */
@Command(
        name = "retry",
        header = "Make a parked delivery owed again, or all that are parked for an issuer.",
        description = {
            "",
            "The journal records it first. Copies go on as repeats under the identity they had, so that an issuer that has",
            "booked one does not book it again.",
            ""
        },
        footer = {
            "",
            "  wasl saf retry --config config/switch.yaml 3.1043",
            "  wasl saf retry --config config/switch.yaml --all --issuer atlas",
            "",
            "Exit status: 0 owed again, 1 not, not all, or no node is running, 2 wrong usage or configuration."
        })
final class SafRetryCommand extends NodeCommand {

    @Parameters(
            arity = "0..1",
            paramLabel = "E.C",
            description = "The delivery's id, or its transaction's as an alarm names it.")
    private Optional<String> id = Optional.empty();

    @Option(names = "--all", description = "All that are parked for --issuer.")
    private boolean all;

    @Option(names = "--issuer", paramLabel = "ID", description = "With --all: whose.")
    private Optional<String> issuer = Optional.empty();

    @Option(names = "--by", paramLabel = "NAME", description = "Who says so (default: the user who runs the command).")
    private Optional<String> by = Optional.empty();

    SafRetryCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        if (id.isPresent() == all || issuer.isPresent() != all) {
            throw misused("give the id of one, or --all and --issuer");
        }
        List<String> words = new ArrayList<>(List.of("saf", "retry"));
        id.ifPresent(one -> words.add("id=" + idOf(one)));
        issuer.ifPresent(one -> words.add("issuer=" + one));
        words.add("by=" + by.orElseGet(() -> OperatorName.of(surroundings())));
        return ask(config(), words, screen);
    }
}
