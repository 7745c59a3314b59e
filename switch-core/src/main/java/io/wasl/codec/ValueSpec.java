package io.wasl.codec;

/**
 * The form of a value, of an element or of a part of one: what it may hold and how it is written.
 *
 * <pre>
 *   [ prefix ][ filling ][ value ][ filling ]
 * </pre>
 *
 * @param length of a fixed value, or the most a variable one may have: characters, digits, bytes of b; the sign of x+n
 *     is counted
 * @param prefix {@link LengthPrefix#FIXED} when the value is fixed
 * @param odd how an odd number of BCD digits is filled up to whole bytes; of x+n those behind the sign; without meaning
 *     where {@link #mayBeOdd} says no
 */
public record ValueSpec(
        CharacterClass characterClass,
        int length,
        Encoding encoding,
        LengthPrefix prefix,
        OddDigits odd,
        Padding padding) {

    /**
     * Where the nibble goes that fills an odd number of BCD digits up, and what it is.
     *
     * <pre>
     *   051 left, 0:   00 51        4000001 right, 0:   40 00 00 10        D123 right, 0:   44 12 30
     * </pre>
     *
     * Received, 0 and F are both taken for filler.
     *
     * @param left in front of the first digit, else behind the last
     * @param filler 0 or 0xF
     */
    public record OddDigits(boolean left, int filler) {}

    public boolean isFixed() {
        return prefix.isNone();
    }

    /** Whether it is packed and can have an odd number of digits, so that one nibble is filled up. */
    public boolean mayBeOdd() {
        boolean isPacked = encoding == Encoding.BCD || encoding == Encoding.BCD_EBCDIC_SIGN;
        return isPacked && (!isFixed() || fixedDigits() % 2 != 0);
    }

    private int fixedDigits() {
        return characterClass == CharacterClass.XN ? length - 1 : length;
    }
}
