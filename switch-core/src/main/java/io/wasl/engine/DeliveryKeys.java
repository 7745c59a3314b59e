package io.wasl.engine;

import org.jspecify.annotations.Nullable;

/**
 * The legs of deliveries by their wire keys: whom an answer acknowledges, and which numbers no other copy may carry. A
 * parked delivery keeps its key, for its copies go on under it when an operator makes it owed again. Loop thread.
 */
final class DeliveryKeys {

    /** By the high half; the low one is compared. Two that share only a half are as good as the same: another number is tried. */
    private final DeliveryTable byHigh = new DeliveryTable();

    boolean isFree(long high) {
        return byHigh.get(high) == null;
    }

    void put(OwedDelivery delivery) {
        byHigh.put(delivery.keyHigh, delivery);
    }

    void remove(OwedDelivery delivery) {
        byHigh.remove(delivery.keyHigh, delivery);
    }

    /** Whose leg that is. */
    @Nullable
    OwedDelivery find(KeyHash key) {
        OwedDelivery found = byHigh.get(key.high());
        return found != null && found.keyLow == key.low() ? found : null;
    }
}
