package io.wasl.journal.ledger;

import io.wasl.journal.JournalFollower;
import io.wasl.journal.JournalReader;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Committed records from the log's own reader, inside the node or beside it. A reader without keys is enough, and better:
 * what is encrypted then never reaches the ledger.
 */
public final class JournalSource implements RecordSource {

    private final JournalReader reader;
    private @Nullable JournalFollower follower;

    /**
     * @param reader stays the caller's: closed by it, after the ledger
     */
    public JournalSource(JournalReader reader) {
        this.reader = reader;
    }

    @Override
    public void seek(long position) throws IOException {
        close();
        follower = reader.follow(position);
    }

    @Override
    public void poll(RecordVisitor visitor) throws IOException {
        JournalFollower open = follower;
        if (open == null) {
            throw new IllegalStateException("nowhere to read from: seek first");
        }
        open.poll(visitor, Integer.MAX_VALUE);
    }

    @Override
    public long end() {
        return reader.committedPosition();
    }

    @Override
    public void close() throws IOException {
        JournalFollower open = follower;
        follower = null;
        if (open != null) {
            open.close();
        }
    }
}
