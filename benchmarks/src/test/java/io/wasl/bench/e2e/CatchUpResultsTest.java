package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CatchUpResultsTest {

    private static CatchUpResults.One without(int round, long p50Ns) {
        return new CatchUpResults.One(
                window(round, Target.WASL_NO_LEDGER, p50Ns, -1), window(round, Target.WASL_NO_LEDGER, 7, -1), -1, 2);
    }

    private static CatchUpResults.One with(
            int round, long followingNs, long catchingUpNs, long lagBefore, long lagAfter) {
        return new CatchUpResults.One(
                window(round, Target.WASL, followingNs, 0),
                window(round, Target.WASL, catchingUpNs, lagAfter),
                lagBefore,
                2);
    }

    private static Measured window(int round, Target target, long p50Ns, long lag) {
        LoadResult load = Figure.load(new LoadShape.Open(1_000), 1_000, p50Ns);
        return new Measured(
                round,
                target.word(),
                load,
                Figure.cpu(0.1, 0),
                lag < 0 ? Optional.empty() : Optional.of(new Measured.Following(lag, 1, 0.1)),
                Optional.empty());
    }

    /** The median of 3, 5 and 4; beside the windows after a peak, 7 ns, it would be more than 100. */
    @Test
    void shouldBeHeldAgainstTheSameRateWithoutLedgerAndWithoutPeak() {
        var results = new CatchUpResults(List.of(
                without(1, 100), with(1, 200, 300, 9_000, 1_000),
                without(2, 200), with(2, 200, 1_000, 9_000, 1_000),
                without(3, 300), with(3, 900, 1_200, 9_000, 1_000)));

        assertThat(results.catchingUp(Target.WASL, LoadResult.P99)).hasValue(4);
        assertThat(results.following(Target.WASL, LoadResult.P99)).hasValue(2);
        assertThat(results.areValid()).isTrue();
        assertThat(results.of(Target.WASL).get(0).gainedPerSecond()).isEqualTo(4_000);
    }

    @Test
    void shouldNotTellCatchingUpByAWindowInWhichItCameToItsEnd() {
        var results = new CatchUpResults(List.of(
                without(1, 100), with(1, 200, 300, 9_000, 0),
                without(2, 100), with(2, 200, 800, 9_000, 1)));

        assertThat(results.catchingUp(Target.WASL, LoadResult.P99)).hasValue(8);
        assertThat(results.following(Target.WASL, LoadResult.P99)).hasValue(2);
        assertThat(results.areValid()).isFalse();
    }

    @Test
    void shouldTellNothingWithoutTheOneBesideIt() {
        var results = new CatchUpResults(List.of(without(1, 100), with(2, 200, 800, 9_000, 1)));

        assertThat(results.catchingUp(Target.WASL, LoadResult.P99)).isEmpty();
    }
}
