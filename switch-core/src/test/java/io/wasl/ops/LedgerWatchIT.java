package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.journal.ledger.LedgerHealth;
import io.wasl.journal.ledger.LedgerState;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a node knows of a ledger that another process applies. */
final class LedgerWatchIT {

    private static final Path JOURNAL = Path.of("/var/lib/wasl/journal = 1");

    @TempDir
    Path folder;

    private final List<String> foreign = new CopyOnWriteArrayList<>();
    private Path socket;
    private LedgerWatch watch;

    @BeforeEach
    void start() {
        socket = folder.resolve("run/wasl.sock.ledger");
        watch = new LedgerWatch(socket, JOURNAL, () -> 1_000, foreign::add);
        watch.start();
    }

    @AfterEach
    void stop() {
        watch.close();
    }

    @Test
    void shouldBelieveAnApplierAsLongAsItAnswers() throws Exception {
        assertThat(watch.certain()).isNegative();
        assertThat(watch.health().state()).isEqualTo(LedgerState.AWAY);
        try (CommandChannel applier = answering(JOURNAL, LedgerState.FOLLOWING, 900, 850)) {
            assertThat(applier.refusedConnections()).isZero();
            await().until(() -> watch.certain() == 850);
            assertThat(watch.health()).isEqualTo(new LedgerHealth(LedgerState.FOLLOWING, 900, 100, ""));
            assertThat(watch.counters().get(LedgerCounter.BATCHES)).isEqualTo(7);
            assertThat(watch.counters().get(LedgerCounter.LAG_RECORDS)).isEqualTo(100);
        }
        await().until(() -> watch.certain() < 0);
        assertThat(watch.health().state()).isEqualTo(LedgerState.AWAY);
        assertThat(watch.lag()).as("as far as it was").isEqualTo(100);
    }

    @Test
    void shouldLetNoSegmentGoOnTheWordOfOneThatIsNotFollowing() throws Exception {
        try (CommandChannel applier = answering(JOURNAL, LedgerState.RETRYING, 900, 850)) {
            assertThat(applier.refusedConnections()).isZero();
            await().until(() -> watch.health().state() == LedgerState.RETRYING);
            assertThat(watch.certain()).isNegative();
        }
    }

    @Test
    void shouldNotBelieveTheApplierOfAnotherLog() throws Exception {
        try (CommandChannel applier = answering(Path.of("/elsewhere"), LedgerState.FOLLOWING, 900, 850)) {
            assertThat(applier.refusedConnections()).isZero();
            await().until(() -> watch.health().problem().contains("another log, /elsewhere"));
            assertThat(watch.certain()).isNegative();
        }
    }

    @Test
    void shouldTellTheNodeOfAForeignLedger() throws Exception {
        try (CommandChannel applier = answering(JOURNAL, LedgerState.REFUSED, 0, -1)) {
            assertThat(applier.refusedConnections()).isZero();
            await().untilAsserted(() -> assertThat(foreign).containsExactly("a problem"));
        }
    }

    private CommandChannel answering(Path journal, LedgerState state, long applied, long certain)
            throws ConfigException {
        String problem = state == LedgerState.FOLLOWING ? "" : "a problem";
        LedgerReport report = new LedgerReport(
                journal,
                new LedgerHealth(state, applied, 0, problem),
                certain,
                Map.of(LedgerCounter.BATCHES, 7L, LedgerCounter.LAG_RECORDS, 1L));
        return CommandChannel.open(
                socket,
                Map.of(LedgerReport.COMMAND, arguments -> Reply.done(report.text())),
                new MetricsPage("test", ""),
                reason -> new ConfigError("switch.yaml", 0, 0, "admin.command-socket", reason));
    }
}
