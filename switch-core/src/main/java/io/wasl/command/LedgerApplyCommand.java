package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.ops.LedgerApplier;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./wasl ledger apply}. */
@Command(
        name = "apply",
        header = "Apply the journal to the ledger, in a process beside the node.",
        description = {
            "",
            "For ledger.applier: process. Reads the node's journal as it grows, with the node or without it, and waits for both",
            "journal and database. The node asks it how far it is before a segment of the journal goes; `wasl ledger totals`",
            "asks it for totals. Run it as the node's user, on the node's machine. SIGTERM or Ctrl-C ends it; killed, it goes on",
            "from where the database stands.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 stopped in good order, 1 it failed, 2 wrong usage or configuration, another applier is running, or",
            "the ledger is another journal's."
        })
final class LedgerApplyCommand extends SwitchCommand {

    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final NodeStarter starter;

    @Mixin
    private ConfigOption config = new ConfigOption();

    LedgerApplyCommand(Surroundings surroundings, NodeStarter starter) {
        super(surroundings);
        this.starter = starter;
    }

    @Override
    int run(Screen screen) throws ConfigException {
        LoadedConfig loaded = config.load(surroundings());
        try (LedgerApplier applier = LedgerApplier.start(loaded, starter.clock())) {
            Runnable forget = surroundings().signals().onTerminate(() -> stop(applier));
            screen.line(applier.summary());
            int status = RunCommand.await(applier.stopped(), Duration.ofMillis(Long.MAX_VALUE));
            forget.run();
            return status;
        }
    }

    private static int stop(LedgerApplier applier) {
        Thread closing = new Thread(applier::close, "wasl-closing");
        closing.setDaemon(true);
        closing.start();
        return RunCommand.await(applier.stopped(), CLOSING);
    }
}
