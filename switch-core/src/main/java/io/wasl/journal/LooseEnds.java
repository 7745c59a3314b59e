package io.wasl.journal;

/**
 * What lies before a checkpoint and is needed from the log itself at a start. Which requests were in flight stands in the
 * checkpoint's file alone: a node must not get larger with them.
 *
 * @param forwardedFrom the oldest R1 of a request whose R2 stands there and whose R3 does not; 0 where there is none
 */
record LooseEnds(long forwardedFrom) {

    static final LooseEnds NONE = new LooseEnds(0);

    /** The oldest position a start must read from; {@link Long#MAX_VALUE} where there is nothing to read. */
    long from() {
        return forwardedFrom == 0 ? Long.MAX_VALUE : forwardedFrom;
    }

    /** What a stretch of the log makes of them, told first what was in flight before it. The keeper's thread. */
    static final class Fold {

        private final IdPositions forwarded = new IdPositions();
        private long acceptedPosition;

        /** A request that was in flight before the stretch. */
        void forwarded(TransactionId id, long position) {
            forwarded.put(id.epoch(), id.counter(), position);
        }

        /** Those in flight behind it, with their R1's positions. */
        IdPositions forwarded() {
            return forwarded;
        }

        /** One committed record. R1 stands directly before R2. */
        void apply(JournalRecord record) {
            switch (record.type) {
                case ACCEPTED -> acceptedPosition = record.position;
                case INTENT -> forwarded.put(record.epoch, record.counter, acceptedPosition);
                case OUTCOME -> forwarded.remove(record.epoch, record.counter);
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
            return new LooseEnds(forwarded.lowest());
        }
    }
}
