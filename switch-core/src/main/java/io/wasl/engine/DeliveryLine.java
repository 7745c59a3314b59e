package io.wasl.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Where the deliveries of one issuer stand: some may go, some wait for their time, a few are under way.
 *
 * <pre>
 *   ready      ►►►►►►►►                    in turn
 *   waiting    ►►►►►►►►►►►│►►►►►           each until its time; up to lastCalled, when ready is empty, at once
 *   underWay   ►►►                         the window
 * </pre>
 *
 * Loop thread; how many there are any thread may ask.
 */
final class DeliveryLine {

    private final DeliveryList ready = new DeliveryList();
    private final DeliveryList waiting = new DeliveryList();
    private final List<OwedDelivery> underWay = new ArrayList<>();
    private final int window;
    private final DeliveryPace pace;
    private @Nullable OwedDelivery lastCalled;
    private final AtomicInteger owed = new AtomicInteger();
    private final AtomicInteger parked = new AtomicInteger();

    DeliveryLine(int window, DeliveryPace pace) {
        this.window = window;
        this.pace = pace;
    }

    int owed() {
        return owed.getOpaque();
    }

    int parked() {
        return parked.getOpaque();
    }

    void countOwed(int change) {
        owed.setOpaque(owed.getPlain() + change);
    }

    void countParked(int change) {
        parked.setOpaque(parked.getPlain() + change);
    }

    void makeReady(OwedDelivery delivery) {
        ready.addLast(delivery);
    }

    void makeNext(OwedDelivery delivery) {
        ready.addFirst(delivery);
    }

    void makeWait(OwedDelivery delivery) {
        waiting.addLast(delivery);
    }

    /** The issuer can be reached again: nobody who waits now need wait for his time. */
    void call() {
        lastCalled = waiting.last();
    }

    /** The next one, if any may go now; it is under way from now on. */
    @Nullable
    OwedDelivery take(long nowNs) {
        OwedDelivery next = ready.first();
        if (next == null && lastCalled != null) {
            next = waiting.first();
        }
        if (next == null || underWay.size() >= window || !pace.take(nowNs)) {
            return null;
        }
        leave(next);
        underWay.add(next);
        return next;
    }

    /** Takes it out of wherever its state says that it stands. */
    void leave(OwedDelivery delivery) {
        switch (delivery.state) {
            case READY -> ready.remove(delivery);
            case WAITING -> {
                if (delivery == lastCalled) {
                    lastCalled = delivery.before;
                }
                waiting.remove(delivery);
            }
            case LOADING, RECORDING, SENT -> underWay.remove(delivery);
            case HELD, PARKED, ENDED -> {
                // In no list.
            }
        }
    }

    /** A window's worth, to be changed while it is read. */
    List<OwedDelivery> underWay() {
        return List.copyOf(underWay);
    }
}
