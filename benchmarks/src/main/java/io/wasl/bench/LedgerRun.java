package io.wasl.bench;

import io.wasl.bench.e2e.RunFolder;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.LoadedConfig;
import io.wasl.journal.ledger.Ledger;
import io.wasl.journal.ledger.LedgerHealth;
import io.wasl.journal.ledger.LedgerState;
import io.wasl.journal.ledger.LogFolderSource;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A ledger that applies a log that stands still, and the folder of both.
 *
 * <p>Owner: the command's thread; {@link #close} from any.
 */
final class LedgerRun implements Closeable {

    private static final long POLL_NS = 1_000_000;

    private final RunFolder folder;
    private final long patienceNs;
    private volatile @Nullable Ledger ledger;

    /** @param patience for a ledger that gets no further */
    LedgerRun(RunFolder folder, Duration patience) {
        this.folder = folder;
        patienceNs = patience.toNanos();
    }

    Path path() {
        return folder.path();
    }

    /** One acquirer and one issuer that nobody connects to, and a ledger in that database. */
    LoadedConfig configure(String url, int batchRows) throws ConfigException, IOException {
        Files.writeString(
                path().resolve("routes.csv"),
                "low,high,issuer,brand,pan-length,priority\n400000,400000,atlas,test,16,1\n");
        Path file = Files.writeString(
                path().resolve("switch.yaml"),
                "node: bench\n"
                        + "journal: { directory: journal }\n"
                        + "ledger: { url: '" + url.replace("'", "''") + "', batch-rows: " + batchRows + " }\n"
                        + "admin: { listen: \"127.0.0.1:0\" }\n"
                        + "acquirers:\n"
                        + "  - { id: shop-bank, listen: \"127.0.0.1:0\", framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 10s }\n"
                        + "issuers:\n"
                        + "  - { id: atlas, connect: [\"127.0.0.1:1\"], framing: length-2, dialect: iso87-ascii,"
                        + " response-timeout: 8s }\n"
                        + "routing: { table: routes.csv }\n");
        return ConfigLoader.load(file, name -> Optional.empty());
    }

    Ledger start(LoadedConfig loaded) {
        var started = new Ledger(
                loaded.config().ledger(),
                new LogFolderSource(loaded.config().journal().directory(), Optional.empty()),
                reason -> {}, // its health tells it
                System::nanoTime);
        ledger = started;
        started.start();
        return started;
    }

    /**
     * Returns when it is applied so far.
     *
     * @throws IllegalStateException with its own reason, when it gets no further
     */
    void await(Ledger awaited, long position) throws InterruptedException {
        long furthest = 0;
        long movedNs = System.nanoTime();
        while (true) {
            LedgerHealth health = awaited.health();
            if (health.applied() >= position) {
                return;
            }
            long nowNs = System.nanoTime();
            if (health.applied() > furthest) {
                furthest = health.applied();
                movedNs = nowNs;
            }
            boolean isOver = health.state() == LedgerState.REFUSED || health.state() == LedgerState.CLOSED;
            if (isOver || nowNs - movedNs > patienceNs) {
                throw new IllegalStateException(stuck(health));
            }
            TimeUnit.NANOSECONDS.sleep(POLL_NS);
        }
    }

    private String stuck(LedgerHealth health) {
        String where = "the ledger stands at position " + health.applied() + " and is " + health.state();
        return health.problem().isEmpty()
                ? where + ", " + TimeUnit.NANOSECONDS.toSeconds(patienceNs) + " s without a step"
                : where + ": " + health.problem();
    }

    @Override
    public void close() throws IOException {
        Ledger open = ledger;
        if (open != null) {
            open.close();
        }
        folder.close();
    }
}
