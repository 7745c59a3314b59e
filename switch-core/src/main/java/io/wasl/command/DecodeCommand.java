package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.ConfigException;
import io.wasl.config.FramingConfig;
import io.wasl.frame.FrameFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./wasl decode}. */
@Command(
        name = "decode",
        header = "Decode messages and print them, masked; or say how they are framed and written.",
        description = {
            "",
            "Reads hex digits, base64, arrays of C, binary files, and dumps of hexdump -C, xxd, od -A x, tcpdump -X,",
            "Wireshark; packets of TCP are put together to streams. With a framing, each piece may hold many frames;",
            "without one, it is one message. An empty line parts two pieces, and so does a new line where the lines are",
            "whole messages, as encode prints them; otherwise they are one message that somebody wrapped.",
            "",
            "Each element stands with its place, its value and its bytes. What could make a card is masked, bytes too.",
            "Of a damaged message the elements before the damage are printed, then what is wrong, where; of a damaged",
            "element its parts before the damage.",
            ""
        },
        footer = {
            "",
            "  wasl decode --dialect iso87-binary 08008220000000000000040000000000000011220400000000010301",
            "  wasl decode --dialect iso87-ascii --framing length-2 - < frame.hex",
            "  wasl decode --guess capture.txt",
            "  wasl decode --config config/switch.yaml --framing shop-bank capture.txt",
            "",
            "Exit status: 0 right messages, 1 a damaged one or bytes that are none, 2 wrong usage, dialect or framing."
        })
final class DecodeCommand extends SwitchCommand {

    private static final int MOST_GUESSES = 5;

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
            names = {"-g", "--guess"},
            description = "Print which framings and dialects fit, best first, and why; nothing of the messages.")
    private boolean guess;

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FORM",
            description = "How the bytes are written: auto (the default), hex, base64, binary, dump.")
    private CaptureForm input = CaptureForm.AUTO;

    @Parameters(
            arity = "1..*",
            paramLabel = "HEX|BASE64|FILE|-",
            description = "The bytes; - reads them from the standard input, where card data leaves no trace.")
    private List<String> bytes = List.of();

    DecodeCommand(Surroundings surroundings) {
        super(surroundings);
    }

    @Override
    int run(Screen screen) throws ConfigException, IOException, CommandFailedException {
        Optional<FramingChoice> choice = Optional.empty();
        if (framing.isPresent()) {
            choice = FramingChoice.find(framing.get(), config, surroundings());
            if (choice.isEmpty()) {
                throw misused("no framing of this name; " + FramingChoice.known());
            }
        }
        return guess ? guess(choice, screen) : decode(choice, screen);
    }

    private int decode(Optional<FramingChoice> choice, Screen screen)
            throws ConfigException, IOException, CommandFailedException {
        String name = dialect.or(() -> choice.flatMap(FramingChoice::dialect))
                .orElseThrow(() -> misused("--dialect is missing; --guess says which may fit"));
        Dialect known = DialectSources.load(name, KnownDialects.folder(config));
        Optional<FrameFormat> format = choice.map(FramingChoice::format);
        HexLines lines = new HexLines(List.of(known), format.stream().toList(), format.isEmpty());
        boolean right = new CapturePrint(known, format, screen).print(pieces(lines));
        return right ? DONE : FAILED;
    }

    private List<CapturePiece> pieces(HexLines lines) throws IOException, CommandFailedException {
        List<CapturePiece> pieces = CaptureInput.read(
                bytes, input, lines::areMessages, surroundings().input());
        if (pieces.isEmpty()) {
            throw misused("the message must be an even number of hex digits, base64, or a file that can be read");
        }
        return pieces;
    }

    private int guess(Optional<FramingChoice> choice, Screen screen)
            throws ConfigException, IOException, CommandFailedException {
        Path folder = KnownDialects.folder(config);
        List<Dialect> dialects =
                dialect.isPresent() ? List.of(DialectSources.load(dialect.get(), folder)) : KnownDialects.all(folder);
        List<FramingConfig> framings =
                choice.map(named -> List.of(named.config())).orElseGet(Guess::framings);
        List<FrameFormat> formats = framings.stream()
                .map(framing -> FrameFormat.of(framing, FramingChoice.MOST_FRAME_BYTES))
                .toList();
        List<CapturePiece> pieces = pieces(new HexLines(dialects, formats, choice.isEmpty()));
        Guess.Found found = Guess.all(pieces, framings, dialects, choice.isEmpty());
        if (found.isLimited()) {
            screen.error(screen.warn("note: ") + "looked at no more than the first "
                    + Amounts.count(Guess.MOST_MESSAGES, "message") + " of each reading");
        }
        List<Guess> guesses = found.best();
        if (guesses.isEmpty()) {
            screen.error("nothing fits: no framing and dialect known here gives one plausible MTI");
            return FAILED;
        }
        List<Guess> shown = guesses.subList(0, Math.min(guesses.size(), MOST_GUESSES));
        int framingWidth =
                shown.stream().mapToInt(one -> one.framing().length()).max().orElse(0);
        int dialectWidth =
                shown.stream().mapToInt(one -> one.dialect().length()).max().orElse(0);
        for (int i = 0; i < shown.size(); i++) {
            Guess one = shown.get(i);
            String names =
                    String.format("%-" + framingWidth + "s  %-" + dialectWidth + "s", one.framing(), one.dialect());
            screen.line((i + 1) + "  " + (one.isPerfect() ? screen.good(names) : names) + "  " + one.reason());
        }
        return guesses.get(0).isPerfect() ? DONE : FAILED;
    }
}
