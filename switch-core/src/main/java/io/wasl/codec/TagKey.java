package io.wasl.codec;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** The tags of a tagged composite as keys of a file or a path, and as the numbers that their bytes make. Pure. */
final class TagKey {

    /** So many bytes fit a long. */
    static final int MOST_BYTES = 8;

    /** No tag: no number either. */
    static final long NONE = -1;

    private TagKey() {}

    /** The tag's bytes, the last one lowest, or {@link #NONE} when the key is none in this composite. */
    static long id(Composite composite, String key) {
        if (composite instanceof Composite.BerTlv) {
            byte[] bytes = hex(key);
            return BerTag.isTag(bytes) ? id(bytes) : NONE;
        }
        if (!(composite instanceof Composite.Tagged tagged)) {
            return NONE;
        }
        byte[] bytes = switch (tagged.tagEncoding()) {
            case ASCII, EBCDIC -> text(key, tagged.tagEncoding());
            case BCD -> key.chars().allMatch(c -> c >= '0' && c <= '9') ? hex(key) : new byte[0];
            case BINARY -> hex(key);
        };
        return bytes.length == tagged.tagBytes() ? id(bytes) : NONE;
    }

    /** What a key must be, for whoever wrote another. */
    static String demand(Composite composite) {
        if (!(composite instanceof Composite.Tagged tagged)) {
            return "a tag is 1 to 4 bytes in hex, as ISO/IEC 8825-1 8.1.2 forms them, such as 5A or 9F26";
        }
        return switch (tagged.tagEncoding()) {
            case ASCII, EBCDIC -> "a tag has " + tagged.tagBytes() + " printable characters here, none a dot";
            case BCD -> "a tag has " + 2 * tagged.tagBytes() + " digits here";
            case BINARY -> "a tag has " + 2 * tagged.tagBytes() + " hex digits here";
        };
    }

    /** The key of a tag; allocates. Dots in place of what a terminal must not see. */
    static String of(Composite composite, long id) {
        if (!(composite instanceof Composite.Tagged tagged)) {
            return HexFormat.of().withUpperCase().formatHex(bytes(id, BerTag.width(id)));
        }
        byte[] bytes = bytes(id, tagged.tagBytes());
        return switch (tagged.tagEncoding()) {
            case BCD, BINARY -> HexFormat.of().withUpperCase().formatHex(bytes);
            case ASCII, EBCDIC -> {
                if (tagged.tagEncoding() == Composite.TagEncoding.EBCDIC) {
                    CodePage.IBM037.toNeutral(bytes, 0, bytes.length, bytes, 0);
                }
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = bytes[i] >= ' ' && bytes[i] <= '~' ? bytes[i] : (byte) '.';
                }
                yield new String(bytes, StandardCharsets.ISO_8859_1);
            }
        };
    }

    private static byte[] text(String key, Composite.TagEncoding encoding) {
        if (!key.chars().allMatch(c -> c >= ' ' && c <= '~' && c != '.')) {
            return new byte[0];
        }
        byte[] bytes = key.getBytes(StandardCharsets.ISO_8859_1);
        if (encoding == Composite.TagEncoding.EBCDIC) {
            CodePage.IBM037.toWire(bytes, 0, bytes.length, bytes, 0);
        }
        return bytes;
    }

    private static byte[] hex(String key) {
        boolean isHex = key.length() % 2 == 0
                && key.length() <= 2 * MOST_BYTES
                && key.chars().allMatch(c -> c < 0x7F && Character.digit(c, 16) >= 0);
        return isHex ? HexFormat.of().parseHex(key.toLowerCase(Locale.ROOT)) : new byte[0];
    }

    private static long id(byte[] bytes) {
        return read(bytes, 0, bytes.length);
    }

    static long read(byte[] buffer, int at, int bytes) {
        long id = 0;
        for (int i = at; i < at + bytes; i++) {
            id = id << 8 | buffer[i] & 0xFF;
        }
        return id;
    }

    static void write(long id, byte[] buffer, int at, int bytes) {
        long rest = id;
        for (int i = at + bytes - 1; i >= at; i--) {
            buffer[i] = (byte) rest;
            rest >>>= 8;
        }
    }

    private static byte[] bytes(long id, int width) {
        byte[] bytes = new byte[width];
        write(id, bytes, 0, width);
        return bytes;
    }
}
