package io.wasl.codec;

/**
 * One element as a dialect declares it.
 *
 * @param length of a fixed element, or the most a variable one may have: characters, digits, bytes of b; the sign of
 *     x+n is counted
 * @param prefix {@link LengthPrefix#digits()} is 0 when the element is fixed
 * @param odd how an odd number of BCD digits is filled up to whole bytes; without meaning otherwise
 * @param stored an opaque element is stored (encrypted) only where the dialect says {@code store: true}
 */
public record ElementSpec(
        int de,
        String name,
        CharacterClass characterClass,
        int length,
        Encoding encoding,
        LengthPrefix prefix,
        OddDigits odd,
        Sensitivity sensitivity,
        boolean stored) {

    /**
     * Where the nibble goes that fills an odd number of BCD digits up, and what it is.
     *
     * <pre>
     *   051 left, 0:   00 51        4000001 right, 0:   40 00 00 10
     * </pre>
     *
     * Received, 0 and F are both taken for filler.
     *
     * @param left in front of the first digit, else behind the last
     * @param filler 0 or 0xF
     */
    public record OddDigits(boolean left, int filler) {}

    public boolean isFixed() {
        return prefix.digits() == 0;
    }
}
