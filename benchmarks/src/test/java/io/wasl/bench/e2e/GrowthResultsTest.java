package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class GrowthResultsTest {

    private static final GrowthPoint ONE = new GrowthPoint(1, 1, 1);
    private static final GrowthPoint MANY = new GrowthPoint(10_000, 1, 1);

    private static GrowthResults.One one(GrowthPoint point, int round, Target target, double seconds) {
        return new GrowthResults.One(point, Figure.measured(round, target, seconds));
    }

    /** The relay costs more with many connections too: what counts is how much more than it the switch does. */
    @Test
    void shouldSetTheRatioToTheRelayBesideThatAtTheBase() {
        var results = new GrowthResults(
                List.of(
                        one(ONE, 1, Target.WASL, 0.004),
                        one(ONE, 1, Target.RELAY, 0.001),
                        one(MANY, 1, Target.WASL, 0.012),
                        one(MANY, 1, Target.RELAY, 0.002)),
                Figure.SHAPE);

        assertThat(results.ratio(MANY, Target.WASL, Measured::wholeMicros).orElseThrow())
                .isCloseTo(6, within(1e-9));
        assertThat(results.growth(ONE, MANY, Target.WASL, Measured::wholeMicros).orElseThrow())
                .isCloseTo(1.5, within(1e-9));
        assertThat(results.growth(ONE, ONE, Target.WASL, Measured::wholeMicros).orElseThrow())
                .isCloseTo(1, within(1e-9));
    }

    @Test
    void shouldKnowNoGrowthWithoutTheRelayOfTheSameRound() {
        var results = new GrowthResults(
                List.of(
                        one(ONE, 1, Target.WASL, 0.004),
                        one(ONE, 1, Target.RELAY, 0.001),
                        one(MANY, 1, Target.WASL, 0.012),
                        one(MANY, 2, Target.RELAY, 0.002)),
                Figure.SHAPE);

        assertThat(results.growth(ONE, MANY, Target.WASL, Measured::wholeMicros))
                .isEmpty();
    }

    @Test
    void shouldMeasureEachPointOnceAndOneThingMoreAtATime() {
        assertThat(GrowthPoint.of(List.of(1, 10_000), List.of(1, 100), List.of(1, 2)))
                .containsExactly(
                        new GrowthPoint(1, 1, 1),
                        new GrowthPoint(10_000, 1, 1),
                        new GrowthPoint(1, 100, 1),
                        new GrowthPoint(1, 1, 2),
                        new GrowthPoint(10_000, 1, 2),
                        new GrowthPoint(1, 100, 2));
    }
}
