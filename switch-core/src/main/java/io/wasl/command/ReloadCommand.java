package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code ./wasl reload}. */
@Command(
        name = "reload",
        header = "Make the running node load its routing table again.",
        description = {
            "",
            "All at once or not at all: a wrong file changes nothing, and its mistakes are told with line and column.",
            "Everything else of the configuration needs a restart.",
            ""
        },
        footer = {"", "Exit status: 0 loaded, 1 no node is running, 2 the file is wrong and the old table stays."})
final class ReloadCommand extends NodeCommand {

    ReloadCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        return ask(config(), "reload", screen);
    }
}
