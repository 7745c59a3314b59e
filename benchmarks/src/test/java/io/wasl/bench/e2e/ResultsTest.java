package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ResultsTest {

    @Test
    void shouldTakeTheMedianOverRounds() {
        var results = new Results(List.of(
                Figure.measured(1, Target.WASL, 0.009),
                Figure.measured(2, Target.WASL, 0.001),
                Figure.measured(3, Target.WASL, 0.003)));

        assertThat(results.median(Target.WASL, Figure.SHAPE, Measured::targetMicros))
                .hasValue(3);
        assertThat(results.median(Target.RELAY, Figure.SHAPE, Measured::targetMicros))
                .isEmpty();
        assertThat(Results.median(new double[] {4, 1, 2, 3})).hasValue(2.5);
    }

    /** The median of the ratios, 2, is none of medians: 0.004 to 0.001 would be 4. */
    @Test
    void shouldMakeRatiosWithinARound() {
        var results = new Results(List.of(
                Figure.measured(1, Target.WASL, 0.002),
                Figure.measured(1, Target.RELAY, 0.001),
                Figure.measured(2, Target.RELAY, 0.0005),
                Figure.measured(2, Target.WASL, 0.004),
                Figure.measured(3, Target.WASL, 0.008),
                Figure.measured(3, Target.RELAY, 0.004)));

        assertThat(results.ratio(Target.WASL, Target.RELAY, Figure.SHAPE, Measured::targetMicros))
                .hasValue(2);
    }

    @Test
    void shouldLeaveOutARoundInWhichAKeyWasLost() {
        Measured lossy = Figure.measured(
                2, Target.WASL, Figure.lossy(Figure.load(Figure.SHAPE, 1_000, 50_000)), Figure.cpu(0.9, 0));
        var results = new Results(List.of(
                Figure.measured(1, Target.WASL, 0.002),
                Figure.measured(1, Target.RELAY, 0.001),
                lossy,
                Figure.measured(2, Target.RELAY, 0.001)));

        assertThat(lossy.isValid()).isFalse();
        assertThat(results.median(Target.WASL, Figure.SHAPE, Measured::targetMicros))
                .hasValue(2);
        assertThat(results.ratio(Target.WASL, Target.RELAY, Figure.SHAPE, Measured::targetMicros))
                .hasValue(2);
    }

    @Test
    void shouldCountLoopAndJournalOfWaslAndAllOfOthersAsThePath() {
        assertThat(Figure.measured(1, Target.WASL, 0.004).pathMicros()).isEqualTo(3);
        assertThat(Figure.measured(1, Target.JPOS, 0.004).pathMicros()).isEqualTo(4);
    }

    /** 1,000 answers: 1 µs of each in the window, 5 µs with what came later. */
    @Test
    void shouldCountAllOfTheLedgersWorkWheneverItIsDone() {
        Measured inWindow = Figure.measured(1, Target.WASL, 0.004);
        var behind = new Measured(
                1,
                inWindow.target(),
                inWindow.load(),
                inWindow.cpu(),
                Optional.of(new Measured.Following(3000, 2.5, 0.005)),
                Optional.empty());

        assertThat(behind.ledgerMicros()).isEqualTo(5);
        assertThat(behind.wholeMicros()).isEqualTo(4 - 1 + 5);
        assertThat(inWindow.wholeMicros()).isEqualTo(4);
    }

    @Test
    void shouldSeeARateThatIsNotHeld() {
        LoadShape open = new LoadShape.Open(1_000);
        LoadResult held = Figure.load(open, 1_000, 50_000);

        assertThat(Figure.measured(1, Target.WASL, held, Figure.cpu(0.1, 0)).isHeld())
                .isTrue();
        assertThat(Figure.measured(1, Target.WASL, Figure.load(open, 980, 50_000), Figure.cpu(0.1, 0))
                        .isHeld())
                .isFalse();
        assertThat(Figure.measured(
                                1,
                                Target.WASL,
                                new LoadResult(open.word(), held.count(), 1, 1_000, 1, held.latencyNs()),
                                Figure.cpu(0.1, 0))
                        .isHeld())
                .isFalse();
    }
}
