package io.wasl.routing;

/** The check digit of a PAN (ISO/IEC 7812-1, annex B): every second digit from the right doubled, its digits added. */
final class Luhn {

    /** The sum of the digits of twice the index. */
    private static final byte[] DOUBLED = {0, 2, 4, 6, 8, 1, 3, 5, 7, 9};

    private Luhn() {}

    /** Whether the last of these ASCII digits is the right check digit. */
    static boolean isValid(byte[] pan, int offset, int length) {
        int sum = 0;
        boolean doubled = false;
        for (int i = offset + length - 1; i >= offset; i--) {
            int digit = pan[i] - '0';
            sum += doubled ? DOUBLED[digit] : digit;
            doubled = !doubled;
        }
        return sum % 10 == 0;
    }
}
