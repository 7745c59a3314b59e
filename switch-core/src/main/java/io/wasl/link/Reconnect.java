package io.wasl.link;

import io.wasl.config.ReconnectConfig;
import io.wasl.time.RandomSource;

/**
 * How long to wait before the next dial: exponential back-off with full jitter, so that a restarted issuer is not met by
 * all its links at once. Owner: the loop's thread.
 */
public final class Reconnect {

    /** 2^30 times any first wait is beyond any maximum; more would overflow. */
    private static final int MAX_DOUBLINGS = 30;

    private final long firstNs;
    private final long maxNs;
    private final RandomSource random;
    private int failures;

    public Reconnect(ReconnectConfig config, RandomSource random) {
        firstNs = config.first().toNanos();
        maxNs = config.max().toNanos();
        if (firstNs <= 0 || maxNs < firstNs) {
            throw new IllegalArgumentException("reconnect: 0 < first <= max");
        }
        this.random = random;
    }

    /** The wait before the next dial: random in [0, min(max, first · 2^n)), at least a tenth of {@code first}. */
    public long nextDelayNs() {
        int doublings = Math.min(failures++, MAX_DOUBLINGS);
        long ceilingNs = firstNs > maxNs >> doublings ? maxNs : firstNs << doublings;
        return Math.max(random.below(ceilingNs), firstNs / 10);
    }

    /** The link carried business: the next failure starts from {@code first} again. */
    public void reset() {
        failures = 0;
    }
}
