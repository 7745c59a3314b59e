package io.wasl.command;

import io.wasl.config.ConfigException;
import java.io.IOException;
import picocli.CommandLine.Command;

/** {@code ./wasl status}. */
@Command(
        name = "status",
        header = "Show how the running node does.",
        description = {"", "Asks the node over its owner-only socket. For dashboards there is /metrics.", ""},
        footer = {"", "Exit status: 0 ready, 1 not ready or no node is running."})
final class StatusCommand extends NodeCommand {

    StatusCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        return ask(config(), "status", screen);
    }
}
