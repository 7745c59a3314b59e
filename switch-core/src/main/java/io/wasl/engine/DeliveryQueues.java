package io.wasl.engine;

import io.wasl.config.ReversalConfig;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where owed and parked deliveries stand: a place and a timer each, and a line an issuer ({@link DeliveryLine}). No rule about
 * contents. Parked ones keep their places, so that {@code owed.capacity} bounds them too. Loop thread.
 */
final class DeliveryQueues {

    private static final int GENERATION_MASK = 0xFFF_FFFF;
    private static final int MOST_DOUBLINGS = 30;

    private final List<DeliveryLine> lines = new ArrayList<>();
    private final List<Issuer> issuers;
    private final @Nullable OwedDelivery[] places;
    private final int[] generations;
    private final int[] free;
    private int freeCount;
    private int placesUsed;
    private int parked;
    private final DeadlineWheel timers;
    private final NanoClock nanos;
    private final RandomSource random;

    /**
     * @param issuers those that only the log knows are added while it is read
     */
    DeliveryQueues(int capacity, List<Issuer> issuers, NanoClock nanos, RandomSource random) {
        this.issuers = issuers;
        this.nanos = nanos;
        this.random = random;
        places = new OwedDelivery[capacity];
        generations = new int[capacity];
        free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
        timers = new DeadlineWheel(capacity, nanos.nanoTime());
    }

    /** Owed and parked. */
    int size() {
        return places.length - freeCount;
    }

    int parked() {
        return parked;
    }

    int owed() {
        return size() - parked;
    }

    DeliveryLine line(Issuer issuer) {
        while (lines.size() <= issuer.index) {
            ReversalConfig config = issuers.get(lines.size()).config.reversal();
            lines.add(new DeliveryLine(config.window(), new DeliveryPace(config.rate(), nanos.nanoTime())));
        }
        return lines.get(issuer.index);
    }

    /** One that waits until {@link #makeReady} says that nothing stands before it. */
    void add(OwedDelivery delivery) {
        takePlace(delivery);
        delivery.state = OwedDelivery.State.HELD;
        line(delivery.issuer).countOwed(1);
    }

    /** One that waits for an operator. */
    void addParked(OwedDelivery delivery) {
        takePlace(delivery);
        delivery.state = OwedDelivery.State.PARKED;
        line(delivery.issuer).countParked(1);
        parked++;
    }

    private void takePlace(OwedDelivery delivery) {
        if (freeCount == 0) {
            throw new IllegalStateException("more owed than owed.capacity; admission must prevent it");
        }
        delivery.timer = free[--freeCount];
        places[delivery.timer] = delivery;
        placesUsed = Math.max(placesUsed, delivery.timer + 1);
    }

    /** What still comes for it from timer, log or link is dropped from now on. */
    void park(OwedDelivery delivery) {
        leave(delivery);
        forget(delivery);
        delivery.state = OwedDelivery.State.PARKED;
        DeliveryLine line = line(delivery.issuer);
        line.countOwed(-1);
        line.countParked(1);
        parked++;
    }

    /** Owed again; it waits until {@link #makeReady} says that nothing stands before it. */
    void reopen(OwedDelivery delivery) {
        delivery.state = OwedDelivery.State.HELD;
        DeliveryLine line = line(delivery.issuer);
        line.countParked(-1);
        line.countOwed(1);
        parked--;
    }

    void remove(OwedDelivery delivery) {
        DeliveryLine line = line(delivery.issuer);
        if (delivery.state == OwedDelivery.State.PARKED) {
            line.countParked(-1);
            parked--;
        } else {
            line.countOwed(-1);
        }
        leave(delivery);
        forget(delivery);
        delivery.state = OwedDelivery.State.ENDED;
        places[delivery.timer] = null;
        free[freeCount++] = delivery.timer;
    }

    private void forget(OwedDelivery delivery) {
        timers.cancel(delivery.timer);
        generations[delivery.timer] = generations[delivery.timer] + 1 & GENERATION_MASK;
    }

    /** The next one for that issuer, if any may go now; it is under way from now on. */
    @Nullable
    OwedDelivery take(Issuer issuer, long nowNs) {
        OwedDelivery next = line(issuer).take(nowNs);
        if (next != null) {
            timers.cancel(next.timer);
            next.state = OwedDelivery.State.LOADING;
        }
        return next;
    }

    void makeReady(OwedDelivery delivery) {
        leave(delivery);
        timers.cancel(delivery.timer);
        delivery.state = OwedDelivery.State.READY;
        line(delivery.issuer).makeReady(delivery);
    }

    /** Not under way any more, and the next to be. */
    void putBack(OwedDelivery delivery) {
        leave(delivery);
        delivery.state = OwedDelivery.State.READY;
        line(delivery.issuer).makeNext(delivery);
    }

    /**
     * Not under way any more; ready again after a random part of a wait that doubles with each copy, so that what failed
     * together does not come again together.
     */
    void retryLater(OwedDelivery delivery) {
        leave(delivery);
        delivery.state = OwedDelivery.State.WAITING;
        line(delivery.issuer).makeWait(delivery);
        long longestNs = longestWaitNs(delivery.issuer.config.reversal(), delivery.copies);
        timers.set(delivery.timer, nanos.nanoTime() + random.below(longestNs + 1));
    }

    /** Before the copy behind these many. */
    static long longestWaitNs(ReversalConfig config, int copies) {
        long firstNs = config.retryFirst().toNanos();
        long mostNs = config.retryMax().toNanos();
        int doublings = Math.min(Math.max(copies - 1, 0), MOST_DOUBLINGS);
        return firstNs > mostNs >> doublings ? mostNs : firstNs << doublings;
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

    /** Those at places from {@code from} to before {@code to}; whether there are places behind. */
    boolean visit(int from, int to, Consumer<OwedDelivery> visitor) {
        for (int i = from; i < Math.min(to, placesUsed); i++) {
            OwedDelivery delivery = places[i];
            if (delivery != null) {
                visitor.accept(delivery);
            }
        }
        return to < placesUsed;
    }

    private void leave(OwedDelivery delivery) {
        line(delivery.issuer).leave(delivery);
    }
}
