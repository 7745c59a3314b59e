package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CaptureReaderTest {

    private static final byte[] STREAM = Captured.length2(Captured.REQUEST, Captured.ECHO);

    @Test
    void shouldReadHexHoweverItIsParted() {
        String hex = Captured.hex(STREAM);
        assertThat(one(hex)).isEqualTo(STREAM);
        assertThat(one(hex.toUpperCase(java.util.Locale.ROOT) + "\n")).isEqualTo(STREAM);
        assertThat(one(hex.replaceAll("(..)", "$1 "))).isEqualTo(STREAM);
        assertThat(one(hex.replaceAll("(..)(?=.)", "$1:"))).isEqualTo(STREAM);
        assertThat(one(hex.replaceAll("(..)(?=.)", "0x$1, ").replaceAll("(..)$", "0x$1")))
                .isEqualTo(STREAM);
        assertThat(one(hex.replaceAll("(.{64})", "$1\n"))).isEqualTo(STREAM);
    }

    @Test
    void shouldReadArraysOfC() {
        String bytes = Captured.hex(STREAM)
                .replaceAll("(..)", "0x$1, ")
                .replaceAll("(.{72})", "$1\n  ")
                .strip();
        String xxd = "unsigned char one_bin[] = {\n  %s\n};\nunsigned int one_bin_len = 105;\n";
        String without = bytes.substring(0, bytes.length() - 1);

        assertThat(one(bytes)).isEqualTo(STREAM);
        assertThat(one("{ " + bytes + " }")).isEqualTo(STREAM);
        assertThat(one(xxd.formatted(without))).isEqualTo(STREAM);
        assertThat(one(xxd.formatted("/* length **/ 0x0, 0X37, // then\n0x30"))).containsExactly(0, 0x37, 0x30);
        assertThat(read(xxd.formatted(without) + xxd.formatted("0x08, 0x00,")))
                .extracting(CapturePiece::from)
                .containsExactly("array 1", "array 2");
        for (String other : List.of("0x30, , 0x31", "0x300", "0x30 0x31", "'0', '1'", "", "/* 0x30")) {
            assertThat(CaptureReader.read(Captured.ascii(xxd.formatted(other)), CaptureForm.HEX))
                    .as(other)
                    .isEmpty();
        }
    }

    @Test
    void shouldReadParagraphsAsPieces() {
        List<CapturePiece> pieces = read("0800\n8220\n\n \n0810\n");

        assertThat(pieces).extracting(CapturePiece::from).containsExactly("paragraph 1", "paragraph 2");
        assertThat(pieces.get(0).bytes()).containsExactly(8, 0, 0x82, 0x20);
        assertThat(pieces.get(1).bytes()).containsExactly(8, 0x10);
    }

    @Test
    void shouldReadBase64OfEitherAlphabet() {
        byte[] bytes = {(byte) 0xFB, (byte) 0xEF, (byte) 0xFF, 0, 1};
        assertThat(one(Base64.getEncoder().encodeToString(STREAM))).isEqualTo(STREAM);
        assertThat(one(Base64.getMimeEncoder().encodeToString(STREAM))).isEqualTo(STREAM);
        assertThat(one(Base64.getUrlEncoder().encodeToString(bytes))).isEqualTo(bytes);
        assertThat(one(Base64.getEncoder().withoutPadding().encodeToString(bytes)))
                .isEqualTo(bytes);
    }

    @Test
    void shouldTakeAnythingElseForTheBytesThemselves() {
        assertThat(CaptureReader.read(STREAM, CaptureForm.AUTO).get(0).bytes()).isEqualTo(STREAM);
        // Four digits and letters could be base64, but no message begins with what they would be.
        assertThat(one("0100B238448108A1TERM")).isEqualTo(Captured.ascii("0100B238448108A1TERM"));
        assertThat(CaptureReader.read(Captured.ascii("30"), CaptureForm.BINARY)
                        .get(0)
                        .bytes())
                .containsExactly('3', '0');
        assertThat(CaptureReader.read(new byte[0], CaptureForm.AUTO)).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNotOfTheFormThatWasNamed() {
        for (String text : List.of("0", "0g", "", "00 0")) {
            assertThat(CaptureReader.read(Captured.ascii(text), CaptureForm.HEX))
                    .as(text)
                    .isEmpty();
        }
        assertThat(CaptureReader.read(Captured.ascii("a.b"), CaptureForm.BASE64))
                .isEmpty();
        assertThat(CaptureReader.read(Captured.ascii("0800 8220"), CaptureForm.DUMP))
                .isEmpty();
    }

    @Test
    void shouldReadTheDumpsOfEachTool() {
        assertThat(one(Captured.hexdump(STREAM))).isEqualTo(STREAM);
        assertThat(one(Captured.xxd(STREAM))).isEqualTo(STREAM);
        assertThat(one(Captured.wireshark("", STREAM, 0))).isEqualTo(STREAM);
        assertThat(one(Captured.wireshark("", STREAM, 0).replaceAll("(?m)^0000", "")))
                .isEqualTo(STREAM);
        assertThat(one(Captured.hexdump(STREAM)
                        .replaceAll("(?m)^00(.{6}) ", "$1")
                        .replaceAll("(?m)^(.{30}) ", "$1")
                        .replaceAll("\\|(.*)\\|", ">$1<")))
                .isEqualTo(STREAM);
        assertThat(one(Captured.xxd(STREAM).toUpperCase(java.util.Locale.ROOT))).isEqualTo(STREAM);
    }

    /** What stands beside the bytes looks like bytes itself. */
    @Test
    void shouldNotTakeTextForBytes() {
        byte[] digits = Captured.ascii("0100 100 41 42 43 00112233  4455");
        for (int length = 1; length <= digits.length; length++) {
            byte[] bytes = Arrays.copyOf(digits, length);
            assertThat(one(Captured.hexdump(bytes))).as("hexdump %d", length).isEqualTo(bytes);
            assertThat(one(Captured.xxd(bytes))).as("xxd %d", length).isEqualTo(bytes);
            assertThat(one(Captured.wireshark("", bytes, 0)))
                    .as("wireshark %d", length)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void shouldReadDumpsOfAnyBytes() {
        long seed = 11;
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = new byte[1 + random.nextInt(200)];
            for (int k = 0; k < bytes.length; k++) {
                bytes[k] = (byte)
                        (random.nextInt(3) == 0 ? random.nextInt(256) : "0123 456789abcdef".charAt(random.nextInt(17)));
            }
            assertThat(one(Captured.hexdump(bytes)))
                    .as("hexdump, seed %d, run %d", seed, i)
                    .isEqualTo(bytes);
            assertThat(one(Captured.xxd(bytes)))
                    .as("xxd, seed %d, run %d", seed, i)
                    .isEqualTo(bytes);
            assertThat(one(Captured.wireshark("", bytes, 0)))
                    .as("wireshark, seed %d, run %d", seed, i)
                    .isEqualTo(bytes);
        }
    }

    @Test
    void shouldFillInTheLinesThatHexdumpLeavesOut() {
        byte[] bytes = new byte[100];
        bytes[99] = 7;
        String full = Captured.hexdump(bytes);
        String squeezed = full.lines().findFirst().orElseThrow() + "\n*\n" + full.substring(full.indexOf("00000060"));

        assertThat(one(squeezed)).isEqualTo(bytes);
        assertThat(one(Captured.hexdump(new byte[16]).replace("00000010", "*\n00000040")))
                .isEqualTo(new byte[64]);
        // A forged offset costs nothing.
        assertThat(read("00000000  00 00\n*\nfffffffe  01\n"))
                .extracting(piece -> piece.bytes().length)
                .containsExactly(2, 1);
    }

    @Test
    void shouldPutTcpTogetherInTheOrderOfItsSequenceNumbers() {
        byte[] first = Arrays.copyOfRange(STREAM, 0, 50);
        byte[] second = Arrays.copyOfRange(STREAM, 50, 80);
        byte[] third = Arrays.copyOfRange(STREAM, 80, STREAM.length);
        byte[] answer = Captured.length2(Captured.ECHO);
        int start = -40; // turns round in the middle
        String text = Captured.tcpdump(Captured.packet(false, start, first))
                + Captured.tcpdump(Captured.packet(true, 9, answer))
                + Captured.tcpdump(Captured.packet(false, start + 80, third))
                + Captured.tcpdump(Captured.packet(false, start, first))
                + Captured.tcpdump(Captured.packet(true, 9 + answer.length, new byte[0]))
                + Captured.tcpdump(
                        Captured.packet(false, start + 40, concat(Arrays.copyOfRange(STREAM, 40, 50), second)));

        List<CapturePiece> pieces = read(text);

        assertThat(pieces)
                .extracting(CapturePiece::from)
                .containsExactly("10.0.0.1:40000 to 10.0.0.2:8583", "10.0.0.2:8583 to 10.0.0.1:40000");
        assertThat(pieces.get(0).bytes()).isEqualTo(STREAM);
        assertThat(pieces.get(1).bytes()).isEqualTo(answer);
    }

    @Test
    void shouldPartAStreamWhereSomethingIsMissing() {
        String text = Captured.tcpdump(Captured.packet(false, 100, new byte[] {1, 2}))
                + Captured.tcpdump(Captured.packet(false, 103, new byte[] {3}));

        assertThat(read(text)).extracting(piece -> piece.bytes().length).containsExactly(2, 1);
    }

    @Test
    void shouldFindIpBehindEthernetAndTakeOffItsFilling() {
        byte[] packet = Captured.packet(false, 1, new byte[] {1, 2});
        byte[] ethernet = concat(concat(new byte[12], new byte[] {8, 0}), concat(packet, new byte[4]));

        assertThat(read(Captured.hexdump(ethernet)).get(0).bytes()).containsExactly(1, 2);
        assertThat(read(Captured.xxd(concat(new byte[] {2, 0, 0, 0}, packet)))
                        .get(0)
                        .from())
                .startsWith("10.0.0.1:40000");
    }

    @Test
    void shouldReadBothDirectionsOfAFollowedStream() {
        byte[] asked = Captured.length2(Captured.ECHO, Captured.REQUEST);
        byte[] answered = Captured.length2(Captured.ECHO);
        String text = Captured.wireshark("", Arrays.copyOf(asked, 64), 0)
                + Captured.wireshark("    ", Arrays.copyOf(answered, 32), 0)
                + Captured.wireshark("", Arrays.copyOfRange(asked, 64, asked.length), 64)
                + Captured.wireshark("    ", Arrays.copyOfRange(answered, 32, answered.length), 32);

        assertThat(read(text)).extracting(CapturePiece::bytes).containsExactly(asked, answered);
    }

    @Test
    void shouldEndOnAnyInput() {
        long seed = 12;
        Random random = new Random(seed);
        String letters = "0123456789abcdef  :|*\n\n\t.xG4500";
        for (int i = 0; i < 3_000; i++) {
            StringBuilder text = new StringBuilder(random.nextInt(3) == 0 ? "00000000  " : "");
            for (int k = random.nextInt(300); k > 0; k--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            for (CaptureForm form : CaptureForm.values()) {
                assertThat(CaptureReader.read(text.toString().getBytes(StandardCharsets.ISO_8859_1), form))
                        .as("seed %d, run %d, %s", seed, i, form)
                        .allMatch(piece -> piece.bytes().length > 0);
            }
            byte[] packet = Captured.packet(false, 1, new byte[random.nextInt(40)]);
            for (int k = random.nextInt(6); k > 0; k--) {
                packet[random.nextInt(packet.length)] = (byte) random.nextInt(256);
            }
            int length = random.nextInt(packet.length + 1);
            assertThat(TcpSegment.parse(Arrays.copyOf(packet, length))).isNotNull();
        }
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }

    private static List<CapturePiece> read(String text) {
        return CaptureReader.read(text.getBytes(StandardCharsets.ISO_8859_1), CaptureForm.AUTO);
    }

    private static byte[] one(String text) {
        List<CapturePiece> pieces = read(text);
        assertThat(pieces).hasSize(1);
        return pieces.get(0).bytes();
    }
}
