package io.wasl.codec;

/**
 * The length in front of a variable element.
 *
 * @param digits how many decimal digits its maximum has room for: 2 for LL, 3 for LLL; 0 for a fixed element, which has
 *     no prefix
 * @param encoding of the number
 * @param unit what it counts
 */
public record LengthPrefix(int digits, Encoding encoding, Unit unit) {

    /** No prefix: the element is fixed. */
    static final LengthPrefix FIXED = new LengthPrefix(0, Encoding.ASCII, Unit.CHARACTERS);

    /** How the number is written. */
    public enum Encoding {
        ASCII,
        /** Two digits a byte, filled up with a zero on the left: LLL takes two bytes. */
        BCD,
        /** Big endian; one byte for LL, two for LLL and LLLL. */
        BINARY
    }

    /** What the number counts. */
    public enum Unit {
        /** Digits of BCD, characters of text, bytes of b. */
        CHARACTERS,
        /** Bytes on the wire behind the prefix. */
        BYTES
    }

    /** Of the prefix itself on the wire. */
    int bytes() {
        return switch (encoding) {
            case ASCII -> digits;
            case BCD, BINARY -> (digits + 1) / 2;
        };
    }
}
