package io.wasl.sim.acquirer;

import java.time.Duration;

/**
 * How long payments start.
 *
 * <pre>
 *   │◀─ warmUp ─▶│◀────── measured ──────▶│ settle …
 * </pre>
 *
 * @param warmUp payments that are due before its end are checked like any other, but count in no latency and no rate
 * @param measured after the warm-up
 * @param count payments started at most, those of the warm-up too; {@link Long#MAX_VALUE} without a limit
 */
public record LoadSpan(Duration warmUp, Duration measured, long count) {

    /** Without a warm-up. */
    public LoadSpan(Duration measured, long count) {
        this(Duration.ZERO, measured, count);
    }

    long totalNs() {
        return warmUp.plus(measured).toNanos();
    }
}
