package io.wasl.codec;

import io.wasl.config.ConfigException;
import io.wasl.iso.ElementSet;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;

/** What the tests of this room share: dialects, hex, and a sample request. Allocates as it likes. */
final class Messages {

    static final Dialect ASCII = shipped("iso87-ascii");
    static final Dialect BINARY = shipped("iso87-binary");

    /** Reused, since the random tests make tens of thousands; tests of this room run one after the other. */
    private static final byte[] TARGET = new byte[64 * 1024];

    private static final MessageWriter WRITER = new MessageWriter();

    private Messages() {}

    static Dialect shipped(String name) {
        try {
            return Dialects.load(name, Path.of("no-such-folder"));
        } catch (ConfigException e) {
            throw new AssertionError(e);
        }
    }

    static Dialect dialect(String yaml) throws ConfigException {
        return DialectFile.read("test", "test.yaml", new StringReader(yaml));
    }

    /** Elements of every form: BCD odd and even, track, sign, text, hex, chip, secondary bitmap. */
    static byte[] sample(Dialect dialect) {
        return encode(sampleWriter(dialect));
    }

    static MessageWriter sampleWriter(Dialect dialect) {
        return new MessageWriter()
                .begin(dialect, 0x0100)
                .setText(2, "4000001234567899")
                .setText(3, "000000")
                .setNumber(4, 12_345)
                .setText(7, "1122031904")
                .setNumber(11, 42)
                .setText(14, "3012")
                .setNumber(22, 51)
                .setText(28, "C00000150")
                .setText(32, "12345")
                .setText(35, "4000001234567899=30122011")
                .setText(37, "532603000042")
                .setText(41, "TERM0001")
                .setText(42, "MERCHANT 000001")
                .setText(43, "WASL CAFE              RABAT          MA")
                .setText(48, "private")
                .setText(49, "504")
                .set(52, hex("0123456789ABCDEF"), 0, 8)
                .set(55, hex("9F2608AABBCCDDEEFF0011"), 0, 11)
                .setText(102, "ACCOUNT-1")
                .set(128, hex("FFEEDDCCBBAA9988"), 0, 8);
    }

    static byte[] encode(MessageWriter writer) {
        int length = writer.encode(TARGET, 0, TARGET.length);
        if (length < 0) {
            throw new AssertionError("not encoded: DE " + writer.failedElement());
        }
        return Arrays.copyOf(TARGET, length);
    }

    static byte[] rewrite(Dialect target, MessageView source) {
        return encode(WRITER.begin(target, source.mti(), source));
    }

    static byte[] encode(Dialect dialect, int mti, ElementSet elements) {
        return encode(WRITER.begin(dialect, mti).setAll(elements));
    }

    static MessageView decode(Dialect dialect, byte[] message) {
        MessageView view = new MessageView();
        if (!view.decode(dialect, message, 0, message.length)) {
            throw new AssertionError(view.error().toString());
        }
        return view;
    }

    static ElementSet elements(MessageView view) {
        ElementSet elements = new ElementSet(RandomElements.CAPACITY_BYTES);
        if (!view.copyTo(elements, -1L, -1L)) {
            throw new AssertionError("does not fit");
        }
        return elements;
    }

    static byte[] bytes(ElementSet elements) {
        return Arrays.copyOf(elements.buffer(), elements.length());
    }

    static String text(MessageView view, int de) {
        byte[] value = new byte[view.neutralLength(de)];
        view.copy(de, value, 0);
        return new String(value, StandardCharsets.ISO_8859_1);
    }

    static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits.replace(" ", ""));
    }

    static String hex(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
