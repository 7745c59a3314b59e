package io.wasl.engine;

/**
 * How fast copies may leave for one issuer, so that a backlog does not take from live business what that needs of loop, log
 * and link: so many a second, evenly, after a rest at most what a tenth of a second is worth at once. Loop thread.
 */
final class DeliveryPace {

    private static final long SECOND_NS = 1_000_000_000L;
    /** Of a second: so that what a slow force or a late tick held up is made good. The window bounds what leaves at once. */
    private static final int BURST_SHARE = 10;

    private final long intervalNs;
    private final long burstNs;
    /** Up to when copies have left already, if they leave evenly. */
    private long paidUntilNs;

    DeliveryPace(int copiesPerSecond, long startNs) {
        intervalNs = SECOND_NS / copiesPerSecond;
        burstNs = Math.max(1, copiesPerSecond / BURST_SHARE) * intervalNs;
        paidUntilNs = startNs - burstNs;
    }

    /** Whether one more may leave now; it counts as left. */
    boolean take(long nowNs) {
        if (nowNs - paidUntilNs > burstNs) {
            paidUntilNs = nowNs - burstNs;
        }
        if (nowNs - paidUntilNs < intervalNs) {
            return false;
        }
        paidUntilNs += intervalNs;
        return true;
    }
}
