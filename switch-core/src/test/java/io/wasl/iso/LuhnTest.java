package io.wasl.iso;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class LuhnTest {

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

    /** From the left, digit by digit, as annex B is read. */
    @Test
    void shouldAgreeWithThePlainSumForEveryLength() {
        long seed = Long.getLong("wasl.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int n = 0; n < 20_000; n++) {
            int length = 2 + random.nextInt(30);
            byte[] digits = new byte[length + random.nextInt(4)];
            int offset = digits.length - length;
            int sum = 0;
            for (int i = 0; i < length; i++) {
                int digit = random.nextInt(3) == 0 ? 9 : random.nextInt(10);
                digits[offset + i] = (byte) ('0' + digit);
                int counted = (length - i) % 2 == 0 ? 2 * digit : digit;
                sum += counted / 10 + counted % 10;
            }
            assertThat(Luhn.isValid(digits, offset, length))
                    .as("seed %d, %s", seed, new String(digits, StandardCharsets.ISO_8859_1))
                    .isEqualTo(sum % 10 == 0);
        }
    }
}
