package io.wasl.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.Sensitivity;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MaskingTest {

    private static final String PAN = "4000001234567899";

    @Test
    void shouldShowFirstSixAndLastFour() {
        assertThat(element(2, PAN)).isEqualTo("4000 00** **** 7899");
        assertThat(element(2, "6011000990139424123")).isEqualTo("6011 00** **** ***4 123");
        assertThat(element(34, PAN)).isEqualTo("4000 00** **** 7899");
    }

    @Test
    void shouldShowNothingOfAPanTooShortToHideAnything() {
        assertThat(element(2, "400000123456")).isEqualTo("**** **** ****");
        assertThat(PanHint.of("400000123456".getBytes(StandardCharsets.US_ASCII), 0, 12))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "14, 2912, ****",
        "35, 4000001234567899=29121010000012345678, (track data)",
        "36, 4000001234567899=29121010000012345678, (track data)",
        "45, B4000001234567899^NAME^2912, (track data)",
        "52, 01234567, (PIN block)",
        "96, 01234567, (key)",
        "48, CVV 123, (7 bytes)",
        "55, 5A084000001234567899, (20 bytes)",
        "63, 123, (3 bytes)",
        "127, 4000001234567899, (16 bytes)",
        "102, 12345678901, *******8901",
        "103, 12345678, ********",
        "11, 000123, 000123",
        "39, 00, 00"
    })
    void shouldShowOnlyWhatIsKnownToBeHarmless(int de, String value, String shown) {
        assertThat(element(de, value)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({
        "OPEN, N, 000000012345, 000000012345",
        "OPEN, B, AB, 4142",
        "PAN, N, 4000001234567899, 4000 00** **** 7899",
        "PAN, N, 291231, **** **",
        "PAN, ANS, 12345678901, *******8901",
        "TRACK, Z, 4000001234567899=2912, (track data)",
        "PIN, B, 1234, (PIN block)",
        "CVV, N, 123, (card verification value)",
        "KEY, B, 1234, (key)",
        "CHIP, B, 1234, (4 bytes)",
        "OPAQUE, ANS, 4000001234567899, (16 bytes)"
    })
    void shouldMaskAPartByItsOwnSensitivity(
            Sensitivity sensitivity, CharacterClass characterClass, String value, String shown) {
        byte[] bytes = value.getBytes(StandardCharsets.US_ASCII);
        assertThat(Masking.part(sensitivity, characterClass, bytes, 0, bytes.length))
                .isEqualTo(shown);
    }

    @Test
    void shouldNotLetAValueSteerATerminal() {
        assertThat(element(43, "shop\u001b[2J\nroot")).isEqualTo("shop.[2J.root");
    }

    @Test
    void shouldHintWithLeadingZeros() {
        byte[] digits = "0000011234560005".getBytes(StandardCharsets.US_ASCII);
        long hint = PanHint.of(digits, 0, 16);
        assertThat(hint).isEqualTo(10_005);
        assertThat(PanHint.toString(hint)).isEqualTo("000001******0005");
        assertThat(PanHint.toString(0)).isEmpty();
        assertThat(PanHint.toString(PanHint.of(PAN.getBytes(StandardCharsets.US_ASCII), 0, 16)))
                .isEqualTo("400000******7899");
    }

    private static String element(int de, String value) {
        return Masking.element(de, value.getBytes(StandardCharsets.US_ASCII), 0, value.length());
    }
}
