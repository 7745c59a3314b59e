package io.wasl.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalmTest {

    private final Calm calm = new Calm();

    @Test
    void shouldCountOnlyWhatLiesWhollyBetweenARecoveryAndTheNextFault() {
        calm.add(2_000, 4_000);

        calm.count(List.of(
                samples(1_900, 0, 0, 2_000, 50, 40, 3_000, 1_050, 1_040, 4_000, 2_050, 2_040, 4_200, 2_051, 2_041)));

        assertThat(calm.held()).isEqualTo(new ChaosReport.Held(2, 1_000, 1_000));
    }

    @Test
    void shouldAddTheRatesOfAllAcquirers() {
        calm.add(1_000, 3_000);

        calm.count(List.of(
                samples(1_000, 0, 0, 2_000, 600, 590), // a second
                samples(1_100, 0, 0, 2_100, 400, 410)));

        assertThat(calm.held()).isEqualTo(new ChaosReport.Held(1, 1_000, 1_000));
    }

    @Test
    void shouldForgetTheStretchesOfARoundThatHasBeenCounted() {
        calm.add(1_000, 3_000);
        calm.count(List.of(samples(1_000, 0, 0, 2_000, 600, 600)));

        calm.count(List.of(samples(1_000, 0, 0, 2_000, 9_000, 9_000)));

        assertThat(calm.held().answeredPerSecond()).isEqualTo(600);
    }

    @Test
    void shouldHoldNothingWithoutAMomentOfCalm() {
        calm.add(1_100, 1_900);

        calm.count(List.of(samples(1_000, 0, 0, 2_000, 600, 600)));

        assertThat(calm.held()).isEqualTo(new ChaosReport.Held(0, 0, 0));
    }

    /** Time, started, answered, and again. */
    private static LoadSamples samples(long... values) {
        var samples = new ArrayList<LoadSamples.Sample>();
        for (int i = 0; i < values.length; i += 3) {
            samples.add(new LoadSamples.Sample(values[i], values[i + 1], values[i + 2], 0, 4));
        }
        return LoadSamples.of(samples);
    }
}
