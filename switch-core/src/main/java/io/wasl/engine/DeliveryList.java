package io.wasl.engine;

import org.jspecify.annotations.Nullable;

/** Deliveries in a line, linked through themselves: a delivery is in one list at most, and leaves it in one step. Loop thread. */
final class DeliveryList {

    private @Nullable OwedDelivery first;
    private @Nullable OwedDelivery last;

    @Nullable
    OwedDelivery first() {
        return first;
    }

    @Nullable
    OwedDelivery last() {
        return last;
    }

    void addFirst(OwedDelivery delivery) {
        delivery.after = first;
        if (first == null) {
            last = delivery;
        } else {
            first.before = delivery;
        }
        first = delivery;
    }

    void addLast(OwedDelivery delivery) {
        delivery.before = last;
        if (last == null) {
            first = delivery;
        } else {
            last.after = delivery;
        }
        last = delivery;
    }

    void remove(OwedDelivery delivery) {
        OwedDelivery before = delivery.before;
        OwedDelivery after = delivery.after;
        if (before == null) {
            first = after;
        } else {
            before.after = after;
        }
        if (after == null) {
            last = before;
        } else {
            after.before = before;
        }
        delivery.before = null;
        delivery.after = null;
    }
}
