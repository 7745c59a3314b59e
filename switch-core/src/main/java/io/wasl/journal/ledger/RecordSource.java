package io.wasl.journal.ledger;

import io.wasl.journal.Hole;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import java.util.List;

/**
 * Where the ledger gets committed records from: {@link JournalSource} in production, a list in tests. All calls on the ledger's
 * thread, except {@link #end()}. Records that the log has let go of come from the archive, where there is one.
 */
public interface RecordSource extends AutoCloseable {

    /** The next {@link #poll} begins with the first record at or after this position, of archive or log. */
    void seek(long position) throws IOException;

    /** The position of the oldest record that the log itself keeps; 1 when none was ever written. */
    long oldest();

    /** What there is behind the last {@link #seek}. */
    default Extent extent() {
        return new Extent(oldest(), 0, List.of(), List.of());
    }

    /**
     * @param first the position of the oldest record that can be read
     * @param archived how many segments of the archive can be
     * @param holes positions behind it that neither archive nor log have; each ends a {@link #poll}
     * @param problems what of the archive could not be used and why, for people
     */
    record Extent(long first, int archived, List<Hole> holes, List<String> problems) {

        public Extent {
            holes = List.copyOf(holes);
            problems = List.copyOf(problems);
        }
    }

    /**
     * Lends the committed records that are there now, in order, until the visitor returns false (the record it was given
     * counts as taken) or there are no more. Does not wait for new ones.
     */
    void poll(RecordVisitor visitor) throws IOException;

    /**
     * Whether the log may hold that position of that epoch and cannot say so yet: beside a dead node, whose next start decides
     * about the last group. All that is before it is decided.
     */
    default boolean isUndecided(long position, long epoch) {
        return false;
    }

    /** The newest committed position; 0 for an empty log. Any thread; may lag a little. */
    long end();

    @Override
    void close() throws IOException;
}
