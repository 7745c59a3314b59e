package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import java.io.IOException;
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
            String message = YAML + "  55: 9F2608000000000000\n  63: { hex: 00ff 04 }\n";
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
                (standard input):9:1 …: must be mti, elements or the number of an element
                (standard input):10:5 11: must be n, 6 characters
                """);
    }

    @Test
    void shouldRefuseWhatIsNoMessage() {
        assertThat(encode("").status()).isEqualTo(2);
        assertThat(encode("- 4288120000001231").err())
                .isEqualTo("(standard input):1:3 [0]: a message is a mapping: mti and elements\n");
        assertThat(encode("{ 2: 1, elements: { 2: 1 } }").err()).contains("mti: is required", "stands twice");
        assertThat(encode("mti: 0100\nelements: 4288120000001231").err()).doesNotContain("42881");
        assertThat(encode("mti: [").err()).contains("not valid YAML");
        assertThat(encode(YAML, "--framing", "nope").status()).isEqualTo(2);
        assertThat(shell.runWithInput(YAML, "encode", "-").err()).contains("--dialect is missing");
        assertThat(shell.run(
                        "encode",
                        "-d",
                        "iso87-ascii",
                        folder.resolve("none.yaml").toString()))
                .isEqualTo(new Ended(1, "", "wasl: no such file: DIR/none.yaml\n"));
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
