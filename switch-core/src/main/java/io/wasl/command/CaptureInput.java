package io.wasl.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Where captured bytes come from: a file, if there is one of this name, the command line, or the standard input. */
final class CaptureInput {

    /** A dump of a megabyte has five times as many letters. */
    private static final int MOST_INPUT_BYTES = 8 << 20;

    /** What is shorter and no hex is a file's name with a slip in it, whatever base64 makes of it. */
    private static final int SHORTEST_BASE64 = 16;

    private CaptureInput() {}

    /**
     * @return empty when it is neither bytes of the form nor a file
     * @throws CommandFailedException when it is too large or a folder
     */
    static List<CapturePiece> read(List<String> arguments, CaptureForm form, InputStream standardInput)
            throws IOException, CommandFailedException {
        if (arguments.equals(List.of("-"))) {
            return CaptureReader.read(limited(standardInput), form);
        }
        String text = String.join(" ", arguments);
        boolean isHex = CaptureReader.HEX.matcher(text).matches();
        Optional<Path> file = arguments.size() == 1 ? file(text) : Optional.empty();
        if (file.isPresent()) {
            try (InputStream stream = Files.newInputStream(file.get())) {
                return CaptureReader.read(limited(stream), form);
            }
        }
        if (form == CaptureForm.BINARY || !isHex && text.length() < SHORTEST_BASE64) {
            return List.of();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<CapturePiece> pieces = CaptureReader.read(bytes, form == CaptureForm.AUTO ? CaptureForm.HEX : form);
        boolean mayBeBase64 = form == CaptureForm.AUTO && !isHex && pieces.isEmpty();
        return mayBeBase64 ? CaptureReader.read(bytes, CaptureForm.BASE64) : pieces;
    }

    private static Optional<Path> file(String name) throws CommandFailedException {
        Path path;
        try {
            path = Path.of(name);
        } catch (InvalidPathException e) {
            return Optional.empty(); // then it is no file's name
        }
        if (Files.isDirectory(path)) {
            throw new CommandFailedException(name + " is a folder; give one of its files");
        }
        return Optional.of(path).filter(Files::isRegularFile);
    }

    private static byte[] limited(InputStream stream) throws IOException, CommandFailedException {
        byte[] bytes = stream.readNBytes(MOST_INPUT_BYTES + 1);
        if (bytes.length > MOST_INPUT_BYTES) {
            throw new CommandFailedException("more than " + Amounts.bytes(MOST_INPUT_BYTES) + "; give a part of it");
        }
        return bytes;
    }
}
