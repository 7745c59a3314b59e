package io.wasl.codec;

import static io.wasl.codec.Messages.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every {@link FieldVector} read, written, rewritten and cut; and what the forms refuse.
 */
final class FieldFormsTest {

    private static final String HEADER = "01002000000000000000";

    static List<FieldVector> vectors() {
        return FieldVectors.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("vectors")
    void shouldReadAndWriteTheVector(FieldVector vector) throws Exception {
        Dialect dialect = vector.dialect();
        byte[] message = new byte[10 + vector.wire().length];
        System.arraycopy(hex(HEADER), 0, message, 0, 10);
        System.arraycopy(vector.wire(), 0, message, 10, vector.wire().length);

        byte[] target = new byte[message.length];
        MessageWriter writer =
                new MessageWriter().begin(dialect, 0x0100).set(3, vector.given(), 0, vector.given().length);
        int length = writer.encode(target, 0, target.length);
        assertThat(writer.failedElement()).isNegative();
        assertThat(HexFormat.of().withUpperCase().formatHex(target, 0, length))
                .isEqualTo(HexFormat.of().withUpperCase().formatHex(message));

        MessageView view = new MessageView();
        assertThat(view.decode(dialect, message, 0, message.length)).isTrue();
        byte[] read = new byte[view.neutralLength(3)];
        view.copy(3, read, 0);
        assertThat(read).isEqualTo(vector.read());
        for (int i = 0; i < read.length; i++) {
            assertThat(view.neutralByte(3, i)).isEqualTo(vector.read()[i] & 0xFF);
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

    static Dialect dialect(String declaration) throws ConfigException {
        return Messages.dialect("version: 1987\nmti: bcd\nbitmap: binary\nprefix: ascii\nencodings: { b: binary }\n"
                + "elements:\n  3: { " + declaration + " }\n  39: { type: an2 }\n");
    }
}
