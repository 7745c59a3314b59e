package io.wasl.journal.ledger;

import io.wasl.config.LedgerConfig;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordVisitor;
import io.wasl.metric.Counters;
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
public final class Ledger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);

    /** How long {@link #close} waits for the batch in hand, milliseconds. */
    private static final long CLOSE_MS = 1_000;

    private final LedgerConfig config;
    private final RecordSource source;
    private final LedgerListener listener;
    private final LedgerPace pace;
    private final Optional<DataSource> driver;
    private final Counters<LedgerCounter> counters = new Counters<>(LedgerCounter.class);
    private final Batch batch;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "ledger");

    private Applied position = Applied.NOTHING;
    private boolean careful;
    private int failuresInRow;
    private long retryMs;

    private volatile LedgerState state = LedgerState.OPENING;
    private volatile long applied;
    private volatile String problem = "";
    private volatile @Nullable LedgerDatabase database;

    /**
     * @param source committed records; closed with the ledger
     * @param listener hears that the database belongs to another log
     */
    public Ledger(LedgerConfig config, RecordSource source, LedgerListener listener) {
        this(config, source, listener, LedgerPace.DEFAULT, Optional.empty());
    }

    Ledger(
            LedgerConfig config,
            RecordSource source,
            LedgerListener listener,
            LedgerPace pace,
            Optional<DataSource> driver) {
        this.config = config;
        this.source = source;
        this.listener = listener;
        this.pace = pace;
        this.driver = driver;
        batch = new Batch(config.batchRows());
        retryMs = pace.firstRetryMs();
        thread.setDaemon(true);
        giveWay(thread);
    }

    /** A hint to the scheduler only: nothing relies on it. */
    @SuppressWarnings("ThreadPriorityCheck")
    private static void giveWay(Thread thread) {
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    /** Returns at once; the database is opened in the background. */
    public void start() {
        thread.start();
    }

    public Counters<LedgerCounter> counters() {
        return counters;
    }

    /** Committed records that are not in the database yet. */
    public long lag() {
        return Math.max(0, source.end() - applied);
    }

    public LedgerHealth health() {
        return new LedgerHealth(state, applied, lag(), problem);
    }

    /** Asks the database, on the caller's thread. */
    public LedgerTotals totals() throws LedgerUnavailableException {
        LedgerDatabase open = database;
        if (open == null) {
            throw new LedgerUnavailableException("the ledger is not open: " + problem, null);
        }
        return LedgerTotals.read(open.source());
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
                    state);
        }
    }

    private void run() {
        try {
            while (!isClosing() && !state.isFinal()) {
                attempt();
            }
        } finally {
            closeDatabase();
            closeSource();
            if (!state.isFinal()) {
                state = LedgerState.CLOSED;
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
            position = opened.applied();
            applied = position.position();
            Optional<String> foreign = foreignReason();
            if (foreign.isPresent()) {
                refuse(foreign.get());
            } else {
                follow(opened);
            }
        } catch (SQLException e) {
            retry(e, isIdentityTaken(e));
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

    /** Why this ledger cannot be the log's: what it was applied to is not what the log holds there. */
    private Optional<String> foreignReason() throws IOException {
        if (position.isNothing()) {
            return Optional.empty();
        }
        FirstRecord first = new FirstRecord();
        source.seek(position.position());
        source.poll(first);
        if (first.place.isNothing()) {
            return Optional.of(
                    "it is applied to position " + position.position() + ", but the log ends at " + source.end());
        }
        if (first.place.position() == position.position() && !first.place.equals(position)) {
            return Optional.of("the log has another record at position " + position.position());
        }
        return Optional.empty();
    }

    private void refuse(String reason) {
        problem = "the ledger holds another log's transactions: " + reason;
        state = LedgerState.REFUSED;
        LOG.error("Nothing is applied: {}", problem);
        listener.onForeignLedger(problem);
    }

    private void follow(LedgerDatabase opened) throws IOException, SQLException {
        source.seek(position.position() + 1);
        if (state == LedgerState.RETRYING) {
            LOG.info("The ledger's database is back; applying from position {}", position.position() + 1);
        }
        state = LedgerState.FOLLOWING;
        problem = "";
        while (!isClosing()) {
            batch.clear();
            source.poll(this::take);
            if (batch.isEmpty()) {
                counters.set(LedgerCounter.LAG_RECORDS, lag());
                pause(pace.pollMs());
            } else {
                apply(opened);
            }
        }
    }

    private boolean take(JournalRecord entry) {
        Applied last = batch.isEmpty() ? position : batch.end();
        if (entry.position <= last.position()) {
            return true;
        }
        if (entry.position != last.position() + 1) {
            counters.increment(LedgerCounter.GAPS);
            LOG.error(
                    "The log has no records from position {} to {} any more; the ledger goes on without them",
                    last.position() + 1,
                    entry.position - 1);
        }
        return batch.add(entry);
    }

    private void apply(LedgerDatabase opened) throws SQLException {
        int withoutRow = opened.write(batch, position, careful);
        position = batch.end();
        applied = position.position();
        retryMs = pace.firstRetryMs();
        failuresInRow = 0;
        if (careful) {
            counters.increment(LedgerCounter.CAREFUL_BATCHES);
            careful = false;
        }
        counters.add(LedgerCounter.RECORDS_APPLIED, batch.records());
        counters.add(LedgerCounter.ROWS_WRITTEN, batch.rows() - withoutRow);
        counters.add(LedgerCounter.UPDATES_WITHOUT_ROW, withoutRow);
        counters.increment(LedgerCounter.BATCHES);
        counters.set(LedgerCounter.APPLIED_POSITION, applied);
        counters.set(LedgerCounter.LAG_RECORDS, lag());
    }

    /** A row that is there already is met once without a pause, carefully; everything else waits longer each time. */
    private void retry(Exception cause, boolean identityTaken) {
        counters.increment(LedgerCounter.RETRIES);
        counters.set(LedgerCounter.LAG_RECORDS, lag());
        if (DamagedFile.isDamage(cause) && beginAgain(describe(cause))) {
            return;
        }
        if (identityTaken && !careful) {
            careful = true;
            return;
        }
        failuresInRow++;
        problem = describe(cause);
        if (state != LedgerState.RETRYING) {
            LOG.warn("The ledger cannot be written and is tried again until it can; authorizing goes on: {}", problem);
        }
        state = LedgerState.RETRYING;
        pause(retryMs);
        retryMs = Math.min(pace.maxRetryMs(), retryMs * 2);
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

    /** Integrity constraint violation, SQLSTATE class 23, anywhere in the chain. */
    private static boolean isIdentityTaken(SQLException failure) {
        for (Throwable cause : failure) {
            if (cause instanceof SQLException part
                    && part.getSQLState() != null
                    && part.getSQLState().startsWith("23")) {
                return true;
            }
        }
        return false;
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

    /** Remembers the place of the first record it is lent. */
    private static final class FirstRecord implements RecordVisitor {
        private Applied place = Applied.NOTHING;

        @Override
        public boolean onRecord(JournalRecord entry) {
            place = Applied.at(entry);
            return false;
        }
    }
}
