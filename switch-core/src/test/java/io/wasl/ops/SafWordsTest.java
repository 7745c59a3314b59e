package io.wasl.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "card 4000001234567899",
                "card 4000 0012 3456 7899",
                "card 4000-0012/3456-7899",
                "card 4000_0012,3456:7899",
                "4000.0012*3456|7899 of 2026-11-23 14:05",
            })
    void shouldRefuseAReasonThatMayHoldACard(String reason) {
        assertThatThrownBy(() -> SafWords.of(List.of("drop", "id=1.4", "reason=" + reason)))
                .hasMessageContaining("reason must hold no long number")
                .hasMessageNotContaining("4000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"settled 2026-11-23 14:05:33, ticket 4711", "called 2026-11-23T14:05", "50.00 MAD, RRN in mail"})
    void shouldTakeAnyOther(String reason) {
        assertThat(SafWords.of(List.of("drop", "id=1.4", "reason=" + reason)).required("reason"))
                .isEqualTo(reason);
    }
}
