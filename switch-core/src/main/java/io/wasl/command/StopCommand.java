package io.wasl.command;

import io.wasl.config.ConfigException;
import io.wasl.config.SwitchConfig;
import io.wasl.ops.CommandChannelClient;
import io.wasl.ops.CommandChannelClient.NoNodeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;

/** {@code ./wasl stop}. */
@Command(
        name = "stop",
        header = "Drain the running node and wait until it has stopped.",
        description = {
            "",
            "Nothing new is taken, what is in flight ends (at most drain.timeout), links sign off. What is not done in",
            "time, the next start ends.",
            ""
        },
        footer = {"", "Exit status: 0 stopped, 1 no node is running or it did not stop in time."})
final class StopCommand extends NodeCommand {

    /** Signing off and closing take this long beyond what is in flight. */
    private static final Duration CLOSING = Duration.ofSeconds(15);

    private static final Duration POLL = Duration.ofMillis(100);

    StopCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        SwitchConfig config = config();
        int status = ask(config, "stop", screen);
        if (status != DONE) {
            return status;
        }
        Duration patience = config.limits().drainTimeout().plus(CLOSING);
        for (long polls = patience.dividedBy(POLL); polls > 0; polls--) {
            if (!isRunning(config)) {
                screen.line("stopped");
                return DONE;
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
        throw new CommandFailedException("the node is still running after " + patience.toSeconds() + " s");
    }

    private static boolean isRunning(SwitchConfig config) throws IOException {
        try {
            CommandChannelClient.call(
                    config.admin().commandSocket(), List.of("ping"), Duration.ofMillis(TimeUnit.SECONDS.toMillis(5)));
            return true;
        } catch (NoNodeException ended) {
            return false;
        } catch (IOException closing) {
            return true; // it ended this connection; the next one says more
        }
    }
}
