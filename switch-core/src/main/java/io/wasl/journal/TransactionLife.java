package io.wasl.journal;

import java.util.List;

/**
 * All that the log says about one transaction, its reversals and what was owed for it, in the log's order.
 *
 * @param more whether it has more records than are kept ({@link #EVENT_LIMIT}); the last ones are then left out
 */
public record TransactionLife(TransactionId id, List<LifeEvent> events, boolean more) {

    /** An owed reversal may have been sent for days; a person reads the beginning. */
    public static final int EVENT_LIMIT = 200;

    public TransactionLife {
        events = List.copyOf(events);
    }

    /**
     * Lines for people: position, log time in UTC, id and words. The PAN is masked, nothing encrypted is shown.
     *
     * <pre>
     *   transaction 3.7
     *     2  2027-01-15T08:00:00.002+00:00  3.7  received 0100 from shop-bank amount 1500 PAN 400000******1234 STAN 000123 …
     * </pre>
     */
    public String print() {
        StringBuilder text = new StringBuilder("transaction ").append(id).append('\n');
        for (LifeEvent event : events) {
            text.append("  ").append(event).append('\n');
        }
        if (more) {
            text.append("  … more than ").append(EVENT_LIMIT).append(" records\n");
        }
        return text.toString();
    }
}
