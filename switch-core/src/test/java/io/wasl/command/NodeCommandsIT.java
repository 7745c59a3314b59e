package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.OwnThread;
import io.wasl.command.Shell.Ended;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.ops.ChannelCommand;
import io.wasl.ops.CommandChannel;
import io.wasl.ops.MetricsPage;
import io.wasl.ops.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Commands that ask a node. */
class NodeCommandsIT {

    private Path folder;
    private Shell shell;
    private volatile Reply reload = Reply.done("2 ranges added\n");

    /** Not JUnit's own folder: a socket's path has at most 107 bytes. */
    @BeforeEach
    void makeShell() throws IOException {
        folder = Files.createTempDirectory(Path.of("/tmp"), "wasl");
        shell = new Shell(folder);
    }

    @AfterEach
    void clean() throws IOException {
        try (var paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void shouldSayThatNoNodeRuns() {
        for (String command : new String[] {"status", "reload", "stop"}) {
            assertThat(shell.configured(command))
                    .isEqualTo(new Ended(1, "", "wasl: no node is running: there is no DIR/data/run/wasl.sock\n"));
        }
    }

    @Test
    void shouldShowTheNodesAnswerAndEndWithItsStatus() throws ConfigException {
        try (CommandChannel node = open(arguments -> Reply.done("stopping"))) {
            assertThat(shell.configured("reload")).isEqualTo(new Ended(0, "2 ranges added\n", ""));
            reload = new Reply(2, "routes.csv:2:1 low: wrong");
            assertThat(shell.configured("reload")).isEqualTo(new Ended(2, "", "routes.csv:2:1 low: wrong\n"));
            assertThat(shell.configured("status")).isEqualTo(new Ended(1, "", "not ready: links\n"));
            assertThat(node.refusedConnections()).isZero();
        }
    }

    @Test
    @SuppressWarnings("FutureReturnValueIgnored") // the client sees the end of the channel
    void shouldWaitUntilTheNodeHasStopped() throws ConfigException {
        CompletableFuture<CommandChannel> node = new CompletableFuture<>();
        node.complete(open(arguments -> {
            node.thenAcceptAsync(CommandChannel::close, OwnThread.EACH);
            return Reply.done("draining");
        }));

        assertThat(shell.configured("stop")).isEqualTo(new Ended(0, "draining\nstopped\n", ""));
    }

    private CommandChannel open(ChannelCommand stop) throws ConfigException {
        return CommandChannel.open(
                folder.resolve("data/run/wasl.sock"),
                Map.of(
                        "reload",
                        arguments -> reload,
                        "status",
                        arguments -> Reply.failed("not ready: links"),
                        "stop",
                        stop),
                new MetricsPage("wasl-1", "test"),
                reason -> new ConfigError("switch.yaml", 1, 1, "admin.command-socket", reason));
    }
}
