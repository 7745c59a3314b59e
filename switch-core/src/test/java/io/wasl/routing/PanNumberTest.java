package io.wasl.routing;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PanNumberTest {

    private static final int TEXTS = 20_000;

    @Test
    void shouldBeTheNumberThatBigIntegersMakeWhereverTheDigitsLie() {
        long seed = Long.getLong("wasl.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int n = 0; n < TEXTS; n++) {
            String digits = random.ints(1 + random.nextInt(PanNumber.DIGITS), 0, 10)
                    .collect(StringBuilder::new, StringBuilder::append, StringBuilder::append)
                    .toString();
            String before = "?".repeat(random.nextInt(9));
            byte[] text = (before + digits + "?".repeat(random.nextInt(3) * 8)).getBytes(US_ASCII);
            BigInteger expected = new BigInteger(digits + "0".repeat(PanNumber.DIGITS - digits.length()));

            long number = PanNumber.low(text, before.length(), digits.length());
            assertThat(Long.toUnsignedString(number))
                    .as("seed %d, %s", seed, digits)
                    .isEqualTo(expected.toString());
            assertThat(PanNumber.prefixOf(number))
                    .as("seed %d, %s", seed, digits)
                    .isEqualTo(expected.divide(BigInteger.TEN.pow(13)).intValue());
        }
    }

    @Test
    void shouldBeNoNumberWithAnyOtherByteAnywhere() {
        for (int length = 1; length <= PanNumber.DIGITS; length++) {
            for (int spare = 0; spare <= 16; spare += 16) {
                everyByteAtEachPlace(length, spare);
            }
        }
    }

    private static void everyByteAtEachPlace(int length, int spare) {
        byte[] text = "1234567890123456789????????????????"
                .substring(0, length + spare)
                .getBytes(US_ASCII);
        for (int at = 0; at < length; at++) {
            byte digit = text[at];
            for (int other = Byte.MIN_VALUE; other <= Byte.MAX_VALUE; other++) {
                text[at] = (byte) other;
                boolean isNumber = PanNumber.low(text, 0, length) != PanNumber.NOT_A_NUMBER;
                assertThat(isNumber)
                        .as("byte %d of %d is %d", at, length, other)
                        .isEqualTo(other >= '0' && other <= '9');
            }
            text[at] = digit;
        }
    }
}
