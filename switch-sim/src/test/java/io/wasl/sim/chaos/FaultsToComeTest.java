package io.wasl.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Duration;
import java.util.EnumSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FaultsToComeTest {

    private static final EnumSet<ChaosFault> KINDS =
            EnumSet.of(ChaosFault.KILL, ChaosFault.POWER_CUT, ChaosFault.SPLIT);

    private final FaultsToCome toCome =
            new FaultsToCome(ChaosPlan.of(1, Duration.ofSeconds(60), 100).withAtLeast(30, 2), KINDS);

    /** Also when a round ends with too little time for another, and before the time is over. */
    @ParameterizedTest
    @ValueSource(longs = {0, 49_999, 50_000, 59_000, 59_999, 60_000, 600_000})
    void shouldBeginAnotherRoundUntilAllHasHappenedThatMust(long elapsedMs) {
        KINDS.forEach(toCome::happened);
        toCome.happened(ChaosFault.POWER_CUT);

        assertThat(toCome.isWorthARound(elapsedMs, 29)).as("a kill is missing").isTrue();
        assertThat(toCome.isWorthARound(elapsedMs, 30)).isEqualTo(elapsedMs < 50_000);
    }

    @Test
    void shouldWantEachKindOnceAndWhatIsMissingWhenTheTimeIsOver() {
        toCome.happened(ChaosFault.SPLIT);

        assertThat(toCome.wanted(60_000, 9)).containsOnly(entry(ChaosFault.KILL, 20), entry(ChaosFault.POWER_CUT, 2));
        assertThat(toCome.wanted(60_000, 30)).containsOnly(entry(ChaosFault.KILL, 1), entry(ChaosFault.POWER_CUT, 2));
        assertThat(toCome.done()).containsOnly(entry(ChaosFault.SPLIT, 1L));
    }

    @Test
    void shouldWantAllKindsByTheirSharesWhileThereIsTime() {
        assertThat(toCome.wanted(59_999, 100)).hasSize(3).containsEntry(ChaosFault.KILL, ChaosFault.KILL.share());
    }
}
