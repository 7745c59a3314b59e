package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both must tell each deadline that was not cancelled, once, and no other. */
class DeadlineBenchmarkTest {

    private static final long LOST_BEFORE = 200_000;

    /** The time-out, a tick of the wheel and a turn behind the last one counted; up to there none more is due. */
    private static final long WHEEL_OPERATIONS = LOST_BEFORE + 25_000 + 2 * 4194 + 64;

    @Test
    void shouldTellWhatWasLostAndNothingElse() {
        DeadlineBenchmark benchmark = new DeadlineBenchmark();
        benchmark.prepare();
        long told = 0;
        for (long i = 0; i < WHEEL_OPERATIONS; i++) {
            told = benchmark.wheel();
        }
        assertThat(told)
                .isBetween(
                        DeadlineBenchmark.toldAfter(LOST_BEFORE),
                        DeadlineBenchmark.toldAfter(WHEEL_OPERATIONS - 25_000));
    }

    @Test
    void shouldTellTheSameByTheQueue() {
        DeadlineBenchmark benchmark = new DeadlineBenchmark();
        benchmark.prepare();
        long told = 0;
        // The turn in which transaction 199,936 is due is the last one here; the next one lost is 200,000.
        for (long i = 0; i < 25_000 + 199_936 + 64; i++) {
            told = benchmark.jdk();
        }
        assertThat(told).isEqualTo(DeadlineBenchmark.toldAfter(199_937));
    }
}
