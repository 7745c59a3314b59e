package io.wasl.ops;

import io.wasl.journal.ledger.BusinessTotals;
import io.wasl.journal.ledger.LedgerCounter;
import io.wasl.journal.ledger.LedgerHealth;
import io.wasl.journal.ledger.LedgerListener;
import io.wasl.journal.ledger.LedgerState;
import io.wasl.journal.ledger.LedgerTotals;
import io.wasl.journal.ledger.LedgerUnavailableException;
import io.wasl.journal.ledger.LedgerView;
import io.wasl.journal.ledger.TotalsQuery;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ledger that another process applies, {@link LedgerApplier}: asked once a second how it does. What it said counts until the
 * next question; one that nobody answers, or another log's, makes everything unknown, so that no segment goes on an old word.
 *
 * <p>{@link #start}, {@link #close}: the composition root. Everything that reads: any thread. The rest: the thread
 * {@code ledger-watch}.
 */
public final class LedgerWatch implements LedgerView {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);

    private static final long PERIOD_MS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final long UNKNOWN = -1;

    private static final LedgerHealth AWAY = new LedgerHealth(LedgerState.AWAY, 0, 0, "");

    private final Path socket;
    private final Path journal;
    private final LongSupplier end;
    private final LedgerListener listener;
    private final Counters<LedgerCounter> counters = new Counters<>(LedgerCounter.class);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ledger-watch");

    private boolean isTold;

    private volatile LedgerHealth health = AWAY;
    private volatile long applied;
    private volatile long certain = UNKNOWN;

    /**
     * @param socket the applier's
     * @param journal this node's log, which it must read
     * @param end the newest committed position
     * @param listener hears that the ledger belongs to another log
     */
    public LedgerWatch(Path socket, Path journal, LongSupplier end, LedgerListener listener) {
        this.socket = socket;
        this.journal = LedgerReport.place(journal);
        this.end = end;
        this.listener = listener;
        thread.setDaemon(true);
    }

    @Override
    public void start() {
        thread.start();
    }

    /** Where it is while it does not answer is what it said last; before the first answer everything is behind. */
    @Override
    public LedgerHealth health() {
        LedgerHealth last = health;
        return new LedgerHealth(last.state(), applied, Math.max(0, end.getAsLong() - applied), last.problem());
    }

    @Override
    public long certain() {
        return certain;
    }

    @Override
    public Counters<LedgerCounter> counters() {
        return counters;
    }

    @Override
    public LedgerTotals totals() throws LedgerUnavailableException {
        throw notHere();
    }

    @Override
    public BusinessTotals totals(TotalsQuery query) throws LedgerUnavailableException {
        throw notHere();
    }

    private static LedgerUnavailableException notHere() {
        return new LedgerUnavailableException(
                "this node's ledger is applied, and asked, in a process of its own", null);
    }

    @Override
    public void close() {
        closing.countDown();
    }

    private void run() {
        while (!isClosing()) {
            look();
            pause();
        }
    }

    private void look() {
        try {
            Reply reply = CommandChannelClient.call(socket, List.of(LedgerReport.COMMAND), PATIENCE);
            if (reply.status() != Reply.DONE) {
                throw new IOException(reply.text().strip());
            }
            LedgerReport report = LedgerReport.read(reply.text());
            if (!report.journal().equals(journal)) {
                throw new IOException("it applies another log, " + report.journal());
            }
            heard(report);
        } catch (IOException | IllegalArgumentException e) {
            lost(String.valueOf(e.getMessage()));
        }
    }

    private void heard(LedgerReport report) {
        LedgerHealth said = report.health();
        report.counters().forEach(counters::set);
        applied = said.applied();
        certain = said.state() == LedgerState.FOLLOWING ? report.certain() : UNKNOWN;
        health = said;
        counters.set(LedgerCounter.LAG_RECORDS, health().lag());
        if (isTold) {
            LOG.info("The ledger's applier answers: {}", said.state());
        }
        isTold = false;
        if (said.state() == LedgerState.REFUSED && !isClosing()) {
            closing.countDown();
            listener.onForeignLedger(said.problem());
        }
    }

    private void lost(String why) {
        certain = UNKNOWN;
        health = new LedgerHealth(LedgerState.AWAY, 0, 0, why);
        counters.set(LedgerCounter.LAG_RECORDS, health().lag());
        if (!isTold) {
            LOG.warn("The ledger's applier (wasl ledger apply) does not answer; authorizing goes on: {}", why);
        }
        isTold = true;
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause() {
        try {
            boolean unused = closing.await(PERIOD_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown(); // whoever interrupts this thread wants it to end
        }
    }
}
