package io.wasl.engine;

import java.util.Arrays;

/**
 * Deadlines of numbered things, one each: a hashed timer wheel over fixed arrays, driven by one tick.
 *
 * <p>Setting, moving and cancelling cost a few writes. A deadline is never told early and at most one tick late (plus
 * however late the tick itself comes). Loop thread.
 */
final class DeadlineWheel {

    /** 4.2 ms: fine against time-outs of seconds, coarse against the cost of a tick. */
    static final long TICK_NS = 1L << 22;

    private static final int SPOKES = 4096;
    private static final int NONE = -1;

    private final int[] heads = new int[SPOKES];
    private final int[] next;
    private final int[] previous;
    private final long[] deadlines;
    private final boolean[] isSet;
    private final boolean[] isDue;
    private final int[] due;
    private final long startNs;
    private long tick;

    /** Who is told. */
    @FunctionalInterface
    interface Handler {
        /** The deadline is no longer set when this is called; it may be set again. */
        void onDeadline(int id, long nowNs);
    }

    DeadlineWheel(int capacity, long startNs) {
        this.startNs = startNs;
        next = new int[capacity];
        previous = new int[capacity];
        deadlines = new long[capacity];
        isSet = new boolean[capacity];
        isDue = new boolean[capacity];
        due = new int[capacity];
        Arrays.fill(heads, NONE);
    }

    /** Sets or moves the deadline of {@code id}. */
    void set(int id, long deadlineNs) {
        cancel(id);
        deadlines[id] = deadlineNs;
        isSet[id] = true;
        // A deadline in the past goes to the spoke that is looked at next.
        int spoke = (int) Math.max(tickOf(deadlineNs), tick + 1) & SPOKES - 1;
        int head = heads[spoke];
        next[id] = head;
        previous[id] = -2 - spoke;
        if (head != NONE) {
            previous[head] = id;
        }
        heads[spoke] = id;
    }

    void cancel(int id) {
        isDue[id] = false;
        if (!isSet[id]) {
            return;
        }
        isSet[id] = false;
        int after = next[id];
        int before = previous[id];
        if (before < NONE) {
            heads[-2 - before] = after;
        } else {
            next[before] = after;
        }
        if (after != NONE) {
            previous[after] = before;
        }
    }

    /** Tells every deadline that lies wholly before now. */
    void advance(long nowNs, Handler handler) {
        long until = tickOf(nowNs) - 1;
        // After a long pause each spoke needs to be looked at once only.
        tick = Math.max(tick, until - SPOKES);
        while (tick < until) {
            tick++;
            expire((int) tick & SPOKES - 1, nowNs, handler);
        }
    }

    private void expire(int spoke, long nowNs, Handler handler) {
        int count = 0;
        int id = heads[spoke];
        while (id != NONE) {
            int after = next[id];
            if (deadlines[id] - nowNs <= 0) {
                cancel(id);
                isDue[id] = true;
                due[count++] = id;
            }
            id = after;
        }
        // Taken out first and told after, since the handler may set and cancel others of this spoke.
        for (int i = 0; i < count; i++) {
            if (isDue[due[i]]) {
                isDue[due[i]] = false;
                handler.onDeadline(due[i], nowNs);
            }
        }
    }

    private long tickOf(long timeNs) {
        return (timeNs - startNs) / TICK_NS;
    }
}
