package io.wasl.iso;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class PanTest {

    @Test
    void shouldPrintItselfMasked() {
        assertThat(Pan.of("4000001234561234")).hasToString("400000******1234");
        assertThat(Pan.of("4000001234567891234")).hasToString("400000*********1234");
        assertThat(Pan.of("40000012341234")).hasToString("400000****1234");
        assertThat(Pan.of("4000001231234")).hasToString("*********1234");
        assertThat(Pan.of("40001234")).hasToString("****1234");
    }

    @Test
    void shouldRefuseWhatIsNoPanWithoutRepeatingIt() {
        assertThatThrownBy(() -> Pan.of("4000001")).hasMessage("a PAN has 8 to 19 digits, not 7");
        assertThatThrownBy(() -> Pan.of("40000012345678912345")).hasMessage("a PAN has 8 to 19 digits, not 20");
        assertThatThrownBy(() -> Pan.of("40000012345612E4")).hasMessage("a PAN has digits only");
    }

    @Test
    void shouldGiveItsDigitsToWhoAsks() {
        byte[] source = "xx4000001234561234".getBytes(StandardCharsets.ISO_8859_1);
        Pan pan = Pan.of(source, 2, 16);
        source[3] = '9';
        byte[] target = new byte[20];
        assertThat(pan.write(target, 1)).isEqualTo(pan.length()).isEqualTo(16);
        assertThat(new String(target, 1, 16, StandardCharsets.ISO_8859_1)).isEqualTo("4000001234561234");
        assertThat(pan).isEqualTo(Pan.of("4000001234561234")).hasSameHashCodeAs(Pan.of("4000001234561234"));
        assertThat(pan).isNotEqualTo(Pan.of("4000001234561235"));
    }

    @Test
    void shouldKnowItsCheckDigit() {
        // The example of ISO/IEC 7812-1 annex B: 7992739871 takes 3.
        for (char last = '0'; last <= '9'; last++) {
            byte[] digits = ("7992739871" + last).getBytes(StandardCharsets.ISO_8859_1);
            assertThat(Luhn.isValid(digits, 0, digits.length)).isEqualTo(last == '3');
        }
        assertThat(Luhn.checkDigit("7992739871".getBytes(StandardCharsets.ISO_8859_1), 0, 10))
                .isEqualTo((byte) '3');
        assertThat(Luhn.isValid(new byte[] {'0'}, 0, 1)).isFalse();
    }

    @Test
    void shouldNoticeEveryWrongDigitAndMostSwaps() {
        byte[] digits = "4000001234567899".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(Luhn.isValid(digits, 0, 16)).isTrue();
        for (int i = 0; i < 16; i++) {
            byte right = digits[i];
            for (byte wrong = '0'; wrong <= '9'; wrong++) {
                digits[i] = wrong;
                assertThat(Luhn.isValid(digits, 0, 16)).isEqualTo(wrong == right);
            }
            digits[i] = right;
        }
    }

    @Test
    void shouldNameEveryElement() {
        for (int de = 1; de <= DataElement.LAST; de++) {
            assertThat(DataElement.name(de)).isNotBlank();
        }
        assertThat(DataElement.name(DataElement.PAN)).isEqualTo("primary account number");
        assertThat(DataElement.name(DataElement.ORIGINAL_DATA)).isEqualTo("original data elements");
        assertThat(DataElement.name(DataElement.SECONDARY_MAC)).isEqualTo("message authentication code");
        assertThat(DataElement.name(105)).isEqualTo("reserved, ISO");
        assertThat(DataElement.name(112)).isEqualTo("reserved, national");
        assertThat(DataElement.name(120)).isEqualTo("reserved, private");
    }
}
