package io.wasl.codec;

/**
 * The length in front of a variable value.
 *
 * @param width how many bytes it takes on the wire; 0 for a fixed value, which has none, for {@link Encoding#BER}, which
 *     says its own, and for an {@link #isEnclosed() enclosed} one
 * @param encoding of the number
 * @param unit what it counts
 * @param inclusive whether it counts its own bytes too
 */
public record LengthPrefix(int width, Encoding encoding, Unit unit, boolean inclusive) {

    /** No prefix: the value is fixed. */
    public static final LengthPrefix FIXED = new LengthPrefix(0, Encoding.ASCII, Unit.CHARACTERS, false);

    /** BER lengths of more bytes than these say more than any frame holds. */
    static final int LONGEST_BER_BYTES = 4;

    /**
     * None of its own: a variable part whose length is said around it, by the length of its tag or by the end of what it
     * stands in.
     *
     * @param unit what that length counts
     */
    static LengthPrefix enclosed(Unit unit) {
        return new LengthPrefix(0, Encoding.BINARY, unit, false);
    }

    /** Whether the value is variable and its length is said around it. */
    public boolean isEnclosed() {
        return width == 0 && encoding == Encoding.BINARY;
    }

    /** How the number is written. */
    public enum Encoding {
        ASCII,
        EBCDIC,
        /** Two digits a byte, filled up with a zero on the left: LLL takes two bytes. */
        BCD,
        /** Big endian; one byte for L and LL, two for LLL and LLLL, three for more. */
        BINARY,
        /** Hex digits in ASCII; one for L, two for LL and so on, as many as the notation has dots. */
        HEX,
        /** Hex digits in EBCDIC. */
        HEX_EBCDIC,
        /** ISO/IEC 8825-1 8.1.3: one byte up to 127, else 81 to 83 and so many bytes. */
        BER
    }

    /** What the number counts. */
    public enum Unit {
        /** Digits of BCD, characters of text, bytes of b. */
        CHARACTERS,
        /** Bytes on the wire behind the prefix. */
        BYTES
    }

    public boolean isNone() {
        return width == 0 && encoding == Encoding.ASCII;
    }

    /** The bytes that so many decimal digits (dots of the notation) take. */
    static int width(Encoding encoding, int digits) {
        return switch (encoding) {
            case ASCII, EBCDIC, HEX, HEX_EBCDIC -> digits;
            case BCD, BINARY -> (digits + 1) / 2;
            case BER -> 0;
        };
    }

    /** The highest number that it can show. */
    public long highest() {
        return highest(encoding, width);
    }

    /** As {@link #highest()}; constant time, no allocation. */
    static long highest(Encoding encoding, int width) {
        return switch (encoding) {
            case ASCII, EBCDIC -> power(10, width) - 1;
            case BCD -> power(100, width) - 1;
            case HEX, HEX_EBCDIC -> power(16, width) - 1;
            case BINARY -> power(256, width) - 1;
            case BER -> (1 << 24) - 1;
        };
    }

    private static long power(long base, int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= base;
        }
        return power;
    }
}
