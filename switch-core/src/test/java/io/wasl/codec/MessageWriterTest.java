package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.decode;
import static io.wasl.codec.Messages.encode;
import static io.wasl.codec.Messages.hex;
import static io.wasl.codec.Messages.sample;
import static io.wasl.codec.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MessageWriterTest {

    @Test
    void shouldWriteTheAsciiSampleAsTheseBytes() {
        String expected = "0100" + bitmaps()
                + "164000001234567899" + "000000" + "000000012345" + "1122031904" + "000042" + "3012" + "051"
                + "C00000150" + "0512345" + "254000001234567899=30122011" + "532603000042" + "TERM0001"
                + "MERCHANT 000001" + "WASL CAFE              RABAT          MA" + "007private" + "504"
                + "0123456789ABCDEF" + "011" + "\u009F&\u0008\u00AA\u00BB\u00CC\u00DD\u00EE\u00FF\u0000\u0011"
                + "09ACCOUNT-1" + "FFEEDDCCBBAA9988";
        assertThat(new String(sample(ASCII), StandardCharsets.ISO_8859_1)).isEqualTo(expected);
    }

    @Test
    void shouldWriteTheBinarySampleAsTheseBytes() {
        String expected = "0100" + bitmaps()
                + "16 4000001234567899" + "000000" + "000000012345" + "1122031904" + "000042" + "3012" + "0051"
                + "43 00000150" + "05 123450" + "25 4000001234567899D301220110"
                + ascii("532603000042") + ascii("TERM0001") + ascii("MERCHANT 000001")
                + ascii("WASL CAFE              RABAT          MA") + "0007" + ascii("private") + ascii("504")
                + "0123456789ABCDEF" + "0011" + "9F2608AABBCCDDEEFF0011"
                + "09" + ascii("ACCOUNT-1") + "FFEEDDCCBBAA9988";
        assertThat(hex(sample(BINARY))).isEqualTo(expected.replace(" ", ""));
    }

    /** Bits 1 2 3 4 7 11 14 22 28 32 35 37 41 42 43 48 49 52 55, and 102 128. */
    private static String bitmaps() {
        return "F224041128E19200" + "0000000004000001";
    }

    @Test
    void shouldFillUpWhatIsShort() {
        MessageWriter writer = new MessageWriter()
                .begin(BINARY, 0x0800)
                .setNumber(3, 7)
                .setNumber(27, 5)
                .setText(28, "D12")
                .setText(41, "T1")
                .setNumber(70, 301);
        assertThat(hex(encode(writer)))
                .isEqualTo(("0800 A000003000800000 0400000000000000 000007 05 44 00000012 "
                                + ascii("T1      ") + " 0301")
                        .replace(" ", ""));
    }

    @Test
    void shouldPutTheOddDigitOfAVariableNumberLast() {
        assertThat(hex(encode(new MessageWriter().begin(BINARY, 0x0100).setText(2, "4000001234567"))))
                .isEqualTo("0100" + "4000000000000000" + "13" + "40000012345670");
    }

    @Test
    void shouldTakeADOfTrackTwoForItsSeparator() {
        byte[] wire = encode(new MessageWriter().begin(BINARY, 0x0100).setText(35, "4000D12"));
        assertThat(hex(wire)).isEqualTo("0100" + "0000000020000000" + "07" + "4000D120");
        assertThat(text(decode(BINARY, wire), 35)).isEqualTo("4000=12");
    }

    @Test
    void shouldKeepEveryByteOfAMessageRewrittenUnchanged() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            byte[] wire = sample(dialect);
            MessageView view = decode(dialect, wire);
            assertThat(encode(new MessageWriter().begin(dialect, view.mti(), view))).isEqualTo(wire);
        }
    }

    @Test
    void shouldCopyUnchangedElementsAsTheyCame() {
        // The filler of DE 22 is F and the separator D is kept: canonical writing would give 0 and =.
        byte[] binary = hex("0100 0020040000000000 000001 F051");
        MessageView view = decode(BINARY, binary);
        assertThat(hex(encode(new MessageWriter().begin(BINARY, 0x0100, view).setNumber(11, 2))))
                .isEqualTo("0100" + "0020040000000000" + "000002" + "F051");
        byte[] ascii = Messages.ascii("0100" + "0000000020000000" + "074000D12");
        assertThat(encode(new MessageWriter().begin(ASCII, 0x0100, decode(ASCII, ascii))))
                .isEqualTo(ascii);
    }

    @Test
    void shouldReplaceRemoveAndAddAmongCopiedRuns() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            MessageView source = decode(dialect, sample(dialect));
            byte[] wire = encode(new MessageWriter()
                    .begin(dialect, 0x0110, source)
                    .remove(14)
                    .remove(ElementMask.of(35, 52, 128))
                    .setNumber(11, 999_999)
                    .setText(38, "A1B2C3")
                    .setCode(ResponseCode.APPROVED)
                    .setNumber(70, 1));
            MessageView view = decode(dialect, wire);
            assertThat(view).hasToString("0110 DE 2 3 4 7 11 22 28 32 37 38 39 41 42 43 48 49 55 70 102");
            assertThat(text(view, 2)).isEqualTo("4000001234567899");
            assertThat(view.number(11)).isEqualTo(999_999);
            assertThat(text(view, 38)).isEqualTo("A1B2C3");
            assertThat(view.code()).isEqualTo(ResponseCode.APPROVED);
            assertThat(text(view, 43)).startsWith("WASL CAFE");
            assertThat(view.number(70)).isEqualTo(1);
            assertThat(text(view, 102)).isEqualTo("ACCOUNT-1");
        }
    }

    @Test
    void shouldKeepOnlyTheEchoedElementsInAnAnswer() {
        MessageView source = decode(ASCII, sample(ASCII));
        byte[] wire = encode(new MessageWriter()
                .begin(ASCII, 0x0110, source)
                .keep(ASCII.echoed())
                .setCode(ResponseCode.of("91")));
        assertThat(decode(ASCII, wire)).hasToString("0110 DE 2 3 4 7 11 22 32 37 39 41 42 49");
    }

    @Test
    void shouldDropTheSecondaryBitmapWithItsLastElement() {
        MessageView source = decode(BINARY, hex("0800 8000000000000000 0400000000000000 0301"));
        assertThat(hex(encode(new MessageWriter().begin(BINARY, 0x0810, source).remove(70))))
                .isEqualTo("0810" + "0000000000000000");
    }

    @Test
    void shouldTranscodeBothWays() {
        byte[] binary = encode(new MessageWriter().begin(BINARY, 0x0100, decode(ASCII, sample(ASCII))));
        assertThat(hex(binary)).isEqualTo(hex(sample(BINARY)));
        byte[] ascii = encode(new MessageWriter().begin(ASCII, 0x0100, decode(BINARY, binary)));
        assertThat(hex(ascii)).isEqualTo(hex(sample(ASCII)));
    }

    @Test
    void shouldSetWhatAnElementSetHolds() {
        ElementSet elements = new ElementSet(100);
        elements.put(41, "T1");
        elements.putNumber(11, 7, 6);
        assertThat(new String(
                        encode(new MessageWriter().begin(ASCII, 0x0800).setAll(elements)),
                        StandardCharsets.ISO_8859_1))
                .isEqualTo("0800" + "0020000000800000" + "000007" + "T1      ");
    }

    @Test
    void shouldNameTheElementThatCannotHoldItsValue() {
        assertFails(41, new MessageWriter().begin(ASCII, 0x0100).setText(41, "NINE CHAR"));
        assertFails(4, new MessageWriter().begin(ASCII, 0x0100).setText(4, "12a"));
        assertFails(4, new MessageWriter().begin(ASCII, 0x0100).setNumber(4, 1_000_000_000_000L));
        assertFails(4, new MessageWriter().begin(ASCII, 0x0100).setNumber(4, -1));
        assertFails(2, new MessageWriter().begin(BINARY, 0x0100).setText(2, "40000000000000000000"));
        assertFails(28, new MessageWriter().begin(BINARY, 0x0100).setText(28, "X00000001"));
        assertFails(28, new MessageWriter().begin(BINARY, 0x0100).setText(28, ""));
        assertFails(52, new MessageWriter().begin(BINARY, 0x0100).set(52, new byte[7], 0, 7));
        assertFails(65, new MessageWriter().begin(ASCII, 0x0100).setText(65, "1"));
        assertFails(43, new MessageWriter().begin(ASCII, 0x0100).setText(43, "\u0627"));
        assertFails(43, new MessageWriter().begin(ASCII, 0x0100).setText(43, "bell \u0007").setText(65, "1"));
    }

    @Test
    void shouldNameTheElementThatTheOtherDialectLacks() throws Exception {
        Dialect small = Messages.dialect("""
                version: 1987
                mti: ascii
                bitmap: hex
                prefix: ascii
                elements:
                  11: { type: n6, sensitivity: open }
                  39: { type: an2, sensitivity: open }
                """);
        MessageView source = decode(BINARY, hex("0800 0020000000800000 000001 5431202020202020"));
        assertFails(41, new MessageWriter().begin(small, 0x0800, source));
        assertThat(encode(new MessageWriter().begin(small, 0x0800, source).remove(41)))
                .isEqualTo(Messages.ascii("08000020000000000000000001"));
    }

    @Test
    void shouldSayThatTheMessageDoesNotFit() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            byte[] wire = sample(dialect);
            MessageView view = decode(dialect, wire);
            byte[] target = new byte[wire.length];
            for (int limit = 0; limit < wire.length; limit++) {
                MessageWriter rewritten = new MessageWriter().begin(dialect, 0x0100, view);
                assertThat(rewritten.encode(target, 0, limit)).as("limit %d", limit).isEqualTo(-1);
                assertThat(rewritten.failedElement()).isZero();
                MessageWriter made = Messages.sampleWriter(dialect);
                assertThat(made.encode(target, 0, limit)).as("limit %d", limit).isEqualTo(-1);
                assertThat(made.failedElement()).isZero();
            }
            MessageWriter writer = new MessageWriter().begin(dialect, 0x0100, view);
            assertThat(writer.encode(target, 0, 3)).isEqualTo(-1);
            assertThat(writer.encode(target, 0, wire.length)).isEqualTo(wire.length);
        }
    }

    @Test
    void shouldRefuseMoreValuesThanItHasRoomFor() {
        MessageWriter writer = new MessageWriter().begin(ASCII, 0x0100);
        byte[] value = new byte[999];
        for (int de = 105; de <= 127; de++) {
            writer.set(de, value, 0, value.length);
        }
        assertFails(121, writer);
    }

    private static void assertFails(int de, MessageWriter writer) {
        assertThat(writer.encode(new byte[1000], 0, 1000)).isEqualTo(-1);
        assertThat(writer.failedElement()).isEqualTo(de);
    }

    private static String ascii(String text) {
        return hex(Messages.ascii(text));
    }
}
