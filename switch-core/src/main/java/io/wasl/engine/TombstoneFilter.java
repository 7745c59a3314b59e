package io.wasl.engine;

import java.util.Arrays;

/**
 * Whether a tombstone may be remembered under a key: almost no request has one, and what says so is in the processor's memory,
 * where the index is not. Says no only where there is none.
 *
 * <pre>
 *   rows     1 … capacity │ … 2 × capacity │ … 3 × capacity
 *   marked   in the one        in the other     in the first again, emptied before
 * </pre>
 *
 * A row is forgotten after as many as the ring holds, so that its mark stands in one of the two as long as it does. Loop thread.
 */
final class TombstoneFilter {

    private static final int BITS = 1 << 16;

    private final Ring ring;
    private long[] newer = new long[BITS / Long.SIZE];
    private long[] older = new long[BITS / Long.SIZE];
    /** Of the row that was marked last: how often the ring had been full. */
    private long lap;

    TombstoneFilter(Ring ring) {
        this.ring = ring;
    }

    /** A tombstone is about to be found under this key. */
    void mark(long high, long low) {
        long now = ring.newest() / ring.capacity();
        for (long passed = Math.min(now - lap, 2); passed > 0; passed--) {
            long[] emptied = older;
            Arrays.fill(emptied, 0);
            older = newer;
            newer = emptied;
        }
        lap = now;
        int bit = bit(high, low);
        newer[bit / Long.SIZE] |= 1L << bit;
    }

    boolean mayHold(long high, long low) {
        int bit = bit(high, low);
        return ((newer[bit / Long.SIZE] | older[bit / Long.SIZE]) >>> bit & 1) != 0;
    }

    /** Of other bits than the index finds its lines by. */
    private static int bit(long high, long low) {
        return (int) ((high ^ low >>> Integer.SIZE) & BITS - 1);
    }
}
