package io.wasl.sim.world;

/**
 * The world's clocks: monotonic time moves with the agenda, the wall clock beside it also jumps.
 *
 * <p>Owner: the world's thread.
 */
final class VirtualTime {

    /** 2026-01-05 10:00 UTC: a Monday, no day's end in the way of a run. */
    private static final long START_EPOCH_MS = 1_767_607_200_000L;

    private long nowNs;
    private long wallJumpsMs;

    /** Monotonic, from 0. */
    long nowNs() {
        return nowNs;
    }

    long epochMillis() {
        return START_EPOCH_MS + nowNs / 1_000_000 + wallJumpsMs;
    }

    /** Never backwards. */
    void advanceTo(long ns) {
        nowNs = Math.max(nowNs, ns);
    }

    /** The wall clock is set, forwards or back. */
    void jumpWall(long byMs) {
        wallJumpsMs += byMs;
    }
}
