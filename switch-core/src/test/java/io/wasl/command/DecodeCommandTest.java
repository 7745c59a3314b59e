package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DecodeCommandTest {

    private static final String PRINTED_REQUEST = """
            0100  authorization request  iso87-ascii
                  0  MTI                                                                 30313030
                  4  bitmap                                                              37303030 30303030 32303830 31303030
                 20  DE   2  primary account number                 4288 12** **** 1231  3136:******** ******** ******** ********
                 38  DE   3  processing code                        000000               30303030 3030
                 44  DE   4  amount, transaction                    000000001250         30303030 30303030 31323530
                 56  DE  35  track 2 data                           (track data)         3231:******** ******** ******** ******** ******** **
                 79  DE  41  card acceptor terminal identification  TERM0001             5445524d 30303031
                 87  DE  52  personal identification number data    (PIN block)          ******** ******** ******** ********
            """;

    private static final String PRINTED_ECHO = """
            0800  network management request  iso87-ascii
                  0  MTI                                                      30383030
                  4  bitmap                                                   38323230 30303030 30303030 30303030 30343030 30303030 …
                 36  DE   7  transmission date and time           1122040000  31313232 30343030 3030
                 46  DE  11  systems trace audit number           000001      30303030 3031
                 52  DE  70  network management information code  301         333031
            """;

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void makeShell() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void shouldSayThatAFolderIsNoMessage() {
        assertThat(shell.run("decode", "-d", "iso87-ascii", folder.toString()))
                .isEqualTo(new Ended(1, "", "wasl: DIR is a folder; give one of its files\n"));
    }

    @Test
    void shouldPrintAMessageMaskedWithPlacesAndBytes() {
        assertThat(decode(Captured.hex(Captured.REQUEST))).isEqualTo(new Ended(0, PRINTED_REQUEST, ""));
    }

    @Test
    void shouldPrintASecondBitmapWithTheFirst() {
        assertThat(decode(Captured.hex(Captured.ECHO))).isEqualTo(new Ended(0, PRINTED_ECHO, ""));
    }

    @Test
    void shouldPrintSeveralFramesOfOneStream() {
        String stream = Captured.hex(Captured.length2(Captured.REQUEST, Captured.ECHO));
        Ended ended = decode(stream, "--framing", "length-2");

        assertThat(ended.err()).isEmpty();
        assertThat(ended.status()).isZero();
        assertThat(ended.out())
                .startsWith("message 1, a frame of 105 bytes at 0\n" + PRINTED_REQUEST
                        + "\nmessage 2, a frame of 57 bytes at 105\n0800  network management request  iso87-ascii\n")
                .contains("DE  70  network management information code  301");
    }

    @Test
    void shouldSayWhatIsNoWholeFrame() {
        String stream = Captured.hex(Captured.length2(Captured.ECHO, Captured.ECHO));

        assertThat(decode(stream.substring(0, 20), "--framing", "length-2"))
                .isEqualTo(new Ended(1, "", "the frame is not whole: 10 bytes of 57\n"));
        Ended ended = decode(stream.substring(0, 116), "--framing", "length-2");
        assertThat(ended.err()).isEqualTo("the frame is not whole: 1 byte at 57\n");
        assertThat(ended.out()).startsWith("0800");
        assertThat(decode("0000" + stream, "--framing", "length-2").err()).isEqualTo("damaged frame: zero length\n");
        assertThat(decode(Captured.hex("0000" + "0055" + Captured.ECHO), "--framing", "ascii-4"))
                .matches(end -> end.status() == 0 && end.out().contains("1 frame of length zero, without a message"));
    }

    @Test
    void shouldPrintTheHeaderThatStandsBeforeAMessage() {
        String tpdu = "003c" + "6012345678" + Captured.hex(Captured.ECHO);
        assertThat(decode(tpdu, "--framing", "length-2-tpdu").out()).startsWith("header  6012345678\n0800");
        assertThat(decode(Captured.hex("0067ISO025000055" + Captured.ECHO), "--framing", "ascii-4+iso")
                        .out())
                .startsWith("header  49534f303235303030303535\n0800");
    }

    @Test
    void shouldReadFilesArgumentsAndDumps() throws IOException {
        byte[] stream = Captured.length2(Captured.REQUEST);
        Path binary = Files.write(folder.resolve("one.bin"), stream);
        Path dump = Files.writeString(folder.resolve("one.txt"), Captured.tcpdump(Captured.packet(false, 7, stream)));
        String base64 = Base64.getEncoder().encodeToString(stream);

        for (String input : List.of(binary.toString(), dump.toString(), base64, Captured.hex(stream))) {
            assertThat(shell.run("decode", "-d", "iso87-ascii", "-f", "length-2", input))
                    .isEqualTo(new Ended(0, PRINTED_REQUEST, ""));
        }
        String[] apart = {"decode", "-d", "iso87-ascii", "3038", "3030", "30303030303030303030303030303030"};
        assertThat(shell.run(apart).out()).startsWith("0800");
        assertThat(decode(Captured.REQUEST, "--input", "binary")).isEqualTo(new Ended(0, PRINTED_REQUEST, ""));
    }

    @Test
    void shouldPrintWhereEachPieceIsFrom() {
        byte[] asked = Captured.length2(Captured.ECHO);
        String text =
                Captured.tcpdump(Captured.packet(false, 7, asked)) + Captured.tcpdump(Captured.packet(true, 7, asked));

        assertThat(decode(text, "--framing", "length-2").out().lines().filter(line -> line.startsWith("message")))
                .containsExactly(
                        "message 1, 10.0.0.1:40000 to 10.0.0.2:8583, a frame of 57 bytes at 0",
                        "message 2, 10.0.0.2:8583 to 10.0.0.1:40000, a frame of 57 bytes at 0");
        assertThat(decode(Captured.hex(Captured.ECHO) + "\n\n" + Captured.hex(Captured.ECHO))
                        .out()
                        .lines())
                .contains("message 2, paragraph 2, 55 bytes");
    }

    @Test
    void shouldTakeFramingAndDialectFromAConfiguration() throws IOException {
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replaceFirst("framing: length-2", "framing: { preset: ascii-4, trailer: 0d }"));
        String frame = Captured.hex("0056" + Captured.ECHO + "\r");

        Ended member = shell.configured("decode", "--framing", "shop-bank", frame);
        assertThat(member.err()).isEmpty();
        assertThat(member.out()).startsWith("0800  network management request  iso87-ascii");
        assertThat(shell.configured("decode", "--framing", "atlas", Captured.hex(Captured.length2(Captured.ECHO)))
                        .status())
                .isZero();
        assertThat(shell.configured("decode", "--framing", "nobody", frame).status())
                .isEqualTo(2);
    }

    @Test
    void shouldRefuseWrongUsageWithoutRepeatingIt() {
        assertThat(decode("4288120000001231x").err()).doesNotContain("428812");
        Ended ended = shell.run("decode", "--dialect", "iso87-ascii", "428812000000123");
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("hex digits, base64, or a file").doesNotContain("4288120");
        assertThat(decode("00", "--framing", "nope"))
                .matches(end -> end.status() == 2 && end.err().contains("one of length-2, length-2-tpdu"));
        assertThat(shell.run("decode", "00"))
                .matches(end -> end.status() == 2 && end.err().contains("--dialect is missing; --guess says"));
        assertThat(shell.run("decode", "--dialect", "nope", "00").status()).isEqualTo(2);
        assertThat(shell.run("decode", "--dialect", "iso87-ascii", "no-such-file")
                        .status())
                .isEqualTo(2);
        assertThat(shell.run("decode", "--dialect", "iso87-ascii", "--input", "morse", "00")
                        .status())
                .isEqualTo(2);
    }

    @Test
    void shouldPrintWhatStandsBeforeADamage() {
        Ended ended = decode(Captured.hex(Captured.REQUEST.substring(0, 50)));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).isEqualTo("damaged: DE 4 at 44: truncated\n");
        assertThat(ended.out())
                .contains("DE   3  processing code         000000")
                .doesNotContain("DE   4");
        assertThat(decode(Captured.hex("01x0" + Captured.ECHO)).err()).isEqualTo("damaged: MTI at 0: mti not digits\n");
    }

    @Test
    void shouldPrintThePartsBeforeADamageAndFail() {
        String chip = "9F360200479F1A0209";
        String message = Captured.hex("0100" + "0000000000000200" + "009") + chip;
        Ended ended = shell.runWithInput(
                message.replaceFirst("^.{40}", Captured.hex("0100" + "0000000000000200")),
                "decode",
                "--dialect",
                "iso87-ascii",
                "-");

        assertThat(ended.out())
                .contains("55.9F36  application transaction counter  0047")
                .doesNotContain("55.9F1A");
        assertThat(ended.err()).isEqualTo("damaged: DE 55.9F1A at 28: truncated\n");
        assertThat(ended.status()).isEqualTo(1);
    }

    @Test
    void shouldReadWhatEncodeWrites() {
        String three =
                "- { mti: 0800, 7: 1122040000, 11: 1, 70: 301 }\n- { mti: 0800, 7: 1122040000, 11: 2, 70: 301 }\n"
                        + "- { mti: 0800, 7: 1122040000, 11: 3 }\n";
        for (String dialect : List.of("iso87-ascii", "iso87-binary")) {
            for (List<String> framing : List.of(List.<String>of(), List.of("--framing", "length-2"))) {
                List<String> encode = new ArrayList<>(List.of("encode", "-d", dialect, "-"));
                encode.addAll(framing);
                List<String> decode = new ArrayList<>(List.of("decode", "-d", dialect, "-"));
                decode.addAll(framing);
                String lines =
                        shell.runWithInput(three, encode.toArray(String[]::new)).out();
                Ended ended = shell.runWithInput(lines, decode.toArray(String[]::new));

                assertThat(ended.err()).isEmpty();
                assertThat(ended.out().lines().filter(line -> line.startsWith("message")))
                        .hasSize(3)
                        .element(2, org.assertj.core.api.InstanceOfAssertFactories.STRING)
                        .startsWith("message 3, line 3, ");
                // a damaged one among them stays one of them
                Ended damaged = shell.runWithInput(lines.replaceFirst("..\n", "\n"), decode.toArray(String[]::new));
                assertThat(damaged.status()).isEqualTo(1);
                assertThat(damaged.err().lines()).hasSize(1);
                assertThat(damaged.out()).contains("message 2, line " + (framing.isEmpty() ? 2 : 3));
                assertThat(shell.runWithInput(lines, "decode", "--guess", "-c", shell.config.toString(), "-")
                                .out())
                        .contains("3 of 3 messages whole");
            }
        }
    }

    @Test
    void shouldReadOneMessageThatIsWrapped() {
        for (int width = 8; width < 80; width += 12) {
            String wrapped = Captured.hex(Captured.REQUEST).replaceAll("(.{" + width + "})", "$1\n");
            assertThat(decode(wrapped)).as("%d", width).isEqualTo(new Ended(0, PRINTED_REQUEST, ""));
        }
        String byElement =
                Captured.hex("0800") + "\n" + Captured.hex("8220000000000000") + "\n" + Captured.hex("0400000000000000")
                        + "\n" + Captured.hex("1122040000000001") + "\n" + Captured.hex("301");
        assertThat(decode(byElement)).isEqualTo(new Ended(0, PRINTED_ECHO, ""));
    }

    @Test
    void shouldReadDamagedLinesByTheirMti() {
        String lines =
                Captured.hex(Captured.ECHO.substring(0, 40)) + "\n" + Captured.hex(Captured.ECHO.substring(0, 44));
        assertThat(decode(lines).err().lines().filter(line -> line.startsWith("damaged")))
                .hasSize(2);
    }

    @Test
    void shouldRefuseABinaryCapture() throws IOException {
        String reason = "wasl: a binary capture (pcap or pcapng); export it as text first: tcpdump -X -r FILE, or"
                + " tshark -x -r FILE\n";
        for (String magic : List.of(
                "d4c3b2a1020004000000000000000000",
                "a1b2c3d4000200040000000000000000",
                "4d3cb2a1020004000000000000000000",
                "a1b23c4d000200040000000000000000",
                "0a0d0d0a1c0000004d3c2b1a01000000")) {
            Path file = Files.write(
                    folder.resolve("capture"), java.util.HexFormat.of().parseHex(magic));
            assertThat(shell.run("decode", "-d", "iso87-ascii", file.toString()))
                    .isEqualTo(new Ended(1, "", reason));
            assertThat(shell.run("decode", "--guess", file.toString())).isEqualTo(new Ended(1, "", reason));
            assertThat(shell.run("decode", "-d", "iso87-ascii", "--input", "binary", file.toString())
                            .err())
                    .isNotEqualTo(reason);
        }
    }

    /** Three digits of length instead of two: what is left of the card's number would be read as DE 3 and DE 4. */
    @Test
    void shouldHideEverythingOfAReadingThatMayBeAWrongOne() {
        String other = Captured.REQUEST.replaceFirst("16" + Captured.PAN, "016" + Captured.PAN);
        Ended ended = decode(Captured.hex(other));

        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).contains("damaged: ", "hidden: ");
        assertThat(ended.out()).contains("DE   3  processing code", "(6 bytes)");
        assertCardless(ended);
    }

    @Test
    void shouldHideACardsNumberInText() throws IOException {
        for (String name : List.of("CARD " + Captured.PAN + " A", "A" + Captured.PAN.substring(0, 10) + " 0001238")) {
            String message = "0100" + "4000000000200000" + "16" + Captured.PAN + String.format("%-40s", name);
            Ended ended = decode(Captured.hex(message));
            assertThat(ended.out()).as(name).contains("(40 bytes)");
            assertCardless(ended);
        }
    }

    @Test
    void shouldHideAHarmlessElementThatItsDialectDoesNotCallOpen() throws IOException {
        String shipped = new String(
                io.wasl.codec.Dialect.class
                        .getResourceAsStream("dialects/iso87-ascii.yaml")
                        .readAllBytes(),
                StandardCharsets.UTF_8);
        shell.write("mine.yaml", shipped.replaceFirst("(41: +\\{ type: ans8, sensitivity:) open", "$1 opaque"));
        Ended ended = shell.runWithInput(
                Captured.hex(Captured.REQUEST),
                "decode",
                "--dialect",
                "mine",
                "--config",
                shell.config.toString(),
                "-");

        assertThat(ended.out()).contains("identification  (8 bytes)").doesNotContain("TERM0001", "5445524d");
    }

    private static void assertCardless(Ended ended) {
        String all = (ended.out() + ended.err()).replaceAll("\\s", "");
        assertThat(all).doesNotContain(Captured.PAN.substring(4, 13));
        assertThat(all).doesNotContain(Captured.hex(Captured.PAN.substring(4, 13)));
    }

    private Ended decode(String input, String... options) {
        List<String> command = new ArrayList<>(List.of("decode", "--dialect", "iso87-ascii", "-"));
        command.addAll(Arrays.asList(options));
        return shell.runWithInput(input, command.toArray(String[]::new));
    }
}
