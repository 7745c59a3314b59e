package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A message passed on in another dialect has the bytes that its elements have when each is set by its neutral form, and is
 * refused where that is: over every pair of element forms, whatever short way a pair goes.
 */
final class TranscodeTest {

    private static final List<String> FORMS = List.of(
            "{ type: n6 }",
            "{ type: n5, encoding: bcd }",
            "{ type: n6, encoding: bcd }",
            "{ type: n6, encoding: ebcdic }",
            "{ type: n8, encoding: bcd }",
            "{ type: n..6, prefix: ascii }",
            "{ type: n..8, encoding: bcd, prefix: bcd }",
            "{ type: n..5, encoding: bcd, prefix: binary }",
            "{ type: an6 }",
            "{ type: an6, encoding: ebcdic }",
            "{ type: an8 }",
            "{ type: ans6 }",
            "{ type: ans8, encoding: ebcdic-1047 }",
            "{ type: ans8, pad: { trim: true } }",
            "{ type: n8, pad: { trim: true } }",
            "{ type: ans..6, prefix: ebcdic }",
            "{ type: ans..9, encoding: ebcdic, prefix: binary }",
            "{ type: any..9, prefix: ascii }",
            "{ type: any6 }",
            "{ type: z..9, prefix: ascii }",
            "{ type: z..9, encoding: bcd, prefix: bcd }",
            "{ type: b48, encoding: hex }",
            "{ type: b48, encoding: binary }",
            "{ type: b..6, encoding: hex-ebcdic, prefix: ascii }",
            "{ type: x+n5 }",
            "{ type: x+n5, encoding: bcd }");

    private static final List<String> VALUES = List.of(
            "1",
            "12",
            "00000",
            "12345",
            "000000",
            "123456",
            "1234567",
            "12345678",
            "A",
            "AB 12",
            "ABCDEF",
            "abc   ",
            "AB12  ",
            "        ",
            "AB-12+",
            "ABCDEFGH",
            "12=34",
            "12D34",
            "C00001",
            "D12345",
            "\u0001\u00ff\u0000",
            "ABCDEFGHI");

    private final Random random = new Random(20261122);

    @Test
    void shouldWriteWhatSettingEachElementWrites() throws Exception {
        Dialect[] dialects = new Dialect[FORMS.size()];
        for (int i = 0; i < dialects.length; i++) {
            dialects[i] = dialect(FORMS.get(i));
        }
        int passed = 0;
        int refused = 0;
        for (Dialect from : dialects) {
            for (String value : values()) {
                byte[] message = set(from, value.getBytes(StandardCharsets.ISO_8859_1));
                for (Dialect to : message.length == 0 ? new Dialect[0] : dialects) {
                    MessageView view = new MessageView();
                    assertThat(view.decode(from, message, 0, message.length)).isTrue();
                    byte[] neutral = new byte[view.neutralLength(44)];
                    view.copy(44, neutral, 0);
                    byte[] expected = from == to ? message : set(to, neutral);
                    assertThat(passedOn(to, view))
                            .as("%s from %s to %s", Arrays.toString(neutral), from, to)
                            .isEqualTo(expected);
                    passed += expected.length == 0 ? 0 : 1;
                    refused += expected.length == 0 ? 1 : 0;
                }
            }
        }
        assertThat(passed).as("passed on").isGreaterThan(2000);
        assertThat(refused).as("refused").isGreaterThan(1000);
    }

    private List<String> values() {
        List<String> values = new java.util.ArrayList<>(VALUES);
        for (int i = 0; i < 10; i++) {
            values.add(random.ints(6, '0', '9' + 1)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString());
        }
        return values;
    }

    private static Dialect dialect(String element) throws Exception {
        return Dialects.parse(element, "form.yaml", """
                version: 1987
                mti: ascii
                bitmap: hex
                prefix: ascii
                encodings: { b: hex }
                elements:
                  39: { type: an2, encoding: ascii }
                  44: %s
                """.formatted(element));
    }

    /** Empty when the dialect cannot hold it. */
    private static byte[] set(Dialect dialect, byte[] neutral) {
        return encoded(new MessageWriter().begin(dialect, 0x0110).set(44, neutral, 0, neutral.length));
    }

    private static byte[] passedOn(Dialect to, MessageView view) {
        return encoded(new MessageWriter().begin(to, 0x0110, view));
    }

    private static byte[] encoded(MessageWriter writer) {
        byte[] target = new byte[256];
        int length = writer.encode(target, 0, target.length);
        return length < 0 ? new byte[0] : Arrays.copyOf(target, length);
    }
}
