package io.wasl.ops;

import io.wasl.config.ConfigException;
import io.wasl.config.LoadedConfig;
import io.wasl.config.SwitchConfig;
import io.wasl.journal.ledger.Ledger;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.journal.ledger.LogFolderSource;
import io.wasl.metric.Counters;
import io.wasl.time.NanoClock;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ledger in a process of its own: the same {@link Ledger} on the same log, read beside the node, and a command channel on
 * which the node and operators ask it.
 *
 * <pre>
 *   node ── segments, durable ──► log's folder ──read──► LedgerApplier ──► database
 *     ▲                                                       │
 *     └────── applied, counters ◄── run/wasl.sock.ledger ─────┘ totals ──► wasl ledger totals
 * </pre>
 *
 * It needs no node: it goes on with what is there, and with what comes. Any thread.
 */
public final class LedgerApplier implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerApplier.class);

    private static final int REFUSED = 2;

    /** So long it still says why it ends, for a node that asks once a second. */
    private static final long LAST_WORDS_MS = 3_000;

    private final Path journal;
    private final Ledger ledger;
    private final MetricsPage metrics;
    private final CommandChannel channel;
    private final CompletableFuture<Integer> stopped = new CompletableFuture<>();

    private LedgerApplier(SwitchConfig config, LoadedConfig loaded, NanoClock clock) throws ConfigException {
        journal = LedgerReport.place(config.journal().directory());
        ledger = new Ledger(
                config.ledger(),
                new LogFolderSource(journal, config.journal().archive()),
                this::onForeignLedger,
                clock);
        metrics = new MetricsPage(config.node(), "");
        try {
            channel = CommandChannel.open(
                    config.admin().ledgerSocket(),
                    Map.of(LedgerReport.COMMAND, new Said(), "ledger", new LedgerChannel(ledger::totals)),
                    metrics,
                    reason -> loaded.locations().error("admin.command-socket", reason));
        } catch (ConfigException e) {
            metrics.close();
            throw e;
        }
    }

    /**
     * Returns at once; log and database are waited for in the background.
     *
     * @throws ConfigException when the configuration has the node apply its ledger, or another process applies it already
     */
    public static LedgerApplier start(LoadedConfig loaded, NanoClock clock) throws ConfigException {
        SwitchConfig config = loaded.config();
        if (config.ledger().isAppliedByTheNode()) {
            throw new ConfigException(loaded.locations()
                    .error(
                            "ledger.applier",
                            "is node: the node applies its ledger itself; say process, and restart it"));
        }
        LedgerApplier applier = new LedgerApplier(config, loaded, clock);
        applier.ledger.start();
        return applier;
    }

    /** One line. */
    public String summary() {
        return "applying the log in " + journal;
    }

    /** Completed with the exit status when it has ended: 0, or 2 when the ledger is another log's. */
    public CompletionStage<Integer> stopped() {
        return stopped;
    }

    /** Ends it in good order: the batch in hand is written. */
    @Override
    public void close() {
        channel.close();
        ledger.close();
        metrics.close();
        stopped.complete(0);
    }

    private void onForeignLedger(String reason) {
        LOG.error("the applier stops: {}", reason);
        Executor later = CompletableFuture.delayedExecutor(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
        later.execute(() -> {
            channel.close();
            stopped.complete(REFUSED);
        });
    }

    private LedgerReport report() {
        Counters<LedgerCounter> counters = ledger.counters();
        Map<LedgerCounter, Long> values =
                Arrays.stream(counters.names()).collect(Collectors.toMap(name -> name, counters::get));
        // What is certain is asked first: what follows may only be more.
        long certain = ledger.certain();
        return new LedgerReport(journal, ledger.health(), certain, values);
    }

    /** The node's question. */
    private final class Said implements ChannelCommand {

        @Override
        public Reply run(List<String> arguments) {
            return Reply.done(report().text());
        }

        @Override
        public boolean isRoutine() {
            return true;
        }
    }
}
