package io.wasl.journal;

import java.util.HashMap;
import java.util.Map;

/**
 * What lies before a checkpoint and is needed from the log itself at a start.
 *
 * @param forwarded requests whose R2 stands there and whose R3 does not: their R1's positions; as many as were in flight
 * @param namedFrom the oldest R1 that a delivery must still name in its first copy; 0 where none must
 */
record LooseEnds(Map<TransactionId, Long> forwarded, long namedFrom) {

    static final LooseEnds NONE = new LooseEnds(Map.of(), 0);

    LooseEnds {
        forwarded = Map.copyOf(forwarded);
    }

    /** The oldest position a start must read from; {@link Long#MAX_VALUE} where there is nothing to read. */
    long from() {
        long oldest = namedFrom == 0 ? Long.MAX_VALUE : namedFrom;
        for (long position : forwarded.values()) {
            oldest = Math.min(oldest, position);
        }
        return oldest;
    }

    /** What a stretch of the log makes of them. The keeper's thread. */
    static final class Fold {

        private final Map<TransactionId, Long> forwarded;
        private long acceptedPosition;
        private long namedFrom;

        Fold(LooseEnds before) {
            forwarded = new HashMap<>(before.forwarded);
        }

        /** One committed record. R1 stands directly before R2. */
        void apply(JournalRecord record) {
            switch (record.type) {
                case ACCEPTED -> acceptedPosition = record.position;
                case INTENT -> forwarded.put(TransactionId.of(record), acceptedPosition);
                case OUTCOME -> forwarded.remove(TransactionId.of(record));
                case NODE_STARTED,
                        RESPONDED,
                        NET,
                        OWED,
                        SENT,
                        DELIVERY_ENDED,
                        TOMBSTONE,
                        APPROVED_LATE,
                        REOPENED,
                        CARD_LISTED,
                        CUTOVER -> {
                    // Nothing begins or ends in flight.
                }
            }
        }

        /** Deliveries are told from the beginning again. */
        void beginDeliveries() {
            namedFrom = 0;
        }

        /** One that is still owed or parked. */
        void delivery(OpenDelivery open) {
            if (open.copies == 0 && open.names != 0) {
                namedFrom = namedFrom == 0 ? open.names : Math.min(namedFrom, open.names);
            }
        }

        LooseEnds end() {
            return new LooseEnds(forwarded, namedFrom);
        }
    }
}
