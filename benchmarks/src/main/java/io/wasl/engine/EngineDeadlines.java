package io.wasl.engine;

import java.util.function.IntConsumer;

/**
 * The engine's own deadline wheel, made reachable for measurements. It lives in this package because the wheel is
 * package-private. Owner: one thread.
 */
public final class EngineDeadlines {

    private final DeadlineWheel wheel;
    private final DeadlineWheel.Handler handler;

    /**
     * @param capacity ids are 0 to {@code capacity} − 1
     * @param due told each id whose deadline has passed
     */
    public EngineDeadlines(int capacity, IntConsumer due) {
        wheel = new DeadlineWheel(capacity, 0);
        handler = (id, nowNs) -> due.accept(id);
    }

    /** Sets or moves the deadline of one id. */
    public void set(int id, long deadlineNs) {
        wheel.set(id, deadlineNs);
    }

    /** It is told no more. */
    public void cancel(int id) {
        wheel.cancel(id);
    }

    /** Tells what is due, at most one tick late. */
    public void advance(long nowNs) {
        wheel.advance(nowNs, handler);
    }
}
