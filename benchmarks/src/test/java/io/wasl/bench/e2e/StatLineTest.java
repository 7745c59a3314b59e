package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatLineTest {

    @Test
    void shouldReadNameAndTicks() {
        StatLine line =
                StatLine.parse("4711 (wasl-loop) S 1 4711 4711 0 -1 4194304 100 0 0 0 1234 567 8 9 20 0 1 0 5 6 7\n");

        assertThat(line.name()).isEqualTo("wasl-loop");
        assertThat(line.ticks()).isEqualTo(1234 + 567);
    }

    @Test
    void shouldTakeNamesWithSpacesAndBrackets() {
        StatLine line = StatLine.parse("12 (C2 Compi) (x) R 1 4711 4711 0 -1 4194304 100 0 0 0 30 4 0 0 20 0 1 0 5");

        assertThat(line.name()).isEqualTo("C2 Compi) (x");
        assertThat(line.ticks()).isEqualTo(34);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12", "12 (java", "12 (java)", "12 (java) S 1 2 3"})
    void shouldRefuseAllElse(String line) {
        assertThatThrownBy(() -> StatLine.parse(line)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldTellWhatTheMachineDidWithoutInterruptsAndWaiting() {
        MachineTicks ticks = MachineTicks.parse("cpu  145697 12 14226 322102 230 3 152 360 0 0");

        assertThat(ticks.busy()).isEqualTo(145697 + 12 + 14226);
        assertThat(ticks.stolen()).isEqualTo(360);
        assertThatThrownBy(() -> MachineTicks.parse("cpu0 1 2 3 4 5 6 7 8 9 10"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> MachineTicks.parse("cpu  1 2 3")).isInstanceOf(IllegalArgumentException.class);
    }
}
