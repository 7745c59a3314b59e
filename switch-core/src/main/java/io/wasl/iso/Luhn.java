package io.wasl.iso;

/** The check digit of ISO/IEC 7812-1 annex B (modulus 10, double-add-double). Pure, allocates nothing. */
public final class Luhn {

    /** The sum of the digits of twice the index. */
    private static final byte[] DOUBLED = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

    private Luhn() {}

    /** Whether the last of these ASCII digits is the check digit of the others; false for fewer than two digits. */
    public static boolean isValid(byte[] digits, int offset, int length) {
        return length > 1 && sum(digits, offset, length, false) % 10 == 0;
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
