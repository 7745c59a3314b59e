package io.wasl.journal;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log from a position on and goes on as it grows: what the ledger follows. Owner: one thread.
 */
public final class JournalFollower implements Closeable {

    private final GroupCursor cursor;
    private final SegmentCatalog catalog;
    private final SegmentFiles files;
    private final LongSupplier committed;
    private final JournalRecord record = new JournalRecord();
    private final Poll poll = new Poll();

    private long next;
    private boolean placed;
    private boolean inGroup;

    JournalFollower(SegmentFiles files, SegmentCatalog catalog, GroupCursor cursor, LongSupplier committed, long from) {
        this.files = files;
        this.catalog = catalog;
        this.cursor = cursor;
        this.committed = committed;
        next = Math.max(1, from);
    }

    /** The position it will bring next, if that record is still kept; otherwise the oldest one kept comes next. */
    public long position() {
        return next;
    }

    /**
     * Lends the visitor at most {@code maxRecords} records that are committed now and were not yet brought; returns at
     * once when there are none.
     *
     * @return how many were lent
     * @throws CorruptJournalException when a committed record cannot be read
     */
    public int poll(RecordVisitor visitor, int maxRecords) throws IOException {
        long bound = committed.getAsLong();
        if (bound < next) {
            return 0;
        }
        // After the bound was asked: the segment that cuts what was never committed is known before anything is read.
        catalog.discoverRest(files);
        if (!place()) {
            return 0;
        }
        poll.begin(visitor, maxRecords);
        while (poll.goesOn && (inGroup || cursor.next(bound))) {
            next = Math.max(next, cursor.visit(next, record, poll));
            inGroup = next < cursor.expectedPosition();
        }
        return poll.count;
    }

    private boolean place() throws IOException {
        if (!placed) {
            if (catalog.isEmpty() && !catalog.discoverNext(files)) {
                return false;
            }
            cursor.seek(next);
            placed = true;
        }
        return true;
    }

    @Override
    public void close() throws IOException {
        cursor.close();
    }

    /** Counts, and stops after the last record wanted. */
    private static final class Poll implements RecordVisitor {

        private @Nullable RecordVisitor visitor;
        private int limit;
        private int count;
        private boolean goesOn;

        private void begin(RecordVisitor next, int maxRecords) {
            visitor = next;
            limit = maxRecords;
            count = 0;
            goesOn = maxRecords > 0;
        }

        @Override
        public boolean onRecord(JournalRecord record) {
            count++;
            goesOn = Objects.requireNonNull(visitor).onRecord(record) && count < limit;
            return goesOn;
        }
    }
}
