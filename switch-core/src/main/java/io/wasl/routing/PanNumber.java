package io.wasl.routing;

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

    private static final long[] POWERS_OF_TEN = powersOfTen();

    static final long LARGEST = POWERS_OF_TEN[DIGITS] - 1;

    private PanNumber() {}

    /** The digits followed by zeros, or {@link #NOT_A_NUMBER} unless there are 1 to 19 ASCII digits. */
    static long low(byte[] text, int offset, int length) {
        if (length < 1 || length > DIGITS) {
            return NOT_A_NUMBER;
        }
        long number = 0;
        for (int i = offset; i < offset + length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                return NOT_A_NUMBER;
            }
            number = number * 10 + digit;
        }
        return number * POWERS_OF_TEN[DIGITS - length];
    }

    /** The digits followed by nines, or {@link #NOT_A_NUMBER}. */
    static long high(byte[] text, int offset, int length) {
        long low = low(text, offset, length);
        return low == NOT_A_NUMBER ? NOT_A_NUMBER : low + POWERS_OF_TEN[DIGITS - length] - 1;
    }

    /** The first six of the digits that are there. */
    static int prefix(byte[] text, int offset) {
        int prefix = 0;
        for (int i = offset; i < offset + PREFIX_DIGITS; i++) {
            prefix = prefix * 10 + (text[i] - '0');
        }
        return prefix;
    }

    /** The lowest number that starts with these six digits; for 1,000,000 the end of the line. */
    static long firstOf(int prefix) {
        return prefix * POWERS_OF_TEN[DIGITS - PREFIX_DIGITS];
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
