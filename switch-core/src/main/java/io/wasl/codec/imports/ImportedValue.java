package io.wasl.codec.imports;

import io.wasl.codec.CharacterClass;
import io.wasl.codec.LengthPrefix;
import io.wasl.codec.ValueSpec;

/**
 * The form of a value as an import found it.
 *
 * @param dots of its type, which are the digits of its prefix; 0 when fixed
 */
record ImportedValue(ValueSpec spec, int dots) {

    /** A type has at most six dots and six digits. */
    static final int MOST_LENGTH = 999_999;

    /** As a dialect file writes it: {@code n6}, {@code ans..25}, {@code b64}, {@code x+n8}. */
    String type() {
        int number = spec.length();
        if (spec.characterClass() == CharacterClass.B && dots == 0) {
            number *= 8;
        } else if (spec.characterClass() == CharacterClass.XN) {
            number--;
        }
        return spec.characterClass().notation() + ".".repeat(dots) + number;
    }

    /** The bytes of a prefix that its dots alone would not give, else 0. */
    int unusualPrefixBytes() {
        LengthPrefix prefix = spec.prefix();
        return dots == 0 || prefix.width() == usualWidth(prefix.encoding(), dots) ? 0 : prefix.width();
    }

    /** Of so many digits; that of BER differs from value to value. */
    static int usualWidth(LengthPrefix.Encoding encoding, int digits) {
        return switch (encoding) {
            case ASCII, EBCDIC, HEX, HEX_EBCDIC -> digits;
            case BCD, BINARY -> (digits + 1) / 2;
            case BER -> 0;
        };
    }

    /** So many that a type with them can name the length. */
    static int dots(int digits, int length) {
        return Math.max(digits, Integer.toString(length).length());
    }
}
