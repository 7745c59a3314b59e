package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.OwnThread;
import io.wasl.command.Shell.Ended;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RunCommandTest {

    @TempDir
    Path folder;

    private Shell shell;
    private final FakeNode node = new FakeNode();

    @BeforeEach
    void makeShell() throws IOException {
        shell = new Shell(folder);
        shell.starter = loaded -> node;
    }

    @Test
    void shouldPrintOneReadyLineAndEndWithTheNodesStatus() {
        node.stopped.complete(1);

        assertThat(shell.configured("run")).isEqualTo(new Ended(1, "wasl-1 is ready\n", ""));
        assertThat(shell.signals.forgotten).isTrue();
    }

    @Test
    void shouldDrainWhenToldToTerminate() throws Exception {
        CompletableFuture<Ended> running = CompletableFuture.supplyAsync(() -> shell.configured("run"), OwnThread.EACH);
        org.awaitility.Awaitility.await().until(() -> node.summaries > 0);

        assertThat(shell.signals.terminate.getAsInt()).isZero();
        assertThat(node.drains).isEqualTo(1);
        assertThat(running.get().status()).isZero();
    }

    @Test
    void shouldNotWaitForeverForANodeThatDoesNotDrain() {
        node.drainEnds = false;

        assertThat(RunCommand.drain(node, Duration.ofMillis(50))).isEqualTo(1);
    }

    @Test
    void shouldReloadOnHangUpAndLiveOnAfterABadFile() {
        node.stopped.complete(0);
        shell.configured("run");
        shell.signals.hangUp.run();
        node.reloadIsRefused = true;
        shell.signals.hangUp.run();

        assertThat(node.reloads).isEqualTo(2);
    }

    @Test
    void shouldEndWith2WhenTheNodeIsRefused() {
        shell.starter = loaded -> {
            throw new ConfigException(loaded.locations().error("acquirers[0].listen", "cannot listen: in use"));
        };

        assertThat(shell.configured("run"))
                .isEqualTo(new Ended(2, "", "DIR/switch.yaml:11:13 acquirers[0].listen: cannot listen: in use\n"));
    }

    private static final class FakeNode implements RunningNode {

        private final CompletableFuture<Integer> stopped = new CompletableFuture<>();
        private volatile int summaries;
        private int drains;
        private int reloads;
        private boolean drainEnds = true;
        private boolean reloadIsRefused;

        @Override
        public void drain() {
            drains++;
            if (drainEnds) {
                stopped.complete(0);
            }
        }

        @Override
        public String reload() throws ConfigException {
            reloads++;
            if (reloadIsRefused) {
                throw new ConfigException(new ConfigError("routes.csv", 3, 1, "", "wrong on purpose"));
            }
            return "1 range";
        }

        @Override
        public CompletionStage<Integer> stopped() {
            return stopped;
        }

        @Override
        public String summary() {
            summaries = 1;
            return "wasl-1 is ready";
        }
    }
}
