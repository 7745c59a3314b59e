package io.wasl.sim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AgendaTest {

    private final VirtualTime time = new VirtualTime();
    private final Agenda agenda = new Agenda(time);
    private final List<String> happened = new ArrayList<>();
    private final Life life = new Life();

    @Test
    void shouldLetThingsHappenInTheOrderOfTimeAndThenOfPlanning() {
        plan(20, "c");
        plan(10, "a");
        plan(10, "b");
        while (agenda.step(100)) {
            happened.add("at " + time.nowNs());
        }

        assertThat(happened).containsExactly("a", "at 10", "b", "at 10", "c", "at 20");
        assertThat(time.nowNs()).isEqualTo(100);
        assertThat(agenda.happened()).isEqualTo(3);
    }

    @Test
    void shouldForgetWhatWasPlannedForALifeThatIsOver() {
        agenda.in(5, life, life::end);
        plan(6, "too late");
        agenda.in(7, new Life(), () -> happened.add("another's"));
        while (agenda.step(10)) {
            assertThat(happened).doesNotContain("too late");
        }

        assertThat(happened).containsExactly("another's");
    }

    @Test
    void shouldNotGoBeyondItsEnd() {
        plan(11, "later");

        assertThat(agenda.step(10)).isFalse();
        assertThat(happened).isEmpty();
        assertThat(agenda.step(11)).isTrue();
        assertThat(happened).containsExactly("later");
    }

    @Test
    void shouldJumpTheWallClockAlone() {
        long before = time.epochMillis();
        time.jumpWall(-5_000);

        assertThat(time.epochMillis()).isEqualTo(before - 5_000);
        assertThat(time.nowNs()).isZero();
    }

    private void plan(long inNs, String what) {
        agenda.in(inNs, life, () -> happened.add(what));
    }
}
