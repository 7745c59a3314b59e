package io.wasl.journal.ledger;

import io.wasl.journal.JournalRecord;
import io.wasl.metric.Counters;
import java.io.IOException;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes committed records from the log and writes them in batches, each with the applied position in one database
 * transaction. Owner: one thread.
 */
final class Applier {

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private final Batch batch;
    private final Counters<LedgerCounter> counters;
    private Applied position = Applied.NOTHING;
    private boolean careful;

    /** What a batch found. */
    enum Step {
        NOTHING,
        DRAINED,
        /** There may be more. */
        FULL
    }

    Applier(int batchRows, Counters<LedgerCounter> counters) {
        batch = new Batch(batchRows);
        this.counters = counters;
    }

    /**
     * Goes on behind this position, in the archive where the log has let go of what comes there. A new ledger begins with what
     * the log keeps: years of archive would hold up the log's own segments, which wait for it; a rebuild takes its time instead.
     */
    void seek(RecordSource source, Applied from) throws IOException {
        position = from;
        source.seek(from.isFresh() ? source.oldest() : from.position() + 1);
    }

    Applied position() {
        return position;
    }

    /** Writes the next batch anew, asking for each row; false when that has been tried already. */
    boolean tryCarefully() {
        boolean isFirst = !careful;
        careful = true;
        return isFirst;
    }

    /**
     * Applies one batch of what is there now. After an exception nothing is known: the database tells how far it is.
     *
     * @return whether there was nothing, all that there was, or more
     */
    Step step(RecordSource source, LedgerDatabase database) throws IOException, SQLException {
        batch.clear();
        source.poll(this::take);
        if (batch.isEmpty()) {
            return Step.NOTHING;
        }
        HeldRows held = HeldRows.behind(batch.end().position(), source.extent().holes());
        int withoutRow = database.write(batch, position, careful, held);
        position = batch.end();
        if (careful) {
            counters.increment(LedgerCounter.CAREFUL_BATCHES);
            careful = false;
        }
        counters.add(LedgerCounter.RECORDS_APPLIED, batch.records());
        counters.add(LedgerCounter.ROWS_WRITTEN, batch.rows() - withoutRow);
        counters.add(LedgerCounter.UPDATES_WITHOUT_ROW, withoutRow);
        counters.increment(LedgerCounter.BATCHES);
        counters.set(LedgerCounter.APPLIED_POSITION, position.position());
        return batch.isFull() ? Step.FULL : Step.DRAINED;
    }

    private boolean take(JournalRecord entry) {
        long last = batch.isEmpty() ? position.position() : batch.endPosition();
        if (entry.position <= last) {
            return true;
        }
        if (entry.position != last + 1) {
            counters.increment(LedgerCounter.GAPS);
            LOG.error(
                    "The log has no records from position {} to {} any more; the ledger goes on without them",
                    last + 1,
                    entry.position - 1);
        }
        return batch.add(entry);
    }
}
