package io.wasl.journal;

import java.util.HashMap;
import java.util.Map;

/**
 * What lies before a checkpoint and is needed from the log itself at a start.
 *
 * @param forwarded requests whose R2 stands there and whose R3 does not: their R1's positions; as many as were in flight
 */
record LooseEnds(Map<TransactionId, Long> forwarded) {

    static final LooseEnds NONE = new LooseEnds(Map.of());

    LooseEnds {
        forwarded = Map.copyOf(forwarded);
    }

    /** The oldest position a start must read from; {@link Long#MAX_VALUE} where there is nothing to read. */
    long from() {
        return forwarded.values().stream().mapToLong(Long::longValue).min().orElse(Long.MAX_VALUE);
    }

    /** What a stretch of the log makes of them. The keeper's thread. */
    static final class Fold {

        private final Map<TransactionId, Long> forwarded;
        private long acceptedPosition;

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

        LooseEnds end() {
            return new LooseEnds(forwarded);
        }
    }
}
