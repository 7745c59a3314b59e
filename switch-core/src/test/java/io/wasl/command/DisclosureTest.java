package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.frame.FrameFormat;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DisclosureTest {

    private static Dialect ascii() throws Exception {
        return Dialects.load("iso87-ascii", Path.of("no-such-folder"));
    }

    private static Disclosure of(Dialect dialect, MessageWriter writer) {
        byte[] message = new byte[1024];
        int length = writer.encode(message, 0, message.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        return read(dialect, Arrays.copyOf(message, length));
    }

    private static Disclosure read(Dialect dialect, byte[] message) {
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        return new Disclosure(view, true);
    }

    @ParameterizedTest(name = "DE {0}: {1}")
    @CsvSource({
        "43, CARD 4111-1111-1111-1111, false",
        "43, CARD 4111 1111 1111 1111, false",
        "43, 12 4111.1111.1111.1111 REF, false",
        "43, CARD 4111111111111111, false",
        "43, CARD 4111111111111112, true",
        "43, SYNTHETIC SHOP 20000 CASABLANCA, true",
        "43, TEL 0522-26 10 10, true",
        "43, CARD 4111*1111*1111*1111, false",
        "43, CARD 4111:1111+1111 - 1111, false",
        "43, CARD 4111   1111   1111   1111, false",
        "43, CARD 4111;1111;1111;1111, true",
        "43, CARD 164111111111111111, false",
        "43, CARD 00164111111111111111000, false",
        "43, CARD 41111111111111112712, false",
        "43, CARD 41111111111111112712101, false",
        "43, CARD 41111111111111111302, false",
        "43, CARD 41111111111111111313, true",
        "43, CARD 164111111111111112000, true",
        "86, 4111111111111111, false",
        "43, SHOP 00000000000000, true",
        "86, 0004111111111111, true",
        "86, 0000000000012500, true",
        "4, 000000012500, true",
    })
    void shouldHideWhatCouldBeACard(int de, String value, boolean isShown) throws Exception {
        Dialect dialect = ascii();
        Disclosure disclosure =
                of(dialect, new MessageWriter().begin(dialect, 0x0100).setText(de, value));

        assertThat(disclosure.isOpen(de)).isEqualTo(isShown);
        assertThat(disclosure.value(de).contains(value.substring(value.length() - 4)))
                .isEqualTo(isShown);
    }

    /** Two dialects without bitmaps read each other's messages whole. */
    @Test
    void shouldNotShowACardThatTheWrongDialectCutsInTwo() throws Exception {
        Dialect written = positional("2: { type: n16, sensitivity: pan }, 3: { type: n6, sensitivity: open }");
        Dialect readAs = positional("4: { type: n12, sensitivity: open }, 7: { type: n10, sensitivity: open }");
        byte[] message = new byte[64];
        int length = new MessageWriter()
                .begin(written, 0x0110)
                .setText(2, "4111111111111111")
                .setText(3, "000000")
                .setText(39, "00")
                .encode(message, 0, message.length);

        Disclosure disclosure = read(readAs, Arrays.copyOf(message, length));

        assertThat(disclosure.value(4)).isEqualTo("(12 bytes)");
        assertThat(disclosure.value(7)).isEqualTo("(10 bytes)");
        assertThat(disclosure.value(39)).isEqualTo("00");
    }

    /** A number of its own says that the reading is right: nothing is hidden for what stands side by side. */
    @Test
    void shouldShowWhatStandsSideBySideInAMessageWithACard() throws Exception {
        Dialect dialect = ascii();
        String stanAndTime = "411111" + "111111" + "1111";
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0100)
                .setText(11, stanAndTime.substring(0, 6))
                .setText(12, stanAndTime.substring(6, 12))
                .setText(13, stanAndTime.substring(12));
        assertThat(of(dialect, writer).isOpen(11)).isFalse();

        assertThat(of(dialect, writer.setText(2, "5555555555554444")).isOpen(11))
                .isTrue();
    }

    private static Dialect positional(String elements) throws Exception {
        return Dialects.parse("positional", "positional.yaml", """
                version: 1987
                mti: ascii
                bitmap: none
                prefix: ascii
                elements: { %s, 39: { type: an2, sensitivity: open } }
                """.formatted(elements));
    }

    /** Which is right, nobody knows: neither is shown elsewhere. */
    @ParameterizedTest(name = "DE {0} is {1}")
    @CsvSource({
        "35, 5500005555555559=2712",
        "45, B5500005555555559^DOE/JOHN^2712",
        "34, 5500005555555559=2712",
        "36, 015500005555555559=2712",
    })
    void shouldHideTheNumbersOfBothThatDiffer(int track, String value) throws Exception {
        Dialect dialect = ascii();
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0100)
                .setText(2, "4111111111111111")
                .setText(track, value);

        assertThat(of(dialect, writer.setText(37, "411111111111")).isOpen(37)).isFalse();
        assertThat(of(dialect, writer.setText(37, "A55000055555")).isOpen(37)).isFalse();
        assertThat(of(dialect, writer.setText(37, "A5500 00555 ")).isOpen(37)).isFalse();
        assertThat(of(dialect, writer.setText(37, "632612000001")).isOpen(37)).isTrue();
    }

    /** Nine zeros of the number 4000000000000002 are in nearly each amount. */
    @Test
    void shouldShowZerosBesideANumberWithZeros() throws Exception {
        Dialect dialect = ascii();
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0100)
                .setText(2, "4000000000000002")
                .setText(4, "000000001250");

        assertThat(of(dialect, writer).isOpen(4)).isTrue();
    }

    @ParameterizedTest(name = "{0} DE {1} {2}")
    @CsvSource({
        "iso03-binary, 22, 01004111111111111111000000000000, false",
        "iso03-binary, 22, 0100A04111111111111111C000000000, false",
        "iso03-binary, 22, 0100A41111111111C000000000000000, false",
        "iso03-binary, 22, 0100A4111111C0000000000000000000, true",
        "iso03-ascii, 22, 01004111111111111111000000000000, false",
        "iso03-ebcdic, 27, 00F4F1F1F1F1F1F1F1F1F1F1F1F1F1F1F1000000000000000000AA, false",
        "iso03-ebcdic, 27, 00F4F1F1F1F1F1F1F1F1F1000000000000000000000000000000AA, false",
        "iso03-ebcdic, 27, 00F4F1F1F160F1F1F1F160F1F1000000000000000000000000000A, false",
        "iso03-ebcdic, 27, 00F4F1F1F1F1F100000000000000000000000000000000000000AA, true",
    })
    void shouldHideTheMessagesOwnDigitsHoweverBytesHoldThem(String name, int de, String hex, boolean isShown)
            throws Exception {
        Dialect dialect = Dialects.load(name, Path.of("no-such-folder"));
        byte[] value = HexFormat.of().parseHex(hex);
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x2100)
                .setText(2, "4111111111111111")
                .set(de, value, 0, value.length);

        assertThat(of(dialect, writer).isOpen(de)).isEqualTo(isShown);
    }

    @ParameterizedTest(name = "{0} of {1}")
    @CsvSource({
        "any..99, F5F5F0F0F0F0F5F5F5F5F5F5F5F5F5F9, false",
        "any..99, F5F5F0F04040F0F0F5F560F5F5F5F540F5F5F5F9, false",
        "any..99, AA5500005555555559AA, false",
        "any..99, A5500005555555559AA0, false",
        "any..99, AA165500005555555559, false",
        "any..99, 3431313131313134, true",
        "'b..99, encoding: binary', F5F5F0F0F0F0F5F5F5F5F5F5F5F5F5F9, false",
        "'b..99, encoding: binary', A5500005555555559AA0, false",
    })
    void shouldHideAnotherCardHoweverBytesHoldIt(String type, String hex, boolean isShown) throws Exception {
        Dialect dialect = positional("40: { type: %s, sensitivity: open }".formatted(type));
        byte[] value = HexFormat.of().parseHex(hex);
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0100)
                .set(40, value, 0, value.length)
                .setText(39, "00");

        assertThat(of(dialect, writer).isOpen(40)).isEqualTo(isShown);
    }

    @Test
    void shouldNotShowPartsOfAnElementThatIsHidden() throws Exception {
        Dialect dialect = Dialects.load("iso03-ascii", Path.of("no-such-folder"));
        MessageWriter writer = new MessageWriter().begin(dialect, 0x2100).setText(4, "4111111111111111");
        assertThat(printed(dialect, "", bytes(writer))).contains("(12 bytes)").doesNotContain("1111");

        assertThat(printed(dialect, "", bytes(writer.setText(4, "5042000000012345"))))
                .contains("000000012345");
    }

    /** Its MTI is any message's of network management; what follows is a card's number. */
    @Test
    void shouldNotShowBitmapsThatAreACard() throws Exception {
        Dialect binary = Dialects.load("iso87-binary", Path.of("no-such-folder"));
        assertThat(printed(binary, "", HexFormat.of().parseHex("080041111111111111110000")))
                .doesNotContain("1111");
        assertThat(printed(binary, "", HexFormat.of().parseHex("0800164111111111111111301200")))
                .doesNotContain("1111");
        assertThat(printed(
                        binary,
                        "",
                        HexFormat.of().parseHex("08008220000000000000040000000000000011220400000000010301")))
                .contains("82200000 00000000 04000000 00000000");
        assertThat(printed(ascii(), "", Captured.ascii("08004111111111111111" + "0000000000")))
                .doesNotContain("31313131");
    }

    /** The bitmap is no card's number itself, but nine digits of the one in DE 2. */
    @Test
    void shouldNotShowBitmapsOfTheMessagesOwnDigits() throws Exception {
        Dialect dialect = Dialects.parse("own", "own.yaml", """
                version: 1987
                mti: bcd
                bitmap: binary
                prefix: bcd
                encodings: { n: bcd }
                elements:
                  2: { type: n16, sensitivity: pan }
                  8: { type: n2, sensitivity: open }
                  12: { type: n2, sensitivity: open }
                  16: { type: n2, sensitivity: open }
                  20: { type: n2, sensitivity: open }
                  24: { type: n2, sensitivity: open }
                  28: { type: n2, sensitivity: open }
                  39: { type: an2, sensitivity: open }
                """);
        assertThat(printed(
                        dialect,
                        "",
                        HexFormat.of().parseHex("0100" + "4111111000000000" + "5041111110000002" + "000000000000")))
                .contains("DE  24")
                .doesNotContain("41111110");
    }

    @Test
    void shouldNotTrustADamagedMessageByItsMtiAlone() throws Exception {
        String legible = "0800" + "8220000000000000" + "0400000000000000";
        assertThat(printed(ascii(), "", Captured.ascii(legible + "1122040000" + "000001" + "30")))
                .contains("1122040000", "000001");
        assertThat(printed(ascii(), "", Captured.ascii(legible + "4111111111" + "111111" + "11")))
                .contains("hidden: ")
                .doesNotContain("1111", "3131");
    }

    @ParameterizedTest(name = "vap header with {0}")
    @CsvSource({
        "41111111111111110000000000000000000000, true",
        "00F4F1F1F1F1F1F1F1F1F1F1F1F1F1F1F1F100, true",
        "05500005555555559000000000000000000000, true",
        "00003535303030303535353535353535353900, true",
        "00428812000000123100000000000000000000, true",
        "00000000000000000000000000055000055555, true",
        "00641408915968530000000000000000000000, false",
        "00644111111111111111000000000000000000, true",
        "007D4111111111111111000000000000000000, false",
        "007D5500005555555559000000000000000000, true",
    })
    void shouldNotShowHeadersThatHoldACard(String digits, boolean isHidden) throws Exception {
        byte[] message = Captured.ascii(Captured.REQUEST.replace(Captured.PAN, "5500005555555559"));
        byte[] header = HexFormat.of().parseHex("160102" + digits);
        byte[] stream = new byte[4 + header.length + message.length];
        stream[1] = (byte) (header.length + message.length);
        System.arraycopy(header, 0, stream, 4, header.length);
        System.arraycopy(message, 0, stream, 4 + header.length, message.length);

        assertThat(printed(ascii(), "vap", stream))
                .contains("header  ", "TERM0001")
                .satisfies(text -> assertThat(text.contains("header  160102")).isEqualTo(!isHidden));
    }

    @Test
    void shouldNotShowTagsThatAreACard() throws Exception {
        Dialect dialect = positional("44: { type: any..99, sensitivity: opaque, parts: { form: tagged,"
                + " tag: { bytes: 8, encoding: bcd }, length: { bytes: 1, encoding: binary }, fields: {} } }");
        byte[] value = HexFormat.of().parseHex("4111111111111111" + "01AA");
        MessageWriter writer = new MessageWriter()
                .begin(dialect, 0x0100)
                .set(44, value, 0, value.length)
                .setText(39, "00");
        assertThat(printed(dialect, "", bytes(writer)))
                .contains("44.****************")
                .doesNotContain("1111");
    }

    private static byte[] bytes(MessageWriter writer) {
        byte[] message = new byte[1024];
        int length = writer.encode(message, 0, message.length);
        assertThat(length).as("DE %d", writer.failedElement()).isPositive();
        return Arrays.copyOf(message, length);
    }

    private static String printed(Dialect dialect, String preset, byte[] stream) {
        Optional<FrameFormat> format = Guess.framings().stream()
                .filter(framing -> framing.name().equals(preset))
                .findFirst()
                .map(framing -> FrameFormat.of(framing, FramingChoice.MOST_FRAME_BYTES));
        assertThat(format.isPresent()).isEqualTo(!preset.isEmpty());
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text, true);
        new CapturePrint(dialect, format, new Screen(out, out, false)).print(List.of(new CapturePiece("", stream)));
        return text.toString();
    }
}
