package io.wasl.codec;

import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

/** MTI and bitmaps in each form: golden bytes, written by hand. */
final class HeaderFormsTest {

    private static final String ELEMENTS = """
            elements:
              3: { type: n6 }
              39: { type: an2 }
              70: { type: n3 }
            """;

    @Test
    void shouldWriteAndReadHexBitmapsInEbcdic() throws Exception {
        Dialect dialect = dialect("mti: ebcdic\nbitmap: hex-ebcdic\nencodings: { n: ebcdic, an: ebcdic, b: binary }\n");
        // 0800, bits 1 3 in the first, 70 in the second, then DE 3 and DE 70
        byte[] golden = hex("F0F8F0F0" + "C1F0F0F0F0F0F0F0F0F0F0F0F0F0F0F0" + "F0F4F0F0F0F0F0F0F0F0F0F0F0F0F0F0"
                + "F9F9F0F0F0F0" + "F3F0F1");
        assertThat(written(dialect, 0x0800, 3, "990000", 70, "301")).isEqualTo(text(golden));
        MessageView view = read(dialect, golden);
        assertThat(view.mti()).isEqualTo(0x0800);
        assertThat(view.number(70)).isEqualTo(301);
        golden[4] = 'Q';
        assertThat(new MessageView().decode(dialect, golden, 0, golden.length)).isFalse();
    }

    @Test
    void shouldPutAThirdBitmapBehindTheSecond() throws Exception {
        Dialect dialect = tertiary("contiguous");
        // bits 1 and 3, bits 65 and 70, bit 129 + 1 = 130
        byte[] golden = hex("0800" + "A000000000000000" + "8400000000000000" + "4000000000000000" + "393930303030"
                + "333031" + "3432");
        assertThat(written(dialect, 0x0800, 3, "990000", 70, "301", 130, "42")).isEqualTo(text(golden));
        readsThird(dialect, golden);
    }

    @Test
    void shouldPutAThirdBitmapInThePlaceOfElement65() throws Exception {
        Dialect dialect = tertiary("element");
        byte[] golden = hex("0800" + "A000000000000000" + "8400000000000000" + "393930303030" + "4000000000000000"
                + "333031" + "3432");
        assertThat(written(dialect, 0x0800, 3, "990000", 70, "301", 130, "42")).isEqualTo(text(golden));
        readsThird(dialect, golden);
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

    private static void readsThird(Dialect dialect, byte[] golden) {
        MessageView view = read(dialect, golden);
        assertThat(view.has(65)).isFalse();
        assertThat(view.number(3)).isEqualTo(990_000);
        assertThat(view.number(70)).isEqualTo(301);
        assertThat(view.number(130)).isEqualTo(42);
        assertThat(view.toString()).endsWith("DE 3 70 130");
        byte[] target = new byte[golden.length];
        MessageWriter writer = new MessageWriter();
        int length = writer.begin(dialect, 0x0800, view).encode(target, 0, target.length);
        assertThat(Arrays.copyOf(target, length)).isEqualTo(golden);
        length = writer.begin(dialect, 0x0800, view).remove(130).encode(target, 0, target.length);
        MessageView shorter = read(dialect, Arrays.copyOf(target, length));
        assertThat(shorter.toString()).endsWith("DE 3 70");
        for (int end = 0; end < golden.length; end++) {
            assertThat(view.decode(dialect, golden, 0, end))
                    .as("cut at %d", end)
                    .isFalse();
        }
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

    private static String written(Dialect dialect, int mti, Object... elements) {
        MessageWriter writer = new MessageWriter().begin(dialect, mti);
        for (int i = 0; i < elements.length; i += 2) {
            writer.setText((int) elements[i], (String) elements[i + 1]);
        }
        byte[] target = new byte[256];
        int length = writer.encode(target, 0, target.length);
        assertThat(writer.failedElement()).isNegative();
        return text(Arrays.copyOf(target, length));
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
