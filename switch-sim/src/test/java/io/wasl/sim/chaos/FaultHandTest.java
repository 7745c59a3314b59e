package io.wasl.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.sim.chance.SeededRandom;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class FaultHandTest {

    private static final Map<ChaosFault, Integer> COUNTS =
            Map.of(ChaosFault.KILL, 3, ChaosFault.POWER_CUT, 2, ChaosFault.STALL, 1);

    @Test
    void shouldDealEachKindAsOftenAsWantedInTheSameOrderForTheSameSeed() {
        List<ChaosFault> dealt = all(FaultHand.deal(COUNTS, new SeededRandom(7)));

        assertThat(dealt)
                .containsExactlyInAnyOrder(
                        ChaosFault.KILL,
                        ChaosFault.KILL,
                        ChaosFault.KILL,
                        ChaosFault.POWER_CUT,
                        ChaosFault.POWER_CUT,
                        ChaosFault.STALL);
        assertThat(all(FaultHand.deal(COUNTS, new SeededRandom(7)))).isEqualTo(dealt);
    }

    @Test
    void shouldGiveOnlyKindsThatAreStillWanted() {
        FaultHand hand = FaultHand.deal(COUNTS, new SeededRandom(7));

        assertThat(hand.next(Set.of(ChaosFault.STALL))).isEqualTo(ChaosFault.STALL);
        assertThat(hand.hasAny(Set.of(ChaosFault.STALL))).isFalse();
        assertThat(hand.hasAny(Set.of(ChaosFault.STALL, ChaosFault.KILL))).isTrue();
        assertThatThrownBy(() -> hand.next(Set.of(ChaosFault.STALL))).isInstanceOf(IllegalStateException.class);
    }

    private static List<ChaosFault> all(FaultHand hand) {
        Set<ChaosFault> kinds = EnumSet.allOf(ChaosFault.class);
        var faults = new ArrayList<ChaosFault>();
        while (hand.hasAny(kinds)) {
            faults.add(hand.next(kinds));
        }
        return faults;
    }
}
