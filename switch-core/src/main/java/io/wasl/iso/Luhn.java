package io.wasl.iso;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The check digit of ISO/IEC 7812-1 annex B (modulus 10, double-add-double). Pure, allocates nothing. */
public final class Luhn {

    /** The sum of the digits of twice the index. */
    private static final byte[] DOUBLED = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD_DIGITS = 8;
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long EVERY_OTHER = 0x00FF_00FF_00FF_00FFL;

    private Luhn() {}

    /** Whether the last of these ASCII digits is the check digit of the others; false for fewer than two digits. */
    public static boolean isValid(byte[] digits, int offset, int length) {
        return length > 1 && sum(digits, offset, length) % 10 == 0;
    }

    private static int sum(byte[] digits, int offset, int length) {
        int words = length / WORD_DIGITS * WORD_DIGITS;
        int sum = sum(digits, offset + words, length - words, false);
        // From the left: of an even number of digits the first counts double, of an odd number the second.
        long doubled = (length & 1) == 0 ? EVERY_OTHER : ~EVERY_OTHER;
        for (int i = offset; i < offset + words; i += WORD_DIGITS) {
            sum += sumOfWord((long) WORD.get(digits, i), doubled);
        }
        return sum;
    }

    /** Eight digits; of those that count double, each above 4 less 9, which is the sum of the digits of twice itself. */
    private static int sumOfWord(long word, long doubled) {
        long values = word & 0x0F * EACH;
        long again = values & doubled;
        long aboveFour = again + (0x80 - 5) * EACH >>> 7 & EACH;
        return (int) ((values + again - 9 * aboveFour) * EACH >>> 56);
    }

    /** The ASCII digit that makes these digits valid when put behind them. */
    public static byte checkDigit(byte[] digits, int offset, int length) {
        return (byte) ('0' + (10 - sum(digits, offset, length, true) % 10) % 10);
    }

    /** From the right, every second digit counts double, its own digits added. */
    private static int sum(byte[] digits, int offset, int length, boolean lastIsDoubled) {
        int sum = 0;
        boolean doubled = lastIsDoubled;
        for (int i = offset + length - 1; i >= offset; i--) {
            int digit = digits[i] - '0';
            sum += doubled ? DOUBLED[digit] : digit;
            doubled = !doubled;
        }
        return sum;
    }
}
