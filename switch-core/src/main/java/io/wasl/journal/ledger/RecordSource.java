package io.wasl.journal.ledger;

import io.wasl.journal.RecordVisitor;
import java.io.IOException;

/**
 * Where the ledger gets committed records from: {@link JournalSource} in production, a list in tests. All calls on the ledger's
 * thread, except {@link #end()}.
 */
public interface RecordSource extends AutoCloseable {

    /** The next {@link #poll} begins with the first record at or after this position. */
    void seek(long position) throws IOException;

    /**
     * Lends the committed records that are there now, in order, until the visitor returns false (the record it was given
     * counts as taken) or there are no more. Does not wait for new ones.
     */
    void poll(RecordVisitor visitor) throws IOException;

    /** The newest committed position; 0 for an empty log. Any thread; may lag a little. */
    long end();

    @Override
    void close() throws IOException;
}
