package io.wasl.engine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where owed deliveries stand: a queue an issuer, a window of those under way, and one timer each. No rule about contents.
 * Loop thread.
 */
final class DeliveryQueues {

    private static final int GENERATION_MASK = 0xFFF_FFFF;

    private final List<ArrayDeque<OwedDelivery>> ready = new ArrayList<>();
    private final int[] underWay;
    private final @Nullable OwedDelivery[] places;
    private final int[] generations;
    private final int[] free;
    private int freeCount;
    private final DeadlineWheel timers;

    DeliveryQueues(int capacity, int issuers, long startNs) {
        for (int i = 0; i < issuers; i++) {
            ready.add(new ArrayDeque<>());
        }
        underWay = new int[issuers];
        places = new OwedDelivery[capacity];
        generations = new int[capacity];
        free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
        timers = new DeadlineWheel(capacity, startNs);
    }

    int size() {
        return places.length - freeCount;
    }

    /** One that waits until {@link #makeReady} says that nothing stands before it. */
    void add(OwedDelivery delivery) {
        if (freeCount == 0) {
            throw new IllegalStateException("more owed than owed.capacity; admission must prevent it");
        }
        delivery.timer = free[--freeCount];
        places[delivery.timer] = delivery;
        delivery.state = OwedDelivery.State.HELD;
    }

    void remove(OwedDelivery delivery) {
        leave(delivery);
        delivery.state = OwedDelivery.State.ENDED;
        timers.cancel(delivery.timer);
        places[delivery.timer] = null;
        generations[delivery.timer] = generations[delivery.timer] + 1 & GENERATION_MASK;
        free[freeCount++] = delivery.timer;
    }

    boolean hasReady(int issuer, int window) {
        return underWay[issuer] < window && !ready.get(issuer).isEmpty();
    }

    /** The next one; it is under way from now on. */
    OwedDelivery takeReady(int issuer) {
        underWay[issuer]++;
        return ready.get(issuer).remove();
    }

    void makeReady(OwedDelivery delivery) {
        timers.cancel(delivery.timer);
        delivery.state = OwedDelivery.State.READY;
        ready.get(delivery.issuer.index).add(delivery);
    }

    /** Not under way any more, and the next to be. */
    void putBack(OwedDelivery delivery) {
        leave(delivery);
        delivery.state = OwedDelivery.State.READY;
        ready.get(delivery.issuer.index).addFirst(delivery);
    }

    /** Not under way any more; ready again at that time. */
    void waitUntil(OwedDelivery delivery, long timeNs) {
        leave(delivery);
        delivery.state = OwedDelivery.State.WAITING;
        timers.set(delivery.timer, timeNs);
    }

    void setTimer(OwedDelivery delivery, long timeNs) {
        timers.set(delivery.timer, timeNs);
    }

    void advance(long nowNs, Consumer<OwedDelivery> handler) {
        timers.advance(nowNs, (id, now) -> {
            OwedDelivery delivery = places[id];
            if (delivery != null) {
                handler.accept(delivery);
            }
        });
    }

    /** Names this delivery in the outbox and on links. */
    long token(OwedDelivery delivery) {
        return (long) Outbox.DELIVERY << 60 | (long) generations[delivery.timer] << 32 | delivery.timer;
    }

    @Nullable
    OwedDelivery find(long token) {
        int place = (int) token;
        return generations[place] == (int) (token >>> 32 & GENERATION_MASK) ? places[place] : null;
    }

    void forEach(Consumer<OwedDelivery> visitor) {
        for (OwedDelivery delivery : places) {
            if (delivery != null) {
                visitor.accept(delivery);
            }
        }
    }

    private void leave(OwedDelivery delivery) {
        switch (delivery.state) {
            case LOADING, RECORDING, SENT -> underWay[delivery.issuer.index]--;
            case READY -> ready.get(delivery.issuer.index).remove(delivery);
            case HELD, WAITING, ENDED -> {
                // In no queue and not under way.
            }
        }
    }
}
