package io.wasl.journal.ledger;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import java.util.Optional;

/**
 * How far a ledger has been applied, and of whose log: epoch and log time of the record at that position tell two logs
 * apart whose positions overlap.
 */
record Applied(long position, long epoch, long logTimeMs) {

    static final Applied NOTHING = new Applied(0, 0, 0);

    /** The epoch of a ledger that a rebuild has set back: no record stands at its position for this ledger. */
    static final long SET_BACK = -1;

    static Applied at(JournalRecord entry) {
        return new Applied(entry.position, entry.epoch, entry.logTimeMs);
    }

    boolean isNothing() {
        return position == 0;
    }

    /** Whether it never had a row; one that a rebuild has set back to the beginning had. */
    boolean isFresh() {
        return isNothing() && !isSetBack();
    }

    boolean isSetBack() {
        return epoch == SET_BACK;
    }

    /** Why a ledger applied so far cannot be this log's: what it was applied to is not what the log holds there. */
    Optional<String> foreignReason(RecordSource source) throws IOException {
        if (isNothing() || isSetBack()) {
            return Optional.empty();
        }
        FirstRecord first = new FirstRecord();
        source.seek(position);
        source.poll(first);
        if (first.place.isNothing()) {
            return Optional.of("it is applied to position " + position + ", but the log ends at " + source.end());
        }
        if (first.place.position() == position && !first.place.equals(this)) {
            return Optional.of("the log has another record at position " + position);
        }
        return Optional.empty();
    }

    /** Remembers the place of the first record it is lent. */
    private static final class FirstRecord implements RecordVisitor {
        private Applied place = NOTHING;

        @Override
        public boolean onRecord(JournalRecord entry) {
            place = Applied.at(entry);
            return false;
        }
    }
}
