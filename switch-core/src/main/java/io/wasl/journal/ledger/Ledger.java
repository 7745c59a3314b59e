package io.wasl.journal.ledger;

import io.wasl.config.LedgerConfig;
import io.wasl.metric.Counters;
import io.wasl.time.NanoClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the log into a database, on a thread of its own: opens it, brings its schema up to date, applies what is
 * committed in batches, and tries again for ever when the database is away. Nobody waits for it.
 *
 * <p>Invariants: rows and applied position change in one database transaction, in log order. After any failure nothing
 * is believed: the position is read again from the database, so that a commit with unknown outcome, a failover or a kill
 * ends in the same rows. A ledger of another log is left untouched.
 *
 * <p>{@link #start}, {@link #close}: the composition root. Everything that reads: any thread. The rest: the thread
 * {@code ledger}.
 */
public final class Ledger implements LedgerView {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** How long {@link #close} waits for the batch in hand, milliseconds. */
    private static final long CLOSE_MS = 1_000;

    private static final long UNKNOWN = -1;

    /** How often what is written is brought to the database's disk: while there is more to apply, and when there is not. */
    private static final long SECURE_NS = 5_000_000_000L;

    private static final long SECURE_IDLE_NS = 1_000_000_000;

    private static final long LEAST_REST_MS = 5;

    private final LedgerConfig config;
    private final RecordSource source;
    private final LedgerListener listener;
    private final LedgerPace pace;
    private final Optional<DataSource> driver;
    private final Counters<LedgerCounter> counters = new Counters<>(LedgerCounter.class);
    private final NanoClock clock;
    private final Applier applier;
    private final CatchUp catchUp = new CatchUp(counters);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ledger");

    private int failuresInRow;
    private boolean hasSetAsideAContradiction;
    private long retryMs;
    private long securedNs;

    private volatile Standing standing = new Standing(LedgerState.OPENING, "");
    private volatile long applied;
    private volatile long certain = UNKNOWN;
    private volatile @Nullable LedgerDatabase database;

    /**
     * @param source committed records; closed with the ledger
     * @param listener hears that the database belongs to another log
     */
    public Ledger(LedgerConfig config, RecordSource source, LedgerListener listener, NanoClock clock) {
        this(config, source, listener, clock, LedgerPace.DEFAULT, Optional.empty());
    }

    Ledger(
            LedgerConfig config,
            RecordSource source,
            LedgerListener listener,
            NanoClock clock,
            LedgerPace pace,
            Optional<DataSource> driver) {
        this.config = config;
        this.source = source;
        this.listener = listener;
        this.clock = clock;
        this.pace = pace;
        this.driver = driver;
        applier = new Applier(config.batchRows(), counters);
        retryMs = pace.firstRetryMs();
        thread.setDaemon(true);
        giveWay(thread);
    }

    /** A hint to the scheduler only: nothing relies on it. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay(Thread thread) {
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    @Override
    public void start() {
        thread.start();
    }

    @Override
    public Counters<LedgerCounter> counters() {
        return counters;
    }

    @Override
    public long lag() {
        return Math.max(0, source.end() - applied);
    }

    @Override
    public LedgerHealth health() {
        Standing now = standing;
        return new LedgerHealth(now.state, applied, lag(), now.problem);
    }

    @Override
    public long certain() {
        return standing.state == LedgerState.FOLLOWING ? certain : UNKNOWN;
    }

    @Override
    public LedgerTotals totals() throws LedgerUnavailableException {
        return LedgerTotals.read(opened().source());
    }

    /** With a connection that the ledger does not need. */
    @Override
    public BusinessTotals totals(TotalsQuery query) throws LedgerUnavailableException {
        return BusinessTotals.read(opened().source(), query, source::end);
    }

    private LedgerDatabase opened() throws LedgerUnavailableException {
        LedgerDatabase open = database;
        if (open == null) {
            String why = standing.problem;
            throw new LedgerUnavailableException(
                    "the ledger is not open" + (why.isEmpty() ? " yet; ask again" : ": " + why), null);
        }
        return open;
    }

    /** Finishes the batch in hand; a database that does not answer is left to itself after a second. */
    @Override
    public void close() {
        closing.countDown();
        try {
            thread.join(CLOSE_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.warn(
                    "The ledger's database takes its time ({}); stopping without waiting for it. What it misses is in"
                            + " the log.",
                    standing.state);
        }
    }

    /** How it is, and why: told together, or a reader would take the one for the other's. */
    private record Standing(LedgerState state, String problem) {}

    private void run() {
        try {
            while (!isClosing() && !standing.state.isFinal()) {
                attempt();
            }
        } finally {
            closeDatabase();
            closeSource();
            Standing last = standing;
            if (!last.state.isFinal()) {
                standing = new Standing(LedgerState.CLOSED, last.problem);
            }
        }
    }

    /** Follows until the ledger closes, is refused, or something fails. */
    private void attempt() {
        try {
            LedgerDatabase opened = open();
            if (isClosing()) {
                return;
            }
            Applied position = opened.applied();
            applied = position.position();
            certain = UNKNOWN;
            Optional<String> foreign = position.foreignReason(source);
            if (foreign.isPresent() && source.isUndecided(position.position(), position.epoch())) {
                throw new IOException(
                        "what of the log's end is whole, its node's next start decides: " + foreign.get());
            } else if (foreign.isPresent()) {
                refuse(foreign.get());
            } else {
                follow(opened, position);
            }
        } catch (SQLException e) {
            retry(e, LedgerDatabase.isIdentityTaken(e));
        } catch (IOException | RuntimeException e) { // of the log's reader; of Flyway, the pool or a driver
            retry(e, false);
        }
    }

    /**
     * The database at hand; a fresh one at the start, and when a second attempt in a row has failed. Its schema is left alone
     * when the ledger closes meanwhile: the first one in a process takes more time than a stop has.
     */
    private LedgerDatabase open() throws IOException {
        LedgerDatabase open = database;
        if (open != null && failuresInRow < 2) {
            return open;
        }
        closeDatabase();
        LedgerDatabase fresh = new LedgerDatabase(config, driver);
        try {
            if (!isClosing()) {
                fresh.migrate();
            }
        } catch (FlywayException e) {
            fresh.close();
            throw e;
        }
        database = fresh;
        return fresh;
    }

    private void refuse(String reason) {
        String problem = "the ledger holds another log's transactions: " + reason;
        standing = new Standing(LedgerState.REFUSED, problem);
        LOG.error("Nothing is applied: {}", problem);
        listener.onForeignLedger(problem);
    }

    private void follow(LedgerDatabase opened, Applied position) throws IOException, SQLException {
        applier.seek(source, position);
        if (standing.state == LedgerState.RETRYING) {
            LOG.info("The ledger's database is back; applying from position {}", position.position() + 1);
        }
        standing = new Standing(LedgerState.FOLLOWING, "");
        secure(opened);
        Duty duty = new Duty();
        while (!isClosing()) {
            long startNs = clock.nanoTime();
            long before = applier.position().position();
            Applier.Step step = applier.step(source, opened);
            long nowNs = clock.nanoTime();
            if (step != Applier.Step.NOTHING) {
                applied = applier.position().position();
                retryMs = pace.firstRetryMs();
                failuresInRow = 0;
                duty.worked(applied - before, nowNs - startNs, source.end(), nowNs);
            }
            long lag = lag();
            counters.set(LedgerCounter.LAG_RECORDS, lag);
            catchUp.onStep(applied - before, lag, duty.share(), nowNs);
            long sinceNs = nowNs - securedNs;
            if (applied != certain
                    && (sinceNs >= SECURE_NS || step == Applier.Step.NOTHING && sinceNs >= SECURE_IDLE_NS)) {
                secure(opened);
            }
            rest(step, duty);
        }
    }

    private void secure(LedgerDatabase opened) throws SQLException {
        long written = applied;
        opened.secure();
        certain = written;
        securedNs = clock.nanoTime();
    }

    /** A pause when all is applied also lets lives gather, so that most are one row, written once. */
    private void rest(Applier.Step step, Duty duty) {
        if (step != Applier.Step.FULL) {
            duty.drained();
            pause(pace.pollMs());
        } else if (duty.restMs() >= LEAST_REST_MS) {
            long beforeNs = clock.nanoTime();
            pause(duty.restMs());
            duty.rested(clock.nanoTime() - beforeNs);
        }
    }

    /** A row that is there already is met once without a pause, carefully; everything else waits longer each time. */
    private void retry(Exception cause, boolean identityTaken) {
        counters.increment(LedgerCounter.RETRIES);
        counters.set(LedgerCounter.LAG_RECORDS, lag());
        if (DamagedFile.isDamage(cause) && beginAgain(describe(cause))) {
            return;
        }
        if (identityTaken && (applier.tryCarefully() || isSetAsideAsContradicting(cause))) {
            return;
        }
        failuresInRow++;
        String problem = describe(cause);
        if (standing.state != LedgerState.RETRYING) {
            LOG.warn(
                    "The ledger cannot be written, or the log read, and is tried again until it can; authorizing goes on: {}",
                    problem);
        }
        standing = new Standing(LedgerState.RETRYING, problem);
        pause(retryMs);
        retryMs = Math.min(pace.maxRetryMs(), retryMs * 2);
    }

    /**
     * Each row was asked for, and one that was not found is there all the same: an index that names rows which its table does
     * not have, as a kill can leave an embedded file. Once in a node's life; what comes again is no matter of the file.
     */
    private boolean isSetAsideAsContradicting(Exception cause) {
        if (hasSetAsideAContradiction) {
            return false;
        }
        hasSetAsideAContradiction = true;
        return beginAgain("index and table contradict each other: " + describe(cause));
    }

    /** An embedded database that cannot be read is set aside; the next attempt makes a new one and applies all there is. */
    private boolean beginAgain(String damage) {
        Optional<Path> file = LedgerCheck.embeddedFile(config.url());
        closeDatabase();
        try {
            if (file.isEmpty() || !Files.exists(file.get())) {
                return false;
            }
            Path aside = DamagedFile.setAside(file.get());
            counters.increment(LedgerCounter.REBUILDS);
            LOG.error(
                    "The ledger's file is damaged ({}); kept as {}, and a new one is made from the log", damage, aside);
            return true;
        } catch (IOException e) {
            LOG.error("The ledger's damaged file cannot be set aside: {}", describe(e));
            return false;
        }
    }

    /** The first line: drivers add statements and traces below it. */
    private static String describe(Exception cause) {
        String message = cause.getMessage();
        String text = message == null || message.isBlank() ? cause.getClass().getSimpleName() : message.strip();
        return text.lines().findFirst().orElse(text);
    }

    private boolean isClosing() {
        return closing.getCount() == 0;
    }

    private void pause(long millis) {
        try {
            boolean unused = closing.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            closing.countDown(); // whoever interrupts the ledger's thread wants it to end
        }
    }

    private void closeDatabase() {
        LedgerDatabase open = database;
        database = null;
        if (open != null) {
            open.close();
        }
    }

    private void closeSource() {
        try {
            source.close();
        } catch (IOException e) {
            LOG.warn("The ledger's reader of the log could not be closed: {}", describe(e));
        }
    }
}
