package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class EncodeCommandTest {

    private static final String YAML = """
            mti: "0100"
            elements:
              2: %s
              3: "000000"
              4: 1250
              35: "%s=3012"
              41: TERM0001
              52: %s
            """.formatted(Captured.PAN, Captured.PAN, Captured.PIN);

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void makeShell() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void shouldEncodeYaml() {
        assertThat(encode(YAML)).isEqualTo(new Ended(0, Captured.hex(Captured.REQUEST) + "\n", ""));
    }

    @Test
    void shouldEncodeJson() {
        String json = "{\n\t\"mti\": \"0800\",\n\t\"7\": \"1122040000\",\n\t\"11\": 1,\n\t\"70\": \"301\"\n}\n";

        assertThat(encode(json)).isEqualTo(new Ended(0, Captured.hex(Captured.ECHO) + "\n", ""));
    }

    @Test
    void shouldEncodeSeveralMessagesEachInItsFrame() {
        String list = "- " + YAML.replace("\n", "\n  ").strip() + "\n- { mti: 0800, 7: 1122040000, 11: 1, 70: 301 }\n";

        assertThat(encode(list, "--framing", "length-2").out())
                .isEqualTo(Captured.hex(Captured.length2(Captured.REQUEST)) + "\n"
                        + Captured.hex(Captured.length2(Captured.ECHO)) + "\n");
    }

    @Test
    void shouldWriteTheBytesThemselves() throws IOException {
        shell.write("request.yaml", YAML);
        String[] command = {
            "encode",
            "--binary",
            "-d",
            "iso87-ascii",
            "-f",
            "length-2",
            folder.resolve("request.yaml").toString()
        };

        assertThat(shell.run(command)).isEqualTo(new Ended(0, "", ""));
        assertThat(shell.binary.toByteArray()).isEqualTo(Captured.length2(Captured.REQUEST));
    }

    @Test
    void shouldEncodeWhatDecodeReads() {
        for (String framing : io.wasl.config.FramingPresets.names()) {
            String message = YAML + "  55: 9F26080000000000000000\n  63: { hex: 00ff 04 }\n";
            Ended encoded = encode(message, "--dialect", "iso87-binary", "--framing", framing);
            if (encoded.status() == 0) {
                Ended decoded = shell.runWithInput(
                        encoded.out(), "decode", "--dialect", "iso87-binary", "--framing", framing, "-");
                assertThat(decoded.err()).as(framing).isEmpty();
                assertThat(decoded.out()).as(framing).contains("4288 12** **** 1231", "DE  63");
            } else {
                assertThat(encoded.err()).as(framing).contains("does not fit the framing: ");
            }
        }
    }

    @Test
    void shouldTakeFramingAndDialectFromAConfiguration() {
        String[] command = {"encode", "--config", shell.config.toString(), "--framing", "atlas", "-"};
        assertThat(shell.runWithInput(YAML, command).out())
                .isEqualTo(Captured.hex(Captured.length2(Captured.REQUEST)) + "\n");
    }

    @Test
    void shouldTellEveryMistakeWithItsPlaceAndNoValue() {
        Ended ended = encode("""
                mti: "01000"
                elements:
                  2: 42881200000012310000
                  3: "00000000"
                  4: 4288.12
                  52: 0123456789ABCDEG
                  65: 1
                  48: [4288120000001231]
                4288120000001231: x
                11: { hex: 0g }
                """);

        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isEqualTo("""
                (standard input):1:6 mti: must have four digits
                (standard input):3:6 elements.2: must be n, up to 19 characters
                (standard input):4:6 elements.3: must be n, 6 characters
                (standard input):5:6 elements.4: must be n, 12 characters
                (standard input):6:7 elements.52: must be b, 8 bytes in hex digits
                (standard input):7:3 elements.65: is not declared by iso87-ascii
                (standard input):8:7 elements.48: must be any, up to 999 characters
                (standard input):9:1 …: must be mti, elements, the number of an element or the path of a part
                (standard input):10:5 11: must be n, 6 characters
                """);
    }

    private static final String PARTS = """
            version: 1987
            mti: ascii
            bitmap: hex
            encodings: { b: binary }
            prefix: ascii
            elements:
              39: { type: an2, sensitivity: open }
              48:
                type: ans...99
                parts:
                  form: positional
                  fields: { 1: { type: n3 }, 2: { type: ans..10 }, 3: { type: a2 } }
              55:
                type: b...255
                parts: { form: ber-tlv, fields: { 9F26: { type: b64 }, 95: { type: b40 } } }
            """;

    @Test
    void shouldEncodePartsByPathAndNested() throws IOException {
        shell.write("hosts.yaml", PARTS);
        String byPath = "mti: 0100\n48.1: 7\n48.2: AB\n48.3: X\n55.9F26: 0102030405060708\n55.9F02: 000000001250\n";
        String nested = "mti: 0100\n48: { 3: X, 1: 7, 2: AB }\n"
                + "55: { 9F26: { hex: 0102030405060708 }, 9F02: 000000001250 }\n";

        assertThat(hosts(byPath)).isEqualTo(hosts(nested));
        assertThat(hosts(byPath).err()).isEmpty();
        assertThat(hosts(byPath).out()).startsWith(text("0100" + "0000000000010200" + "009" + "007" + "02AB" + "X "));
        assertThat(hosts(byPath).out()).endsWith("9f26080102030405060708" + "9f0206000000001250\n");
    }

    @Test
    void shouldTellWrongPartsWithTheirPlaces() throws IOException {
        shell.write("hosts.yaml", PARTS);

        assertThat(hosts("""
                mti: 0100
                48.9: 1
                48.1: 1234
                48.2.1: 1
                55.XY: 00
                55.95: 001
                55.9F26: null
                48: { 1: 1 }
                55: 9F0200
                48.4288120000001231: 1
                41.1: 1
                """)).isEqualTo(new Ended(2, "", """
                (standard input):2:1 48.9: no part 9 is declared
                (standard input):3:7 48.1: must be n, 3 characters
                (standard input):4:1 48.2.1: 48.2 has no parts in hosts
                (standard input):5:1 55.XY: a tag is 1 to 4 bytes in hex, as ISO/IEC 8825-1 8.1.2 forms them, such as 5A or 9F26
                (standard input):6:8 55.95: must be b, 5 bytes in hex digits
                (standard input):7:10 55.9F26: must be b, 8 bytes in hex digits
                (standard input):10:1 …: is no path of a part
                (standard input):11:1 41.1: hosts declares no element 41
                """));
        assertThat(hosts("mti: 0100\n48.1: 7\n48: '007'\n").err()).isEqualTo("(standard input):3:5 48: stands twice\n");
    }

    @Test
    void shouldNotTakeNothingForAnEmptyText() {
        for (String nothing : List.of("null", "Null", "NULL", "~", "")) {
            assertThat(encode("mti: 0100\n41: " + nothing + "\n").err())
                    .as("<%s>", nothing)
                    .isEqualTo(
                            "(standard input):2:" + (nothing.isEmpty() ? 4 : 5) + " 41: must be ans, 8 characters\n");
        }
        assertThat(encode("{ \"mti\": \"0100\", \"41\": null }").status()).isEqualTo(2);
        assertThat(encode("mti: ~\nelements: ~\n").err()).isEqualTo("""
                (standard input):1:6 mti: must have four digits
                (standard input):2:11 elements: must be a mapping of numbers to values
                """);
        assertThat(encode("mti: 0100\n41: '~'\n").out()).endsWith(text("~       ") + "\n");
        assertThat(encode("mti: 0100\n41: ''\n").out()).endsWith(text("        ") + "\n");
    }

    private Ended hosts(String message) {
        return shell.runWithInput(message, "encode", "--config", shell.config.toString(), "--dialect", "hosts", "-");
    }

    private static String text(String characters) {
        return Captured.hex(characters.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Test
    void shouldRefuseWhatIsNoMessage() {
        assertThat(encode("").status()).isEqualTo(2);
        assertThat(encode("- 4288120000001231").err())
                .isEqualTo("(standard input):1:3 [0]: a message is a mapping: mti and elements\n");
        assertThat(encode("{ 2: 1, elements: { 2: 1 } }").err()).contains("mti: is required", "stands twice");
        assertThat(encode("mti: 0100\nelements: 4288120000001231").err()).doesNotContain("42881");
        assertThat(encode("mti: [").err()).contains("not valid YAML");
        assertThat(encode("mti: 1100").err())
                .isEqualTo("(standard input):1:6 mti: is of another version of ISO 8583 than iso87-ascii\n");
        assertThat(encode("mti: " + "[".repeat(2000)).err())
                .isEqualTo("(standard input): nested too deep, or too large, for a file that a person wrote\n");
        assertThat(encode(YAML, "--framing", "nope").status()).isEqualTo(2);
        assertThat(shell.runWithInput(YAML, "encode", "-").err()).contains("--dialect is missing");
        assertThat(shell.run(
                        "encode",
                        "-d",
                        "iso87-ascii",
                        folder.resolve("none.yaml").toString()))
                .isEqualTo(new Ended(2, "", "DIR/none.yaml: cannot be read: no such file\n"));
        assertThat(shell.run("encode", "-d", "iso87-ascii", folder.toString()))
                .isEqualTo(new Ended(2, "", "DIR: cannot be read: it is a folder\n"));
    }

    @Test
    void shouldRefuseWhatIsNoUtf8() throws IOException {
        Path latin = folder.resolve("latin.yaml");
        Files.write(latin, "mti: 0100\n# caf\u00E9\n41: TERM\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(shell.run("encode", "-d", "iso87-ascii", latin.toString()))
                .isEqualTo(new Ended(2, "", "DIR/latin.yaml:2:6: byte E9 is not UTF-8, in which this file must be\n"));
    }

    private Ended encode(String input, String... options) {
        List<String> command = new ArrayList<>(List.of("encode", "-"));
        command.addAll(List.of(options));
        if (!command.contains("--dialect")) {
            command.addAll(List.of("--dialect", "iso87-ascii"));
        }
        return shell.runWithInput(input, command.toArray(String[]::new));
    }
}
