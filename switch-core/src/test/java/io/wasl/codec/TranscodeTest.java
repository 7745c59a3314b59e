package io.wasl.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A message passed on in another dialect has the bytes that its elements have when each is set by its neutral form, and is
 * refused where that is: over every pair of element forms, whatever short way a pair goes.
 */
final class TranscodeTest {

    /** Side by side, over the border between two bitmaps. */
    private static final int[] ELEMENTS = {58, 59, 60, 61, 62, 63, 66, 67, 68};

    private static final List<String> FORMS = List.of(
            "{ type: n6 }",
            "{ type: n5 }",
            "{ type: n5, encoding: bcd }",
            "{ type: n5, encoding: bcd, odd-digits: right, filler: f }",
            "{ type: n5, encoding: ebcdic }",
            "{ type: n6, encoding: bcd }",
            "{ type: n6, encoding: ebcdic }",
            "{ type: n6, encoding: ebcdic-1047 }",
            "{ type: n8, encoding: bcd }",
            "{ type: n8 }",
            "{ type: n..6, prefix: ascii }",
            "{ type: n..8, encoding: bcd, prefix: bcd }",
            "{ type: n..5, encoding: bcd, prefix: binary }",
            "{ type: an6 }",
            "{ type: an6, encoding: ebcdic }",
            "{ type: an8 }",
            "{ type: ans6 }",
            "{ type: ans6, encoding: ebcdic }",
            "{ type: ans6, encoding: ebcdic-1047 }",
            "{ type: ans8, encoding: ebcdic-1047 }",
            "{ type: ans8, pad: { trim: true } }",
            "{ type: n8, pad: { trim: true } }",
            "{ type: ans..6, prefix: ebcdic }",
            "{ type: ans..9, encoding: ebcdic, prefix: binary }",
            "{ type: any..9, prefix: ascii }",
            "{ type: any6 }",
            "{ type: z..9, prefix: ascii }",
            "{ type: z..9, encoding: bcd, prefix: bcd }",
            "{ type: z..9, encoding: ebcdic, prefix: ebcdic }",
            "{ type: z..9, encoding: ebcdic, prefix: binary }",
            "{ type: b48, encoding: hex }",
            "{ type: b48, encoding: binary }",
            "{ type: b..6, encoding: hex-ebcdic, prefix: ascii }",
            "{ type: x+n5 }",
            "{ type: x+n5, encoding: bcd }",
            "{ type: x+n5, encoding: bcd, odd-digits: right, filler: f }",
            "{ type: x+n5, encoding: bcd-ebcdic-sign, odd-digits: right }",
            "{ type: x+n5, encoding: overpunched }");

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
            "[^]!|{",
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

    /** Elements side by side pass as one where their bytes change in one way; what is set or taken out breaks that. */
    @Test
    void shouldWriteTheSameWhateverStandsSideBySide() throws Exception {
        MessageWriter reused = new MessageWriter();
        int passed = 0;
        for (int round = 0; round < 400; round++) {
            String[] shared = forms();
            Dialect from = dialect(ELEMENTS, shared, "from " + round);
            Dialect to = dialect(ELEMENTS, forms(shared), "to " + round);
            for (int message = 0; message < 40; message++) {
                passed += passOn(reused, from, to, round) ? 1 : 0;
            }
        }
        assertThat(passed).as("passed on").isGreaterThan(8_000);
    }

    private boolean passOn(MessageWriter reused, Dialect from, Dialect to, int round) {
        byte[] received = received(from);
        MessageView view = new MessageView();
        assertThat(view.decode(from, received, 0, received.length)).isTrue();
        MessageWriter expected = new MessageWriter().begin(to, 0x0110);
        MessageWriter passing = reused.begin(to, 0x0110, view);
        for (int de : ELEMENTS) {
            int choice = random.nextInt(12);
            byte[] value = "123456".getBytes(StandardCharsets.US_ASCII);
            if (choice == 0) {
                expected.set(de, value, 0, value.length);
                passing.set(de, value, 0, value.length);
            } else if (choice == 1) {
                passing.remove(de);
            } else if (view.has(de)) {
                byte[] neutral = new byte[view.neutralLength(de)];
                view.copy(de, neutral, 0);
                expected.set(de, neutral, 0, neutral.length);
            }
        }
        byte[] wanted = encoded(expected);
        assertThat(encoded(passing)).as("round %d, %s to %s", round, from, to).isEqualTo(wanted);
        return wanted.length != 0;
    }

    /** Of elements that the dialect can hold, about four of five. */
    private byte[] received(Dialect from) {
        MessageWriter writer = new MessageWriter().begin(from, 0x0110);
        for (int de : ELEMENTS) {
            byte[] value = VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.ISO_8859_1);
            for (int attempt = 0; attempt < 20 && !holds(from, de, value); attempt++) {
                value = VALUES.get(random.nextInt(VALUES.size())).getBytes(StandardCharsets.ISO_8859_1);
            }
            if (random.nextInt(5) != 0 && holds(from, de, value)) {
                writer.set(de, value, 0, value.length);
            }
        }
        byte[] message = encoded(writer);
        if (random.nextBoolean()) {
            separateByLetter(message);
        }
        return message;
    }

    /** Track data may have D for its separator, which no writer writes. */
    private static void separateByLetter(byte[] message) {
        for (int i = 0; i < message.length; i++) {
            message[i] = message[i] == '=' ? (byte) 'D' : message[i] == 0x7E ? (byte) 0xC4 : message[i];
        }
    }

    /** They are found by their bitmaps among a few, where many fall on one place. */
    @ParameterizedTest
    @ValueSource(ints = {50, 66})
    void shouldTellPassagesApart(int first) throws Exception {
        int[] elements = IntStream.range(first, first + 9).toArray();
        String[] forms = new String[elements.length];
        Arrays.fill(forms, "{ type: n6 }");
        Dialect from = dialect(elements, forms, "ascii");
        Arrays.fill(forms, "{ type: n6, encoding: bcd }");
        Dialect to = dialect(elements, forms, "binary");
        MessageWriter reused = new MessageWriter();
        byte[] all = message(from, elements, -1);
        byte[] none = message(from, elements, 0);
        MessageView view = new MessageView();
        for (int subset = 0; subset < 1 << elements.length; subset++) {
            byte[] expected = message(to, elements, subset);
            assertThat(view.decode(from, all, 0, all.length)).isTrue();
            reused.begin(to, 0x0110, view);
            for (int i = 0; i < elements.length; i++) {
                if ((subset >> i & 1) == 0) {
                    reused.remove(elements[i]);
                }
            }
            assertThat(encoded(reused)).as("subset %d kept", subset).isEqualTo(expected);

            assertThat(view.decode(from, none, 0, none.length)).isTrue();
            reused.begin(to, 0x0110, view);
            setAll(reused, elements, subset);
            assertThat(encoded(reused)).as("subset %d set", subset).isEqualTo(expected);
        }
    }

    private static byte[] message(Dialect dialect, int[] elements, int subset) {
        return encoded(setAll(new MessageWriter().begin(dialect, 0x0110).setText(39, "00"), elements, subset));
    }

    private static MessageWriter setAll(MessageWriter writer, int[] elements, int subset) {
        for (int i = 0; i < elements.length; i++) {
            if ((subset >> i & 1) != 0) {
                writer.setText(elements[i], "123456");
            }
        }
        return writer;
    }

    private static boolean holds(Dialect dialect, int de, byte[] value) {
        return encoded(new MessageWriter().begin(dialect, 0x0110).set(de, value, 0, value.length)).length != 0;
    }

    /** Often the same form several times, as elements of one class have. */
    private String[] forms() {
        String[] forms = new String[ELEMENTS.length];
        for (int i = 0; i < forms.length; i++) {
            boolean again = i > 0 && random.nextInt(3) != 0;
            forms[i] = again ? forms[i - 1] : FORMS.get(random.nextInt(FORMS.size()));
        }
        return forms;
    }

    /** Forms that can mostly hold what the others hold: of the same class and length, where there is one. */
    private String[] forms(String[] others) {
        String[] forms = new String[others.length];
        for (int i = 0; i < forms.length; i++) {
            String type = type(others[i]);
            List<String> alike =
                    FORMS.stream().filter(form -> type(form).equals(type)).toList();
            boolean again = i > 0 && others[i].equals(others[i - 1]) && random.nextInt(3) != 0;
            forms[i] = again ? forms[i - 1] : alike.get(random.nextInt(alike.size()));
        }
        return forms;
    }

    private static String type(String form) {
        return form.replaceAll(".*type: ([^ ,]+).*", "$1");
    }

    private static Dialect dialect(int[] elements, String[] forms, String name) throws Exception {
        StringBuilder text = new StringBuilder("""
                version: 1987
                mti: ascii
                bitmap: hex
                prefix: ascii
                encodings: { b: hex }
                elements:
                  39: { type: an2, encoding: ascii }
                """);
        for (int i = 0; i < forms.length; i++) {
            text.append("  ").append(elements[i]).append(": ").append(forms[i]).append('\n');
        }
        return Dialects.parse(name, "forms.yaml", text.toString());
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
        return dialect(new int[] {44}, new String[] {element}, element);
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
