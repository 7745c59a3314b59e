package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.JournalReader;
import io.wasl.journal.JournalSearch;
import io.wasl.journal.SearchQuery;
import io.wasl.journal.SearchResult;
import io.wasl.journal.TransactionId;
import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl saf show}. */
@Command(
        name = "show",
        header = "Show one owed delivery: where it stands, why, and its life, masked.",
        description = {
            "",
            "Asks the running node, then reads the life of its transaction from the journal's files, which takes as long as",
            "the journal is; --short leaves that out.",
            ""
        },
        footer = {
            "",
            "  wasl saf show --config config/switch.yaml 3.1043",
            "",
            "Exit status: 0 shown, 1 not owed or no node is running, 2 wrong usage or configuration."
        })
final class SafShowCommand extends NodeCommand {

    @Parameters(paramLabel = "E.C", description = "The delivery's id, or its transaction's as an alarm names it.")
    private String id = "";

    @Option(names = "--short", description = "Only what the node knows.")
    private boolean isShort;

    SafShowCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        TransactionId sought = idOf(id);
        SwitchConfig config = config();
        int status = ask(config, List.of("saf", "show", "id=" + sought), screen);
        if (status == DONE && !isShort) {
            screen.line();
            try (JournalReader reader =
                    JournalReader.openWithoutKeys(config.journal().directory())) {
                SearchResult found = new JournalSearch(reader::replay)
                        .find(SearchQuery.all().atMost(1).withId(sought));
                found.lives().forEach(life -> JournalCommand.print(life, screen));
            }
        }
        return status;
    }
}
