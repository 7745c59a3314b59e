package io.wasl.journal.keys;

import io.wasl.journal.JournalRecord;
import java.util.List;

/**
 * A transaction brought back from the log, or a tombstone.
 *
 * @param records its own records in the order of the log; the first is ACCEPTED or TOMBSTONE, an INTENT stands behind it
 */
public record FoundTransaction(List<JournalRecord> records) {

    /** Where it begins. */
    public long position() {
        return records.get(0).position;
    }
}
