package io.wasl.engine;

import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import java.time.Duration;

/** Time that stands still until a test moves it. */
final class ManualClock implements NanoClock, EpochClock {

    private long nowNs = 1_000_000_000L;
    private long nowMs = 1_700_000_000_000L;

    void advance(Duration by) {
        nowNs += by.toNanos();
        nowMs += by.toMillis();
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public long epochMillis() {
        return nowMs;
    }
}
