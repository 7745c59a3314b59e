package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadShapeTest {

    @Test
    void shouldReadBackWhatItWrites() {
        for (LoadShape shape : LoadShape.STANDARD) {
            assertThat(LoadShape.parse(shape.word())).isEqualTo(shape);
            var plan = new LoadPlan(shape, 0.5, 12.25);
            assertThat(LoadPlan.parse(plan.words())).isEqualTo(plan);
        }
    }

    @Test
    void shouldSayForPeopleWhatItIs() {
        assertThat(LoadShape.parse("closed:1024").title()).isEqualTo("1,024 in flight");
        assertThat(LoadShape.parse("open:50000").title()).isEqualTo("50,000 a second");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "64", "closed", "closed:", "closed:0", "closed:16385", "open:1000001", "open:-1", "ring:3"})
    void shouldRefuseAllElse(String word) {
        assertThatThrownBy(() -> LoadShape.parse(word)).isInstanceOf(IllegalArgumentException.class);
    }
}
