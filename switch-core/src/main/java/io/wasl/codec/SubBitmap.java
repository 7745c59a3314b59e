package io.wasl.codec;

import io.wasl.codec.Composite.BitmapEncoding;

/** The bitmap in front of parts, a byte at a time. Pure; the caller has checked that the bytes are there. */
final class SubBitmap {

    private SubBitmap() {}

    /** On the wire, of so many bytes of bits. */
    static int wireBytes(BitmapEncoding encoding, int width) {
        return encoding == BitmapEncoding.BINARY ? width : 2 * width;
    }

    static boolean isLegal(BitmapEncoding encoding, byte[] buffer, int at, int width) {
        return switch (encoding) {
            case BINARY -> true;
            case HEX -> Characters.areHex(buffer, at, 2 * width);
            case HEX_EBCDIC -> {
                boolean areHex = true;
                for (int i = at; i < at + 2 * width; i++) {
                    areHex &= HexDigits.value(CodePage.IBM037.toNeutral(buffer[i])) >= 0;
                }
                yield areHex;
            }
        };
    }

    /** The byte of bits with this index. */
    static int get(BitmapEncoding encoding, byte[] buffer, int at, int index) {
        return switch (encoding) {
            case BINARY -> buffer[at + index] & 0xFF;
            case HEX -> HexDigits.byteAt(buffer, at + 2 * index);
            case HEX_EBCDIC ->
                HexDigits.value(CodePage.IBM037.toNeutral(buffer[at + 2 * index])) << 4
                        | HexDigits.value(CodePage.IBM037.toNeutral(buffer[at + 2 * index + 1]));
        };
    }

    static void put(BitmapEncoding encoding, int bits, byte[] buffer, int at, int index) {
        if (encoding == BitmapEncoding.BINARY) {
            buffer[at + index] = (byte) bits;
            return;
        }
        int place = at + 2 * index;
        buffer[place] = HexDigits.digit(bits >>> 4 & 0xF);
        buffer[place + 1] = HexDigits.digit(bits & 0xF);
        if (encoding == BitmapEncoding.HEX_EBCDIC) {
            CodePage.IBM037.toWire(buffer, place, 2, buffer, place);
        }
    }
}
