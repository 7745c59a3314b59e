package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskedNumbersTest {

    @ParameterizedTest
    @CsvSource({
        "dumps/0100411111111111.yaml, dumps/(number).yaml",
        "411111111111, (number)",
        "segment-000000000001.log, segment-000000000001.log",
        "0000411111111111, (number)",
        "41111111111, 41111111111",
        "4111 1111-1111 1111.yaml, (number).yaml",
        "4111 1111 1111 1112, 4111 1111 1111 1112",
        "4111  1111 1111 1111, 4111  1111 1111 1111",
        "switch-2026-11-22-20-01.yaml, switch-2026-11-22-20-01.yaml",
        "1-411111111111111, 1-(number)",
        "a:12:34 elements.4111111111111111: unknown, a:12:34 elements.(number): unknown",
        "'x 1 ', 'x 1 '",
        "'', ''",
    })
    void shouldMaskWhatMayBeACard(String text, String masked) {
        assertThat(MaskedNumbers.in(text)).isEqualTo(masked);
    }
}
