package io.wasl.routing;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A PAN, or a bound of a range, as a number of 19 digits, so that ranges of any lengths lie on one line.
 *
 * <pre>
 *   400000           as a low bound or PAN   4000000000000000000
 *   400000           as a high bound         4000009999999999999
 * </pre>
 *
 * The largest, 9,999,999,999,999,999,999, needs 64 bits: compare with {@link Long#compareUnsigned}.
 */
final class PanNumber {

    /** The longest PAN (ISO/IEC 7812-1). */
    static final int DIGITS = 19;

    /** The shortest PAN: six digits of issuer, one of account, one of check (ISO/IEC 7812-1). */
    static final int SHORTEST_PAN = 8;

    /** Digits that name an issuer at least: the shortest bound, and the first level of the table. */
    static final int PREFIX_DIGITS = 6;

    static final int PREFIXES = 1_000_000;

    /** Larger than any number of 19 digits. */
    static final long NOT_A_NUMBER = -1L;

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int WORD_DIGITS = 8;
    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_NIBBLES = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long ZEROS = '0' * EACH;

    private static final long[] POWERS_OF_TEN = powersOfTen();
    private static final long WORD_POWER = POWERS_OF_TEN[WORD_DIGITS];
    private static final long POWER_BEHIND_PREFIX = POWERS_OF_TEN[DIGITS - PREFIX_DIGITS];
    private static final int REST_DIGITS = DIGITS - 2 * WORD_DIGITS;

    static final long LARGEST = POWERS_OF_TEN[DIGITS] - 1;

    private PanNumber() {}

    /** The digits followed by zeros, or {@link #NOT_A_NUMBER} unless there are 1 to 19 ASCII digits. */
    static long low(byte[] text, int offset, int length) {
        if (length < 1 || length > DIGITS) {
            return NOT_A_NUMBER;
        }
        return length >= WORD_DIGITS && offset + 2 * WORD_DIGITS <= text.length
                ? lowByWords(text, offset, length)
                : shifted(appended(0, text, offset, length), DIGITS - length);
    }

    private static long shifted(long number, int zeros) {
        return number == NOT_A_NUMBER ? NOT_A_NUMBER : number * POWERS_OF_TEN[zeros];
    }

    /** The number with so many digits behind it, or {@link #NOT_A_NUMBER}. */
    private static long appended(long number, byte[] text, int offset, int length) {
        long longer = number;
        for (int i = offset; i < offset + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            longer = longer * 10 + digit;
        }
        return longer;
    }

    /** The first sixteen digits, eight at a time, where they are fewer zeros in their place; then the others. */
    private static long lowByWords(byte[] text, int offset, int length) {
        long first = (long) WORD.get(text, offset);
        long second = (long) WORD.get(text, offset + WORD_DIGITS);
        if (length < 2 * WORD_DIGITS) {
            long there = ~(-1L << 8 * (length - WORD_DIGITS));
            second = second & there | ZEROS & ~there;
        }
        if (!areDigits(first) || !areDigits(second)) {
            return NOT_A_NUMBER;
        }
        long number = ofEight(first) * WORD_POWER + ofEight(second);
        int rest = Math.max(0, length - 2 * WORD_DIGITS);
        long longer = rest == 0 ? number : appended(number, text, offset + 2 * WORD_DIGITS, rest);
        return shifted(longer, REST_DIGITS - rest);
    }

    /** '0' to '9' are 0x30 to 0x39: high nibble 3, and still 3 after adding 6 to the low one. */
    private static boolean areDigits(long word) {
        return (word & HIGH_NIBBLES) == ZEROS && (word + 6 * EACH & HIGH_NIBBLES) == ZEROS;
    }

    /** Eight digits, the first in the lowest byte: neighbours are joined to pairs, those to fours, those to eight. */
    private static long ofEight(long word) {
        long pairs = (word & 0x0F * EACH) * (1 + (10 << 8)) >>> 8 & 0x00FF_00FF_00FF_00FFL;
        long fours = pairs * (1 + (100 << 16)) >>> 16 & 0x0000_FFFF_0000_FFFFL;
        return fours * (1 + (10_000L << 32)) >>> 32;
    }

    /** The digits followed by nines, or {@link #NOT_A_NUMBER}. */
    static long high(byte[] text, int offset, int length) {
        long low = low(text, offset, length);
        return low == NOT_A_NUMBER ? NOT_A_NUMBER : low + POWERS_OF_TEN[DIGITS - length] - 1;
    }

    /** The first six digits of a number; half of it fits the sign. */
    static int prefixOf(long number) {
        return (int) ((number >>> 1) / (POWER_BEHIND_PREFIX / 2));
    }

    /** The lowest number that starts with these six digits; for 1,000,000 the end of the line. */
    static long firstOf(int prefix) {
        return prefix * POWER_BEHIND_PREFIX;
    }

    private static long[] powersOfTen() {
        long[] powers = new long[DIGITS + 1];
        powers[0] = 1;
        for (int i = 1; i < powers.length; i++) {
            powers[i] = powers[i - 1] * 10;
        }
        return powers;
    }
}
