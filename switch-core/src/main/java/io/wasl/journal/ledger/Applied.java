package io.wasl.journal.ledger;

import io.wasl.journal.JournalRecord;

/**
 * How far a ledger has been applied, and of whose log: epoch and log time of the record at that position tell two logs
 * apart whose positions overlap.
 */
record Applied(long position, long epoch, long logTimeMs) {

    static final Applied NOTHING = new Applied(0, 0, 0);

    static Applied at(JournalRecord entry) {
        return new Applied(entry.position, entry.epoch, entry.logTimeMs);
    }

    boolean isNothing() {
        return position == 0;
    }
}
