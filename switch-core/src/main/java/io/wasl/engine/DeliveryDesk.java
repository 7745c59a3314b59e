package io.wasl.engine;

import java.util.function.Consumer;

/**
 * Where operators look at what is owed, make parked deliveries owed again, or drop them. Who asked is told when the records are
 * durable, or at once where nothing is written.
 *
 * <p>Loop thread.
 */
public interface DeliveryDesk {

    /**
     * @param limit how many are told, from the oldest
     */
    void list(DeliveryQuery query, int limit, Consumer<DeskAnswer> then);

    /**
     * Makes all that fit owed again, under the identity they have; with an id in the query, that one.
     *
     * @param note who, and why: ASCII, stored in the log
     */
    void retry(DeliveryQuery query, String note, Consumer<DeskAnswer> then);

    /**
     * Ends a parked one for good.
     *
     * @param query with an id
     * @param note who, and why: ASCII, stored in the log
     */
    void drop(DeliveryQuery query, String note, Consumer<DeskAnswer> then);
}
