package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingPresets;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameError;
import io.wasl.frame.FrameFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl decode}. */
@Command(
        name = "decode",
        header = "Decode one message and print it, masked.",
        description = {
            "",
            "Hex digits; blanks and line ends between them do not matter. Elements before a damage are printed, then",
            "what is wrong, at which element and byte.",
            ""
        },
        footer = {
            "",
            "  wasl decode --dialect iso87-binary 08008220000000000000040000000000000011220400000000010301",
            "  wasl decode --dialect iso87-ascii --framing length-2 - < frame.hex",
            "",
            "Exit status: 0 a right message, 1 a damaged one, 2 wrong usage, or no such dialect or framing."
        })
final class DecodeCommand extends SwitchCommand {

    /** Far above any frame, and little for a terminal. */
    private static final int MOST_INPUT_BYTES = 1 << 20;

    @Option(
            names = {"-d", "--dialect"},
            required = true,
            paramLabel = "NAME",
            description = "How elements are written: iso87-ascii, iso87-binary, or one of your own.")
    private String dialect = "";

    @Option(
            names = {"-f", "--framing"},
            paramLabel = "NAME",
            description = "The frame around the message, such as length-2 or ascii-4; without it there is none.")
    private Optional<String> framing = Optional.empty();

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Your own dialects are looked up beside this file, else in the current folder.")
    private Optional<Path> config = Optional.empty();

    @Parameters(
            arity = "1..*",
            paramLabel = "HEX|-",
            description = "The bytes; - reads them from the standard input, where card data leaves no trace.")
    private List<String> hex = List.of();

    DecodeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        Optional<FrameFormat> format = framing.map(this::format);
        Dialect known = Dialects.load(dialect, folder());
        byte[] bytes = bytes();
        Frame message = format.isPresent() ? unframed(format.get(), bytes) : new Frame().body(bytes, 0, bytes.length);
        MessageView view = new MessageView();
        boolean right = view.decode(known, message.buffer(), message.bodyOffset(), message.bodyLength());
        MessagePrint.print(view, screen);
        if (!right) {
            screen.error(screen.bad("damaged: ") + view.error());
        }
        return right ? DONE : FAILED;
    }

    private Path folder() {
        Path file = config.orElse(Path.of("dialect"));
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(".") : folder;
    }

    private FrameFormat format(String name) {
        FramingConfig preset = FramingPresets.find(name)
                .orElseThrow(
                        () -> misused("no framing of this name; one of " + String.join(", ", FramingPresets.names())));
        return FrameFormat.of(preset, MOST_INPUT_BYTES);
    }

    private byte[] bytes() throws IOException {
        String text = hex.equals(List.of("-"))
                ? new String(surroundings().input().readNBytes(2 * MOST_INPUT_BYTES), StandardCharsets.US_ASCII)
                : String.join("", hex);
        String digits = text.replaceAll("\\s", "");
        try {
            return HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            throw misused("the message must be an even number of hex digits"); // never repeats them
        }
    }

    private static Frame unframed(FrameFormat format, byte[] bytes) throws CommandFailedException {
        int length = format.measure(bytes, 0, bytes.length);
        if (length < 0) {
            String error =
                    FrameError.ofLength(length).name().toLowerCase(Locale.ROOT).replace('_', ' ');
            throw new CommandFailedException("damaged frame: " + error);
        }
        if (length == 0 || length > bytes.length) {
            throw new CommandFailedException(
                    "the frame is not whole: " + bytes.length + " bytes" + (length == 0 ? "" : " of " + length));
        }
        if (length < bytes.length) {
            throw new CommandFailedException(bytes.length - length + " bytes behind the frame of " + length);
        }
        if (format.isZero(length)) {
            throw new CommandFailedException("a frame of length zero: it holds no message");
        }
        Frame frame = new Frame();
        format.view(bytes, 0, length, frame);
        return frame;
    }
}
