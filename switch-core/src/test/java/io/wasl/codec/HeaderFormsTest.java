package io.wasl.codec;

import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** MTI and bitmaps in each form, read, written, rewritten and cut; and what the forms refuse. */
final class HeaderFormsTest {

    private static final String ELEMENTS = """
            elements:
              3: { type: n6 }
              39: { type: an2 }
              70: { type: n3 }
            """;

    private static final String BITMAPS = "ISO 8583, bit maps: bit 1 announces the second";
    private static final String MTI = "ISO 8583, message type identifier n4";

    /**
     * An 0800 of DE 3, 70 and perhaps 130, written by hand; where nothing says what is there, of DE 39 too.
     *
     * @param clause what says that these are its bytes: a standard and its words, or {@code practice:} and whose
     * @param encodings of its elements
     */
    record Vector(String clause, String mti, String bitmap, String tertiary, String encodings, String golden) {

        String head() {
            return "mti: " + mti + "\nbitmap: " + bitmap + "\ntertiary: " + tertiary + "\nencodings: { " + encodings
                    + " }\n";
        }

        boolean isWhole() {
            return bitmap.equals("none");
        }

        boolean hasThird() {
            return !tertiary.equals("none");
        }

        @Override
        public String toString() {
            return clause + " | mti: " + mti + ", bitmap: " + bitmap + ", tertiary: " + tertiary;
        }
    }

    /** MTI, bits 1 and 3, bit 70 (and 65, and 129 + 1 = 130), then the elements. */
    static List<Vector> vectors() {
        String text = "b: binary";
        String ebcdic = "n: ebcdic, an: ebcdic, b: binary";
        return List.of(
                new Vector(
                        MTI + "; " + BITMAPS,
                        "ascii",
                        "binary",
                        "none",
                        text,
                        "30383030" + "A000000000000000" + "0400000000000000" + "393930303030" + "333031"),
                new Vector(
                        "practice: MTI packed, two digits a byte; " + BITMAPS,
                        "bcd",
                        "binary",
                        "none",
                        text,
                        "0800" + "A000000000000000" + "0400000000000000" + "393930303030" + "333031"),
                new Vector(
                        "practice: bit maps as hex digits; " + BITMAPS,
                        "ascii",
                        "hex",
                        "none",
                        text,
                        "30383030" + "41303030303030303030303030303030" + "30343030303030303030303030303030"
                                + "393930303030" + "333031"),
                new Vector(
                        "IBM code page 037; practice: bit maps as hex digits in EBCDIC",
                        "ebcdic",
                        "hex-ebcdic",
                        "none",
                        ebcdic,
                        "F0F8F0F0" + "C1F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0" + "F0F4F0F0F0F0F0F0F0F0F0F0F0F0F0F0"
                                + "F9F9F0F0F0F0" + "F3F0F1"),
                new Vector(
                        "practice: no bit map, every element in its place",
                        "ascii",
                        "none",
                        "none",
                        text,
                        "30383030" + "393930303030" + "3030" + "333031"),
                new Vector(
                        "practice: a third bit map behind the second (jPOS)",
                        "bcd",
                        "binary",
                        "contiguous",
                        text,
                        "0800" + "A000000000000000" + "8400000000000000" + "4000000000000000" + "393930303030"
                                + "333031" + "3432"),
                new Vector(
                        "ISO 8583:1987, DE 65: extended bit map",
                        "bcd",
                        "binary",
                        "element",
                        text,
                        "0800" + "A000000000000000" + "8400000000000000" + "393930303030" + "4000000000000000"
                                + "333031" + "3432"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldReadAndWriteTheVector(Vector vector) throws Exception {
        Dialect dialect = dialect(vector.head(), vector.hasThird() ? "  130: { type: n2 }\n" : "");
        byte[] golden = hex(vector.golden());
        MessageWriter writer =
                new MessageWriter().begin(dialect, 0x0800).setText(3, "990000").setText(70, "301");
        if (vector.hasThird()) {
            writer.setText(130, "42");
        }
        if (vector.isWhole()) {
            writer.setText(39, "00");
        }
        byte[] target = new byte[256];
        int length = writer.encode(target, 0, target.length);
        assertThat(writer.failedElement()).isNegative();
        assertThat(text(Arrays.copyOf(target, length))).isEqualTo(text(golden));

        MessageView view = read(dialect, golden);
        assertThat(view.mti()).isEqualTo(0x0800);
        String elements = vector.isWhole() ? "DE 3 39 70" : "DE 3 70";
        assertThat(view.toString()).endsWith(elements + (vector.hasThird() ? " 130" : ""));
        assertThat(view.number(3)).isEqualTo(990_000);
        assertThat(view.number(70)).isEqualTo(301);
        length = writer.begin(dialect, 0x0800, view).encode(target, 0, target.length);
        assertThat(Arrays.copyOf(target, length)).isEqualTo(golden);
        for (int end = 0; end < golden.length; end++) {
            assertThat(view.decode(dialect, golden, 0, end))
                    .as("cut at %d", end)
                    .isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"contiguous", "element"})
    void shouldLeaveOutAThirdBitmapThatNothingNeeds(String form) throws Exception {
        Dialect dialect = tertiary(form);
        byte[] target = new byte[64];
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0800)
                .setText(3, "990000")
                .setText(70, "301")
                .setText(130, "42");
        int length = writer.encode(target, 0, target.length);
        MessageView whole = read(dialect, Arrays.copyOf(target, length));
        assertThat(whole.has(65)).isFalse();
        assertThat(whole.number(130)).isEqualTo(42);
        length = writer.begin(dialect, 0x0800, whole).remove(130).encode(target, 0, target.length);
        assertThat(read(dialect, Arrays.copyOf(target, length)).toString()).endsWith("DE 3 70");
    }

    @Test
    void shouldRefuseAHexBitmapOfOtherLetters() throws Exception {
        Dialect dialect = dialect("mti: ebcdic\nbitmap: hex-ebcdic\nencodings: { n: ebcdic, an: ebcdic, b: binary }\n");
        byte[] message = hex("F0F8F0F0" + "F2F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0" + "F9F9F0F0F0F0");
        assertThat(read(dialect, message).number(3)).isEqualTo(990_000);
        message[4] = 'Q';
        assertThat(new MessageView().decode(dialect, message, 0, message.length))
                .isFalse();
    }

    /** Behind the second bitmap it is passed over; among the elements nothing would say that it is there. */
    @Test
    void shouldRefuseAThirdBitmapOfZerosInThePlaceOfElement65() throws Exception {
        byte[] behind =
                hex("0800" + "A000000000000000" + "8400000000000000" + "0000000000000000" + "393930303030" + "333031");
        assertThat(read(tertiary("contiguous"), behind).toString()).endsWith("DE 3 70");
        byte[] among =
                hex("0800" + "A000000000000000" + "8400000000000000" + "393930303030" + "0000000000000000" + "333031");
        MessageView view = new MessageView();
        assertThat(view.decode(tertiary("element"), among, 0, among.length)).isFalse();
        assertThat(view.error().toString()).isEqualTo("DE 65 at 24: bitmap empty");
    }

    @Test
    void shouldRefuseBit65WhereNoThirdBitmapIsDeclared() throws Exception {
        Dialect dialect = dialect("mti: bcd\nbitmap: binary\nencodings: { b: binary }\n");
        byte[] message = hex("0800" + "A000000000000000" + "8400000000000000" + "393930303030" + "333031");
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, message.length)).isFalse();
        assertThat(view.error()).isEqualTo(new DecodeError(65, 24, DecodeError.Cause.UNDECLARED_ELEMENT));
        assertThat(view.has(3)).isTrue();
    }

    @Test
    void shouldDoWithoutBitmapsWhereEveryElementIsThere() throws Exception {
        Dialect dialect = dialect("mti: ascii\nbitmap: none\nencodings: { b: binary }\n");
        byte[] golden = hex("30383030" + "393930303030" + "3030" + "333031");
        MessageWriter writer = new MessageWriter();
        byte[] target = new byte[64];
        int length = writer.begin(dialect, 0x0800)
                .setText(3, "990000")
                .setText(39, "00")
                .setText(70, "301")
                .encode(target, 0, target.length);
        assertThat(Arrays.copyOf(target, length)).isEqualTo(golden);
        assertThat(read(dialect, golden).number(70)).isEqualTo(301);
        assertThat(writer.begin(dialect, 0x0800).setText(3, "990000").encode(target, 0, target.length))
                .isNegative();
        assertThat(writer.failedElement())
                .as("nobody could say that it is not there")
                .isEqualTo(39);
    }

    private static Dialect tertiary(String form) throws Exception {
        return dialect(
                "mti: bcd\nbitmap: binary\ntertiary: " + form + "\nencodings: { b: binary }\n",
                "  130: { type: n2 }\n");
    }

    private static Dialect dialect(String head, String... more) throws Exception {
        return Messages.dialect("version: 1987\nprefix: ascii\n" + head + ELEMENTS + String.join("", more));
    }

    private static MessageView read(Dialect dialect, byte[] message) {
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        return view;
    }

    private static String text(byte[] bytes) {
        return HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
