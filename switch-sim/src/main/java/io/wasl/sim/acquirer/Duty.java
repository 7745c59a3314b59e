package io.wasl.sim.acquirer;

import java.time.Duration;

/**
 * What an acquirer host owes when it has no answer: repeats with the same keys, then a reversal until it is
 * acknowledged.
 *
 * @param honoured false for control runs: the payment is given up instead, its outcome unknown
 * @param timeout how long one copy of a request waits; above the switch's own time-out; default 15 s
 * @param repeats copies with the repeat digit before it is reversed; default 3
 * @param reversalTimeout how long one copy of a reversal waits before the next; default 5 s
 * @param settle how long the end of a run waits for what is still open; default 60 s
 */
public record Duty(boolean honoured, Duration timeout, int repeats, Duration reversalTimeout, Duration settle) {

    public static Duty defaults() {
        return new Duty(true, Duration.ofSeconds(15), 3, Duration.ofSeconds(5), Duration.ofSeconds(60));
    }
}
