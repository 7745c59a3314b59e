package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.MtiForm;
import java.util.ArrayList;
import java.util.List;

/**
 * Which places of a dialect's messages may hold given bytes: a framing that ends messages by a trailer needs a dialect
 * whose messages never hold it. Pure.
 */
public final class ByteUse {

    private static final int FIRST_PRINTABLE_ASCII = 0x20;
    private static final int LAST_PRINTABLE_ASCII = 0x7E;
    /** The space; below it EBCDIC has controls only. */
    private static final int FIRST_PRINTABLE_EBCDIC = 0x40;

    private ByteUse() {}

    /** {@code the MTI}, {@code the bitmaps}, {@code DE 52}, {@code the length of DE 2}; empty when there are none. */
    public static List<String> places(Dialect dialect, byte[] bytes) {
        List<String> places = new ArrayList<>();
        if (dialect.mti == MtiForm.BCD) {
            places.add("the MTI");
        }
        if (dialect.bitmap == BitmapForm.BINARY) {
            places.add("the bitmaps");
        }
        for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
            if (dialect.declares(de)) {
                ValueSpec value = dialect.spec(de).value();
                if (isAnyByte(value.prefix())) {
                    places.add("the length of DE " + de);
                } else if (holds(value, bytes)) {
                    places.add("DE " + de);
                }
            }
        }
        return places;
    }

    /** Lengths in digits hold nothing that text does not hold too. */
    private static boolean isAnyByte(LengthPrefix prefix) {
        return !prefix.isNone()
                && switch (prefix.encoding()) {
                    case BCD, BINARY, BER -> true;
                    case ASCII, HEX, EBCDIC, HEX_EBCDIC -> false;
                };
    }

    private static boolean holds(ValueSpec value, byte[] bytes) {
        if (value.characterClass() == CharacterClass.ANY) {
            return true;
        }
        return switch (value.encoding()) {
            case BCD, BCD_EBCDIC_SIGN, BINARY -> true;
            case ASCII, HEX, OVERPUNCHED -> isText(bytes, false);
            case EBCDIC, EBCDIC_1047, HEX_EBCDIC, OVERPUNCHED_EBCDIC -> isText(bytes, true);
        };
    }

    private static boolean isText(byte[] bytes, boolean ebcdic) {
        for (byte one : bytes) {
            int code = one & 0xFF;
            boolean printable = ebcdic
                    ? code >= FIRST_PRINTABLE_EBCDIC && code != 0xFF
                    : code >= FIRST_PRINTABLE_ASCII && code <= LAST_PRINTABLE_ASCII;
            if (!printable) {
                return false;
            }
        }
        return bytes.length > 0;
    }
}
