package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.ConfigException;
import io.wasl.config.SourceFile;
import io.wasl.config.Utf8Text;
import io.wasl.frame.FrameFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl encode}. */
@Command(
        name = "encode",
        header = "Encode messages from YAML or JSON.",
        description = {
            "",
            "One message is a mapping: mti, and elements by number, as the standard writes them; b is hex digits, and",
            "{ hex: 00FF } gives bytes to any element. Parts stand under their element or have their path as the key:",
            "127: { 25: { 3: A } } or 127.25.3: A. A list is several messages. Prints hex digits, a line each.",
            "The bytes are the message itself: nothing in them is masked.",
            ""
        },
        footer = {
            "",
            "  mti: \"0800\"",
            "  elements: { 7: 1122040000, 11: 1, 70: 301 }",
            "",
            "  wasl encode --dialect iso87-ascii --framing length-2 echo.yaml",
            "  wasl encode --dialect iso87-ascii --framing length-2 --binary echo.yaml > echo.bin",
            "  wasl encode --dialect iso87-binary - < echo.json | wasl decode --dialect iso87-binary -",
            "",
            "Exit status: 0 encoded, 2 wrong usage, dialect, framing or message, told as file:line:column."
        })
final class EncodeCommand extends SwitchCommand {

    private static final int MOST_FILE_BYTES = 4 << 20;

    @Option(
            names = {"-d", "--dialect"},
            paramLabel = "NAME",
            description = "How elements are written: iso87-ascii, iso87-binary, or one of your own.")
    private Optional<String> dialect = Optional.empty();

    @Option(
            names = {"-f", "--framing"},
            paramLabel = "NAME",
            description = {
                "The frame around each message: a preset such as length-2 or ascii-4+iso;",
                "or, with --config, the id of a member, whose dialect is then meant too.",
                "Without it there is none."
            })
    private Optional<String> framing = Optional.empty();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Your own dialects are looked up beside this file, else in the current folder.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = {"-b", "--binary"},
            description = "Write the bytes themselves, one message behind the other.")
    private boolean binary;

    @Parameters(paramLabel = "FILE|-", description = "YAML or JSON; - reads the standard input.")
    private String file = "";

    EncodeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        Optional<FramingChoice> choice =
                framing.isPresent() ? FramingChoice.find(framing.get(), config, surroundings()) : Optional.empty();
        if (framing.isPresent() && choice.isEmpty()) {
            throw misused("no framing of this name; " + FramingChoice.known());
        }
        Optional<String> name = dialect.isPresent() ? dialect : choice.flatMap(FramingChoice::dialect);
        if (name.isEmpty()) {
            throw misused("--dialect is missing");
        }
        Dialect known = DialectSources.load(name.get(), KnownDialects.folder(config));
        Optional<FrameFormat> format = choice.map(FramingChoice::format);
        for (byte[] message : MessageFile.encode(name(), text(), known, format)) {
            if (binary) {
                surroundings().output().write(message);
            } else {
                screen.line(HexFormat.of().formatHex(message));
            }
        }
        surroundings().output().flush();
        return DONE;
    }

    private String name() {
        return file.equals("-") ? "(standard input)" : file;
    }

    private String text() throws ConfigException, IOException, CommandFailedException {
        if (!file.equals("-")) {
            return Utf8Text.of(file, SourceFile.read(Path.of(file), MOST_FILE_BYTES));
        }
        byte[] bytes = surroundings().input().readNBytes(MOST_FILE_BYTES + 1);
        if (bytes.length > MOST_FILE_BYTES) {
            throw new CommandFailedException("more than " + Amounts.bytes(MOST_FILE_BYTES) + "; give a part of it");
        }
        return Utf8Text.of(name(), bytes);
    }
}
