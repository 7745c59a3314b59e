package io.wasl.engine;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import java.util.HashMap;
import java.util.Map;

/** Who waits for which record to be read back; never on the way of a new request. Loop thread. */
final class JournalReads {

    private final Journal journal;
    private final Map<Long, Waiting> waiting = new HashMap<>();
    private long lastToken;

    /** What to do with a record that was read back. */
    interface Waiting {
        /** The record is lent during this call. */
        void onRecord(JournalRecord record);

        void onUnreadable();
    }

    JournalReads(Journal journal) {
        this.journal = journal;
    }

    /**
     * @return false when the log's reader has too much to do: nothing will be told
     */
    boolean request(long position, Waiting task) {
        long token = ++lastToken;
        if (!journal.read(position, token)) {
            return false;
        }
        waiting.put(token, task);
        return true;
    }

    void onRead(long token, JournalRecord record) {
        Waiting task = waiting.remove(token);
        if (task != null) {
            task.onRecord(record);
        }
    }

    void onUnreadable(long token) {
        Waiting task = waiting.remove(token);
        if (task != null) {
            task.onUnreadable();
        }
    }
}
