package io.wasl.codec;

import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One value in each form, its bytes written by hand: {@code declaration | neutral | wire}. Every vector is read and written.
 */
final class FieldFormsTest {

    private static final String HEADER = "01002000000000000000";

    static Stream<Arguments> vectors() {
        return Stream.of(
                // digits of one byte each: EBCDIC 0 is F0
                vector("type: n6", "000042", "303030303432"),
                vector("type: n6, encoding: ebcdic", "000042", "F0F0F0F0F4F2"),
                // packed digits: an odd one leaves a nibble, on either side, 0 or F
                vector("type: n5, encoding: bcd", "12345", "012345"),
                vector("type: n5, encoding: bcd, odd-digits: right", "12345", "123450"),
                // text: 1047 and 037 differ in brackets
                vector("type: ans4, encoding: ebcdic", "A[9]", "C1BAF9BB"),
                vector("type: ans4, encoding: ebcdic-1047", "A[9]", "C1ADF9BD"),
                // binary, and its hex in both codes
                vector("type: b16, encoding: binary", "\u00A7\u00F0", "A7F0"),
                vector("type: b16, encoding: hex", "\u00A7\u00F0", "41374630"),
                vector("type: b16, encoding: hex-ebcdic", "\u00A7\u00F0", "C1F7C6F0"),
                // track 2: = is nibble D packed, 7E in EBCDIC
                vector("type: z..37, prefix: bcd, encoding: bcd", "4000=3012", "09" + "4000D30120"),
                vector("type: z..37, prefix: ebcdic, encoding: ebcdic", "40=30", "F0F5" + "F4F07EF3F0"),
                // length prefixes: 1 to 6 digits, each writing
                vector("type: ans.9, prefix: ascii", "abc", "33" + "616263"),
                vector("type: ans..25, prefix: ascii", "abc", "3033" + "616263"),
                vector("type: ans...999, prefix: ascii", "abc", "303033" + "616263"),
                vector("type: ans......999, prefix: ascii", "abc", "303030303033" + "616263"),
                vector("type: ans...999, prefix: ebcdic", "abc", "F0F0F3" + "616263"),
                vector("type: ans...999, prefix: bcd", "abc", "0003" + "616263"),
                vector("type: ans.....9999, prefix: bcd", "abc", "000003" + "616263"),
                vector("type: ans..99, prefix: binary", "abc", "03" + "616263"),
                vector("type: ans...999, prefix: binary", "abc", "0003" + "616263"),
                vector("type: ans.....9999, prefix: binary", "abc", "000003" + "616263"),
                vector("type: ans..99, prefix: binary, prefix-bytes: 2", "abc", "0003" + "616263"),
                vector("type: ans..99, prefix: hex", "abcdefghijkl", "3043" + "6162636465666768696A6B6C"),
                vector("type: ans..99, prefix: hex-ebcdic", "abcdefghijkl", "F0C3" + "6162636465666768696A6B6C"),
                vector("type: ans...999, prefix: ber", "abc", "03" + "616263"),
                // ISO/IEC 8825-1 8.1.3.5: 128 needs the long form
                vector("type: ans...999, prefix: ber", "x".repeat(128), "8180" + "78".repeat(128)),
                vector("type: ans...999, prefix: ber", "x".repeat(300), "82012C" + "78".repeat(300)),
                // what the prefix counts: digits or bytes, with itself or without
                vector("type: n..19, prefix: bcd, encoding: bcd", "123456", "06" + "123456"),
                vector(
                        "type: n...198, encoding: bcd, filler: f, counts: bytes, prefix-bytes: 2",
                        "7".repeat(197),
                        "3939" + "77".repeat(98) + "7F"),
                vector("type: b..49, prefix: ascii, counts: bytes, encoding: hex", "\u00A7\u00F0", "3034" + "41374630"),
                vector("type: ans..90, prefix: ascii, inclusive: true", "abc", "3035" + "616263"),
                vector("type: ans...900, prefix: bcd, inclusive: true", "abc", "0005" + "616263"),
                // filled up to its place: left or right, with anything, taken off when received
                vector("type: ans6, pad: { side: right, fill: ' ', trim: true }", "abc", "616263202020"),
                vector("type: ans6, pad: { side: left, fill: '*', trim: true }", "abc", "2A2A2A616263"),
                vector("type: n6, pad: { side: left, fill: ' ', trim: true }", "42", "202020203432"),
                vector("type: n6, encoding: ebcdic, pad: { trim: true }", "42", "F0F0F0F0F4F2"),
                vector("type: n6, pad: { trim: true }", "0", "303030303030"),
                // variable, but always at its maximum on the wire
                vector("type: ans..8, prefix: ascii, pad: { to-maximum: true }", "abc", "3033" + "6162632020202020"),
                vector(
                        "type: ans..8, encoding: ebcdic, prefix: bcd, pad: { to-maximum: true, side: left, fill: '-' }",
                        "abc",
                        "03" + "6060606060818283"));
    }

    static Stream<Arguments> signedAmounts() {
        return Stream.of(
                // signed amounts: C and D in front, in EBCDIC, over packed digits, punched over the last digit
                vector("type: x+n5", "D00015", "443030303135"),
                vector("type: x+n5, encoding: ebcdic", "D00015", "C4F0F0F0F1F5"),
                vector("type: x+n5, encoding: bcd", "D00015", "44000015"),
                vector("type: x+n5, encoding: bcd-ebcdic-sign", "C00015", "C3000015"),
                // an odd number of digits behind the sign leaves a nibble too, on either side, 0 or F
                vector("type: x+n3, encoding: bcd", "D123", "440123"),
                vector("type: x+n3, encoding: bcd, filler: f", "D123", "44F123"),
                vector("type: x+n3, encoding: bcd, odd-digits: right", "D123", "441230"),
                vector("type: x+n3, encoding: bcd, odd-digits: right, filler: f", "D123", "44123F"),
                vector("type: x+n1, encoding: bcd, odd-digits: right", "C7", "4370"),
                vector("type: x+n11, encoding: bcd, odd-digits: right", "C12345678901", "43123456789010"),
                vector("type: x+n3, encoding: bcd-ebcdic-sign, odd-digits: right", "D123", "C41230"),
                vector("type: x+n5, encoding: overpunched", "C00015", "3030303145"),
                vector("type: x+n5, encoding: overpunched", "D00010", "303030317D"),
                vector("type: x+n5, encoding: overpunched-ebcdic", "C00015", "F0F0F0F1C5"),
                vector("type: x+n5, encoding: overpunched-ebcdic", "D00010", "F0F0F0F1D0"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource({"vectors", "signedAmounts"})
    void shouldReadAndWriteTheVector(String declaration, byte[] neutral, byte[] wire) throws Exception {
        Dialect dialect = dialect(declaration);
        byte[] message = new byte[10 + wire.length];
        System.arraycopy(hex(HEADER), 0, message, 0, 10);
        System.arraycopy(wire, 0, message, 10, wire.length);

        byte[] target = new byte[message.length];
        MessageWriter writer = new MessageWriter().begin(dialect, 0x0100).set(3, neutral, 0, neutral.length);
        int length = writer.encode(target, 0, target.length);
        assertThat(writer.failedElement()).isNegative();
        assertThat(HexFormat.of().withUpperCase().formatHex(target, 0, length))
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(message));

        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        byte[] read = new byte[view.neutralLength(3)];
        view.copy(3, read, 0);
        assertThat(read).isEqualTo(neutral);
        for (int i = 0; i < read.length; i++) {
            assertThat(view.neutralByte(3, i)).isEqualTo(neutral[i] & 0xFF);
        }

        length = writer.begin(dialect, 0x0100, view).encode(target, 0, target.length);
        assertThat(Arrays.copyOf(target, length)).isEqualTo(message);
        for (int end = 0; end < message.length; end++) {
            assertThat(view.decode(dialect, message, 0, end))
                    .as("cut at %d", end)
                    .isFalse();
        }
    }

    @Test
    void shouldRefuseWhatTheFormCannotHold() throws Exception {
        refused("type: x+n5, encoding: overpunched", "3030303135", DecodeError.Cause.WRONG_CHARACTER);
        // the filling of a signed amount is where the dialect says, and 0 or F
        refused("type: x+n3, encoding: bcd, odd-digits: right", "440123", DecodeError.Cause.WRONG_CHARACTER);
        refused("type: x+n3, encoding: bcd", "441230", DecodeError.Cause.WRONG_CHARACTER);
        refused("type: x+n3, encoding: bcd, odd-digits: right", "4412A0", DecodeError.Cause.WRONG_CHARACTER);
        refused("type: n6, encoding: ebcdic", "F0F0F0F0F4C1", DecodeError.Cause.WRONG_CHARACTER);
        refused("type: b16, encoding: hex-ebcdic", "C1F7C6C7", DecodeError.Cause.WRONG_CHARACTER);
        refused("type: ans..99, prefix: hex", "305A", DecodeError.Cause.LENGTH_UNREADABLE);
        refused("type: ans..99, prefix: ebcdic", "F0C1", DecodeError.Cause.LENGTH_UNREADABLE);
        // the indefinite form, and more length bytes than any frame needs
        refused("type: ans...999, prefix: ber", "80", DecodeError.Cause.LENGTH_UNREADABLE);
        refused("type: ans...999, prefix: ber", "84000000016100", DecodeError.Cause.LENGTH_UNREADABLE);
        refused("type: ans...999, prefix: ber", "8203E8", DecodeError.Cause.LENGTH_OVER_MAXIMUM);
        // a length that counts itself cannot be shorter than itself
        refused("type: ans..90, prefix: ascii, inclusive: true", "3031", DecodeError.Cause.LENGTH_UNREADABLE);
        refused(
                "type: n6, pad: { side: left, fill: ' ', trim: true }",
                "202034203432",
                DecodeError.Cause.WRONG_CHARACTER);
    }

    /** Each writing of a prefix, of each width: the most that it shows is taken, one more is not. */
    @ParameterizedTest(name = "{0} of {1} bytes shows {2}")
    @CsvSource({
        "ascii, 1, 9",
        "ascii, 2, 99",
        "ebcdic, 1, 9",
        "ebcdic, 3, 999",
        "bcd, 1, 99",
        "bcd, 2, 9999",
        "binary, 1, 255",
        "binary, 2, 65535",
        "hex, 1, 15",
        "hex, 2, 255",
        "hex-ebcdic, 1, 15",
    })
    void shouldRefuseAMaximumThatThePrefixCannotShow(String prefix, int bytes, int most) {
        String form = "type: ans......%d, prefix: " + prefix + ", prefix-bytes: " + bytes;
        assertThatCode(() -> dialect(form.formatted(most))).doesNotThrowAnyException();
        assertThatThrownBy(() -> dialect(form.formatted(most + 1)))
                .hasMessage("test.yaml:7:14 elements.3.type: its length prefix cannot show " + (most + 1));
        assertThatThrownBy(() -> dialect(form.formatted(most) + ", inclusive: true"))
                .hasMessage("test.yaml:7:14 elements.3.type: its length prefix cannot show " + (most + bytes));
        assertThatCode(() -> dialect(form.formatted(most - bytes) + ", inclusive: true"))
                .doesNotThrowAnyException();
    }

    /** 50 bytes are 100 hex digits, which two digits cannot count: the message would be cut at 00. */
    @Test
    void shouldRefuseAPrefixTooNarrowForTheDigitsItCounts() {
        assertThatThrownBy(() -> dialect("type: b..50, encoding: hex, counts: bytes"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("elements.3.type: its length prefix cannot show 100");
        assertThatCode(() -> dialect("type: b..49, encoding: hex, counts: bytes"))
                .doesNotThrowAnyException();
        assertThatCode(() -> dialect("type: b..99, encoding: hex, counts: characters"))
                .doesNotThrowAnyException();
        String packed = "encoding: bcd, filler: f, counts: bytes, prefix: ascii, prefix-bytes: 2";
        assertThatCode(() -> dialect("type: n...198, " + packed)).doesNotThrowAnyException();
        assertThatThrownBy(() -> dialect("type: n...199, " + packed))
                .hasMessageContaining("elements.3.type: its length prefix cannot show 100");
    }

    private static void refused(String declaration, String wire, DecodeError.Cause cause) throws Exception {
        byte[] message = hex(HEADER + wire);
        MessageView view = new MessageView();
        assertThat(view.decode(dialect(declaration), message, 0, message.length))
                .isFalse();
        assertThat(view.error().cause()).as(declaration).isEqualTo(cause);
        assertThat(view.error().de()).isEqualTo(3);
        assertThat(view.error().offset()).isEqualTo(10);
    }

    private static Dialect dialect(String declaration) throws Exception {
        return Messages.dialect("version: 1987\nmti: bcd\nbitmap: binary\nprefix: ascii\nencodings: { b: binary }\n"
                + "elements:\n  3: { " + declaration + " }\n  39: { type: an2 }\n");
    }

    private static Arguments vector(String declaration, String neutral, String wire) {
        return Arguments.of(declaration, neutral.getBytes(StandardCharsets.ISO_8859_1), hex(wire));
    }
}
