package io.wasl;

import io.wasl.time.NanoClock;
import java.util.concurrent.TimeUnit;

/** Whether the loop still turns: it beats with each tick, anybody may look. */
final class Heartbeat {

    /** Ten times the longest pause that the slowest tick and a bad collection make together. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

    private final NanoClock clock;
    private volatile long lastNs;

    Heartbeat(NanoClock clock) {
        this.clock = clock;
        lastNs = clock.nanoTime();
    }

    /** Loop thread. */
    void beat(long nowNs) {
        lastNs = nowNs;
    }

    boolean isBeating() {
        return clock.nanoTime() - lastNs < PATIENCE_NS;
    }
}
