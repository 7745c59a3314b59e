package io.wasl.iso;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A primary account number outside the hot path: commands, simulators, tests. Prints itself masked, first six and last
 * four digits (PCI DSS 3.4), and shows the digits only to who asks for them.
 */
public final class Pan {

    /** Shortest and longest PAN of ISO/IEC 7812-1, check digit included. */
    public static final int MIN_DIGITS = 8;

    public static final int MAX_DIGITS = 19;

    private static final int SHOWN_FIRST = 6;
    private static final int SHOWN_LAST = 4;

    private final byte[] digits;

    private Pan(byte[] digits) {
        this.digits = digits;
    }

    /**
     * @throws IllegalArgumentException unless there are 8 to 19 digits; the message does not repeat them
     */
    public static Pan of(CharSequence digits) {
        byte[] bytes = digits.toString().getBytes(StandardCharsets.ISO_8859_1);
        return of(bytes, 0, bytes.length);
    }

    /**
     * @param source ASCII digits
     * @throws IllegalArgumentException unless there are 8 to 19 digits; the message does not repeat them
     */
    public static Pan of(byte[] source, int offset, int length) {
        if (length < MIN_DIGITS || length > MAX_DIGITS) {
            throw new IllegalArgumentException("a PAN has 8 to 19 digits, not " + length);
        }
        for (int i = offset; i < offset + length; i++) {
            if (source[i] < '0' || source[i] > '9') {
                throw new IllegalArgumentException("a PAN has digits only");
            }
        }
        return new Pan(Arrays.copyOfRange(source, offset, offset + length));
    }

    public int length() {
        return digits.length;
    }

    /** Writes the digits in the clear and returns how many. */
    public int write(byte[] target, int offset) {
        System.arraycopy(digits, 0, target, offset, digits.length);
        return digits.length;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pan pan && Arrays.equals(digits, pan.digits);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digits);
    }

    /** {@code 400000******1234}; of fewer than 14 digits only the last four are shown, so that at least four are hidden. */
    @Override
    public String toString() {
        char[] masked = new char[digits.length];
        int first = digits.length >= SHOWN_FIRST + SHOWN_LAST + 4 ? SHOWN_FIRST : 0;
        for (int i = 0; i < masked.length; i++) {
            boolean shown = i < first || i >= masked.length - SHOWN_LAST;
            masked[i] = shown ? (char) digits[i] : '*';
        }
        return new String(masked);
    }
}
