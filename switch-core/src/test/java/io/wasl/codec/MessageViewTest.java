package io.wasl.codec;

import static io.wasl.codec.Messages.ASCII;
import static io.wasl.codec.Messages.BINARY;
import static io.wasl.codec.Messages.ascii;
import static io.wasl.codec.Messages.decode;
import static io.wasl.codec.Messages.encode;
import static io.wasl.codec.Messages.hex;
import static io.wasl.codec.Messages.sample;
import static io.wasl.codec.Messages.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.codec.DecodeError.Cause;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class MessageViewTest {

    private static final String NO_ELEMENTS = "0000000000000000";

    @Test
    void shouldReadTheNeutralFormOfEveryWireForm() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            MessageView view = decode(dialect, sample(dialect));
            assertThat(view).hasToString("0100 DE 2 3 4 7 11 14 22 28 32 35 37 41 42 43 48 49 52 55 102 128");
            assertThat(view.mti()).isEqualTo(0x0100);
            assertThat(text(view, 2)).isEqualTo("4000001234567899");
            assertThat(view.number(4)).isEqualTo(12_345);
            assertThat(text(view, 22)).isEqualTo("051");
            assertThat(text(view, 28)).isEqualTo("C00000150");
            assertThat(text(view, 32)).isEqualTo("12345");
            assertThat(text(view, 35)).isEqualTo("4000001234567899=30122011");
            assertThat(text(view, 41)).isEqualTo("TERM0001");
            assertThat(hex(text(view, 52).getBytes(StandardCharsets.ISO_8859_1)))
                    .isEqualTo("0123456789ABCDEF");
            assertThat(view.neutralLength(55)).isEqualTo(11);
            assertThat(view.same(102, ascii("ACCOUNT-1"), 0, 9)).isTrue();
            assertThat(view.same(102, ascii("ACCOUNT-2"), 0, 9)).isFalse();
            assertThat(view.same(102, ascii("ACCOUNT-1"), 0, 8)).isFalse();
            assertThat(view.same(103, ascii("ACCOUNT-1"), 0, 9)).isFalse();
        }
    }

    @Test
    void shouldReadEachCharacterAsTheWholeCopyDoes() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            MessageView view = decode(dialect, sample(dialect));
            byte[] value = new byte[100];
            for (int de = 2; de <= 128; de++) {
                int length = view.has(de) ? view.copy(de, value, 0) : 0;
                for (int i = 0; i < length; i++) {
                    assertThat((byte) view.neutralByte(de, i)).as("DE %d", de).isEqualTo(value[i]);
                }
            }
        }
    }

    @Test
    void shouldTellNumbersFromOtherValues() {
        MessageView view = decode(
                ASCII,
                encode(new MessageWriter()
                        .begin(ASCII, 0x0100)
                        .setText(2, "1234567890123456789")
                        .setText(32, "")
                        .setText(37, "12 456789012")
                        .setText(90, "0".repeat(42))));
        assertThat(view.number(2)).as("19 digits").isEqualTo(-1);
        assertThat(view.number(32)).as("no digits").isEqualTo(-1);
        assertThat(view.number(37)).as("a space").isEqualTo(-1);
        assertThat(view.number(90)).as("42 digits").isEqualTo(-1);
        assertThat(view.number(4)).as("missing").isEqualTo(-1);
    }

    @Test
    void shouldReadTheResponseCode() {
        assertThat(decode(ASCII, ascii("0110" + "0000000002000000" + "N7")).code())
                .isEqualTo(ResponseCode.of("N7"));
        assertThat(decode(ASCII, ascii("0110" + NO_ELEMENTS)).code()).isEqualTo(ResponseCode.NONE);
    }

    @Test
    void shouldCopyTheElementsOfAMask() {
        MessageView view = decode(BINARY, sample(BINARY));
        ElementSet set = new ElementSet(100);
        assertThat(view.copyTo(set, ElementMask.of(4, 5, 22, 102))).isTrue();
        assertThat(set).hasToString("DE 4 22 102");
        assertThat(set.text(22)).isEqualTo("051");
        assertThat(view.copyTo(new ElementSet(15 + 6 + 11), ElementMask.of(4, 22, 102)))
                .isFalse();
        assertThat(view.copyTo(new ElementSet(15 + 6 + 12), ElementMask.of(4, 22, 102)))
                .isTrue();
    }

    @Test
    void shouldTakeTheFillerAsZeroOrF() {
        assertThat(decode(BINARY, hex("0100 0000040000000000 F051")).number(22)).isEqualTo(51);
        assertThat(text(decode(BINARY, hex("0100 4000000000000000 03 123F")), 2))
                .isEqualTo("123");
        assertError(BINARY, "0100 0000040000000000 1051", 22, 10, Cause.WRONG_CHARACTER);
        assertError(BINARY, "0100 4000000000000000 03 1234", 2, 11, Cause.WRONG_CHARACTER);
    }

    @Test
    void shouldNameTheDamage() {
        assertError(BINARY, "01", 0, 0, Cause.TRUNCATED);
        assertError(BINARY, "0A00" + NO_ELEMENTS, 0, 0, Cause.MTI_NOT_DIGITS);
        assertError(BINARY, "0100 00000000000000", 1, 2, Cause.TRUNCATED);
        assertError(BINARY, "0100 8000000000000000 00000000000000", 1, 10, Cause.TRUNCATED);
        assertError(BINARY, "0100 8000000000000000 8000000000000000 01", 65, 18, Cause.UNDECLARED_ELEMENT);
        assertError(BINARY, "0100 4000000000000000", 2, 10, Cause.TRUNCATED);
        assertError(BINARY, "0100 4000000000000000 1A", 2, 10, Cause.LENGTH_UNREADABLE);
        assertError(BINARY, "0100 4000000000000000 20", 2, 10, Cause.LENGTH_OVER_MAXIMUM);
        assertError(BINARY, "0100 4000000000000000 03 12", 2, 11 - 1, Cause.TRUNCATED);
        assertError(BINARY, "0100 2000000000000000 00000A", 3, 10, Cause.WRONG_CHARACTER);
        assertError(BINARY, "0100 0000001000000000 45 00000001", 28, 10, Cause.WRONG_CHARACTER);
        assertError(BINARY, "0100 0000001000000000 43 000000A1", 28, 10, Cause.WRONG_CHARACTER);
        assertError(BINARY, "0100 2000000000000000 000000 00", DecodeError.BEHIND, 13, Cause.TRAILING_BYTES);
        assertErrorAscii("01A0" + NO_ELEMENTS, 0, 0, Cause.MTI_NOT_DIGITS);
        assertErrorAscii("0100" + "000000000000000G", 1, 4, Cause.BITMAP_NOT_HEX);
        assertErrorAscii("0100" + "4000000000000000" + "1 1", 2, 20, Cause.LENGTH_UNREADABLE);
        assertErrorAscii("0100" + "0000000000000400" + "", 54, 20, Cause.TRUNCATED);
        assertErrorAscii("0100" + "0000000000001000" + "0123456789ABCDEG", 52, 20, Cause.WRONG_CHARACTER);
        assertErrorAscii("0100" + "0000000000800000" + "TERM000\n", 41, 20, Cause.WRONG_CHARACTER);
        assertErrorAscii("0100" + "0000000000800000" + "TERM000\u007F", 41, 20, Cause.WRONG_CHARACTER);
        assertErrorAscii("0100" + "0000000000800000" + "TERM000\u00E9", 41, 20, Cause.WRONG_CHARACTER);
    }

    @Test
    void shouldKeepWhatComesBeforeTheDamage() {
        MessageView view = new MessageView();
        byte[] wire = ascii("0200" + "A020000000800000" + "8000000000000001" + "000000" + "000042" + "TERM0001" + "1");
        assertThat(view.decode(ASCII, wire, 0, wire.length)).isFalse();
        assertThat(view).hasToString("0200 DE 3 11 41");
        assertThat(view.number(11)).isEqualTo(42);
        assertThat(view.error()).isEqualTo(new DecodeError(65, 56, Cause.UNDECLARED_ELEMENT));
        assertThat(view.error().closesLink()).isFalse();
        assertThat(view.error()).hasToString("DE 65 at 56: undeclared element");

        byte[] early = ascii("0200" + "A020000000800000" + "8000000000000001" + "000000" + "0000x2" + "TERM0001" + "1");
        assertThat(view.decode(ASCII, early, 0, early.length)).isFalse();
        assertThat(view).hasToString("0200 DE 3");
        assertThat(view.lower()).isEqualTo(0b100);
        assertThat(view.upper()).isZero();
    }

    @Test
    void shouldSayThatAFrameWithoutMtiConcernsTheLink() {
        MessageView view = new MessageView();
        assertThat(view.decode(ASCII, ascii("GET / HTTP/1.1"), 0, 14)).isFalse();
        assertThat(view.error().scope()).isEqualTo(DecodeError.Scope.UNREADABLE);
        assertThat(view.error().closesLink()).isTrue();
        assertThat(view.mti()).isZero();
        assertThat(view.lower() | view.upper()).isZero();
    }

    @Test
    void shouldReadAMessageInTheMiddleOfABuffer() {
        byte[] wire = sample(BINARY);
        byte[] buffer = new byte[wire.length + 20];
        Arrays.fill(buffer, (byte) 0xEE);
        System.arraycopy(wire, 0, buffer, 7, wire.length);
        MessageView view = new MessageView();
        assertThat(view.decode(BINARY, buffer, 7, wire.length)).isTrue();
        assertThat(view.start()).isEqualTo(7);
        assertThat(view.offset(2)).isEqualTo(7 + 2 + 16 + 1);
        assertThat(view.length(2)).isEqualTo(8);
        assertThat(encode(new MessageWriter().begin(BINARY, 0x0100, view))).isEqualTo(wire);
        assertThat(view.decode(BINARY, buffer, 7, wire.length - 1)).isFalse();
        assertThat(view.decode(BINARY, buffer, 7, wire.length + 1)).isFalse();
    }

    @Test
    void shouldRefuseEveryTruncation() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            byte[] wire = sample(dialect);
            MessageView view = new MessageView();
            for (int length = 0; length < wire.length; length++) {
                // An array of exactly this length: reading past the end would throw.
                assertThat(view.decode(dialect, Arrays.copyOf(wire, length), 0, length))
                        .as("%s cut to %d", dialect, length)
                        .isFalse();
                assertThat(view.error().cause()).isEqualTo(Cause.TRUNCATED);
                assertThat(view.error().offset()).isLessThanOrEqualTo(length);
            }
        }
    }

    @Test
    void shouldSurviveEveryChangeOfEveryByte() {
        for (Dialect dialect : new Dialect[] {ASCII, BINARY}) {
            byte[] wire = sample(dialect);
            MessageView view = new MessageView();
            int refused = 0;
            for (int i = 0; i < wire.length; i++) {
                for (int value = 0; value < 256; value++) {
                    byte[] changed = wire.clone();
                    changed[i] = (byte) value;
                    refused += view.decode(dialect, changed, 0, changed.length) ? 0 : 1;
                    walk(view);
                }
            }
            assertThat(refused).isGreaterThan(0);
        }
    }

    /** What is said to be there can be read, also after an error. */
    private static void walk(MessageView view) {
        byte[] target = new byte[1000];
        for (int de = 2; de <= 128; de++) {
            if (view.has(de)) {
                assertThat(view.copy(de, target, 0)).isEqualTo(view.neutralLength(de));
            }
        }
        view.pan(target, 0);
        view.code();
    }

    @Test
    void shouldNotHaveAnErrorAfterSuccess() {
        MessageView view = decode(ASCII, sample(ASCII));
        assertThatThrownBy(view::error).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldTakeThePanFromTheFirstSourceThatHasOne() {
        assertPan("4000001234567899", pan().setText(2, "4000001234567899"));
        assertPan("4000001234567899", pan().setText(35, "4000001234567899=2512"));
        assertPan("4000001234567899", pan().setText(35, "4000001234567899D2512"));
        assertPan("4000001234567899", pan().setText(35, "4000001234567899"));
        assertPan("4000001234567899", pan().setText(45, "B4000001234567899^SALMA/B ^2512"));
        assertPan("5999999999999", pan().setText(34, "5999999999999"));
        assertPan("", pan());
        assertPan("", pan().setText(35, ""));
        assertPan("", pan().setText(45, ""));
        assertPan("4000001234567899", pan().setText(2, "").setText(45, "B4000001234567899^"));
    }

    @Test
    void shouldRefuseTwoPansThatDiffer() {
        MessageWriter same = pan().setText(2, "4000001234567899").setText(35, "4000001234567899=2512");
        assertPan("4000001234567899", same.setText(45, "B4000001234567899^A^25").setText(34, "4000001234567899"));
        assertThat(panOf(pan().setText(2, "4000001234567899").setText(35, "4000001234567898=2512")))
                .isEqualTo(-1);
        assertThat(panOf(pan().setText(2, "4000001234567899").setText(35, "400000123456789=2512")))
                .isEqualTo(-1);
        assertThat(panOf(pan().setText(2, "400000123456789").setText(35, "4000001234567899=2512")))
                .as("one is the start of the other")
                .isEqualTo(-1);
        assertThat(panOf(pan().setText(35, "4000001234567899=2512").setText(45, "B4000001234567891^A^25")))
                .isEqualTo(-1);
        assertThat(panOf(pan().setText(2, "4000001234567899").setText(34, "4000001234567890")))
                .isEqualTo(-1);
        assertThat(panOf(pan().setText(35, "40000012345678990000=2512")))
                .as("20 digits")
                .isEqualTo(-1);
    }

    private static MessageWriter pan() {
        return new MessageWriter().begin(ASCII, 0x0100);
    }

    private static int panOf(MessageWriter message) {
        return decode(ASCII, encode(message)).pan(new byte[19], 0);
    }

    private static void assertPan(String expected, MessageWriter message) {
        byte[] target = new byte[21];
        MessageView view = decode(ASCII, encode(message));
        int digits = view.pan(target, 2);
        assertThat(new String(target, 2, digits, StandardCharsets.ISO_8859_1)).isEqualTo(expected);
        MessageView binary = decode(BINARY, encode(new MessageWriter().begin(BINARY, 0x0100, view)));
        assertThat(binary.pan(target, 2)).isEqualTo(digits);
    }

    private static void assertError(Dialect dialect, String hex, int de, int offset, Cause cause) {
        byte[] wire = hex(hex);
        MessageView view = new MessageView();
        assertThat(view.decode(dialect, wire, 0, wire.length)).as(hex).isFalse();
        assertThat(view.error()).as(hex).isEqualTo(new DecodeError(de, offset, cause));
    }

    private static void assertErrorAscii(String text, int de, int offset, Cause cause) {
        assertError(ASCII, hex(ascii(text)), de, offset, cause);
    }
}
