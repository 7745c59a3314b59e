package io.wasl.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ChaosPlanTest {

    private static final ChaosPlan PLAN = ChaosPlan.of(1, Duration.ofMinutes(1), 1_000);

    @Test
    void shouldReadEachKindByItsOwnWord() {
        for (ChaosFault fault : ChaosFault.values()) {
            assertThat(ChaosFault.parse(fault.toString())).isEqualTo(fault);
        }
        assertThatThrownBy(() -> ChaosFault.parse("flood"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("kill-starting, power-cut");
    }

    @Test
    void shouldRefuseToDemandWhatMayNotHappen() {
        assertThatThrownBy(() -> PLAN.withOnly(Set.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAN.withOnly(Set.of(ChaosFault.RESET)).withAtLeast(1, 0))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAN.withOnly(Set.of(ChaosFault.KILL)).withAtLeast(1, 1))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(PLAN.withOnly(Set.of(ChaosFault.KILL_STARTING))
                        .withAtLeast(3, 0)
                        .kills())
                .isEqualTo(3);
    }
}
