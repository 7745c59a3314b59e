package io.wasl.codec;

import static io.wasl.codec.Messages.hex;

import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;

/** Messages with one divided element, DE 3, for the tests of parts. Allocates as it likes. */
final class Divided {

    /** MTI 0100 and bit 3. */
    static final String HEADER = "0100 2000000000000000";

    static final int HEADER_BYTES = 10;

    private static final String FILE = """
            version: 1987
            mti: bcd
            bitmap: binary
            prefix: ascii
            encodings: { b: binary }
            elements:
              39: { type: an2 }
              3:
            """;

    /** Lines of a dialect before what it says of DE 3. */
    static final int LINES_BEFORE = 8;

    private Divided() {}

    /** A dialect whose DE 3 is declared so, a key a line. */
    static Dialect dialect(String element) throws ConfigException {
        return Messages.dialect(FILE + element.indent(4));
    }

    /** One whose DE 3 holds bytes with a length of two in front, divided so. */
    static Dialect bytes(String parts) throws ConfigException {
        return dialect("type: b...999\nprefix: binary\nparts: " + parts);
    }

    static byte[] message(byte[] element) {
        byte[] header = hex(HEADER);
        byte[] message = java.util.Arrays.copyOf(header, header.length + element.length);
        System.arraycopy(element, 0, message, header.length, element.length);
        return message;
    }

    /** With the length of two bytes that {@link #bytes} declares. */
    static byte[] message(String content) {
        byte[] bytes = hex(content);
        byte[] element = new byte[2 + bytes.length];
        element[0] = (byte) (bytes.length >> 8);
        element[1] = (byte) bytes.length;
        System.arraycopy(bytes, 0, element, 2, bytes.length);
        return message(element);
    }

    static MessageView view(Dialect dialect, byte[] message) {
        return Messages.decode(dialect, message);
    }

    /** The part's neutral form; a failure when it is not there. */
    static byte[] read(MessageView view, PartPath path) {
        PartView part = new PartView();
        if (!part.find(view, path)) {
            throw new AssertionError(path + (part.isDamaged() ? " is damaged: " + part.error() : " is missing"));
        }
        byte[] value = new byte[part.neutralLength()];
        part.copy(value, 0);
        return value;
    }

    static String text(MessageView view, String path) {
        return new String(read(view, PartPath.of(view.dialect(), path)), StandardCharsets.ISO_8859_1);
    }

    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Bytes as the neutral text of a vector. */
    static String latin(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
