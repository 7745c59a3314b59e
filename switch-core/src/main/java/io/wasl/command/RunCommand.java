package io.wasl.command;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ./wasl run}. */
@Command(
        name = "run",
        header = "Run the switch.",
        description = {
            "",
            "Checks the configuration whole, recovers what a crash left open, dials the issuers, listens for the",
            "acquirers, and prints one line when it is ready. SIGTERM or Ctrl-C drains: nothing new is taken, what is",
            "in flight ends. SIGHUP loads the routing table again, as `wasl reload` does.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 stopped in good order, 1 the node failed, 2 wrong usage or configuration, a damaged",
            "journal, or a ledger that is another journal's."
        })
final class RunCommand extends SwitchCommand {

    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);

    /** Signing off and closing take this long beyond what is in flight. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final NodeStarter starter;

    @Mixin
    private ConfigOption config = new ConfigOption();

    RunCommand(Surroundings surroundings, NodeStarter starter) {
        super(surroundings);
        this.starter = starter;
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException {
        LoadedConfig loaded = config.load(surroundings());
        RunningNode node = starter.start(loaded);
        Duration patience = loaded.config().limits().drainTimeout().plus(CLOSING);
        Runnable forget = surroundings().signals().onTerminate(() -> drain(node, patience));
        surroundings().signals().onHangUp(() -> reload(node));
        screen.line(node.summary());
        int status = await(node.stopped(), Duration.ofMillis(Long.MAX_VALUE));
        forget.run();
        return status;
    }

    /** On its way out: the status to end with. What is not done in time, the next start ends. */
    static int drain(RunningNode node, Duration patience) {
        Thread draining = new Thread(node::drain, "wasl-draining");
        draining.setDaemon(true);
        draining.start();
        return await(node.stopped(), patience);
    }

    private static void reload(RunningNode node) {
        try {
            LOG.info("SIGHUP: {}", node.reload());
        } catch (ConfigException e) {
            LOG.error("SIGHUP: the routes stay as they are");
            for (ConfigError error : e.errors()) {
                LOG.error("{}", error);
            }
        }
    }

    static int await(CompletionStage<Integer> stopped, Duration patience) {
        try {
            return stopped.toCompletableFuture().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            LOG.error("the node did not stop within {} s; the next start ends what is in flight", patience.toSeconds());
        } catch (ExecutionException e) {
            LOG.error(
                    "the node failed: {}",
                    e.getCause() == null ? e : e.getCause().getClass().getName(),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return FAILED;
    }
}
