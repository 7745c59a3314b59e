package io.wasl.security;

/**
 * The part of a PAN that people may see: first 6 and last 4 digits as one number of ten digits; zero is "none".
 *
 * <p>A PAN of fewer than {@value #SHORTEST} digits has no hint: too little of it would stay hidden.
 */
public final class PanHint {

    private static final int SHORTEST = 13;
    private static final int FIRST = 6;
    private static final int LAST = 4;
    private static final long LAST_SCALE = 10_000;

    private PanHint() {}

    /** Of ASCII digits. Allocates nothing. */
    public static long of(byte[] digits, int offset, int length) {
        if (length < SHORTEST) {
            return 0;
        }
        long hint = 0;
        for (int i = 0; i < FIRST; i++) {
            hint = hint * 10 + (digits[offset + i] & 0xF);
        }
        for (int i = length - LAST; i < length; i++) {
            hint = hint * 10 + (digits[offset + i] & 0xF);
        }
        return hint;
    }

    /** {@code 400000******1234}, or nothing for no hint. The number of stars says nothing about the PAN's length. */
    public static String toString(long hint) {
        if (hint == 0) {
            return "";
        }
        return padded(hint / LAST_SCALE, FIRST) + "******" + padded(hint % LAST_SCALE, LAST);
    }

    private static String padded(long number, int digits) {
        String text = Long.toString(number);
        return "0".repeat(Math.max(0, digits - text.length())) + text;
    }
}
