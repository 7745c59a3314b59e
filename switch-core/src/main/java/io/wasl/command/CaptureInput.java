package io.wasl.command;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Where captured bytes come from: a file, if there is one of this name, the command line, or the standard input. */
final class CaptureInput {

    /** A dump of a megabyte has five times as many letters. */
    private static final int MOST_INPUT_BYTES = 8 << 20;

    /** What is shorter and no hex is a file's name with a slip in it, whatever base64 makes of it. */
    private static final int SHORTEST_BASE64 = 16;

    private CaptureInput() {}

    /**
     * @param areMessages whether lines of hex digits are a message each
     * @return empty when it is neither bytes of the form nor a file
     * @throws CommandFailedException when it is too large, a folder or a binary capture
     */
    static List<CapturePiece> read(
            List<String> arguments, CaptureForm form, Predicate<List<byte[]>> areMessages, InputStream standardInput)
            throws IOException, CommandFailedException {
        if (arguments.equals(List.of("-"))) {
            return read(standardInput, form, areMessages);
        }
        String text = String.join(" ", arguments);
        boolean isHex = CaptureReader.HEX.matcher(text).matches();
        Optional<Path> file = arguments.size() == 1 ? file(text) : Optional.empty();
        if (file.isPresent()) {
            try (InputStream stream = Files.newInputStream(file.get())) {
                return read(stream, form, areMessages);
            }
        }
        if (form == CaptureForm.BINARY || !isHex && text.length() < SHORTEST_BASE64) {
            return List.of();
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        List<CapturePiece> pieces =
                CaptureReader.read(bytes, form == CaptureForm.AUTO ? CaptureForm.HEX : form, areMessages);
        boolean mayBeBase64 = form == CaptureForm.AUTO && !isHex && pieces.isEmpty();
        return mayBeBase64 ? CaptureReader.read(bytes, CaptureForm.BASE64) : pieces;
    }

    private static List<CapturePiece> read(InputStream stream, CaptureForm form, Predicate<List<byte[]>> areMessages)
            throws IOException, CommandFailedException {
        byte[] bytes = limited(stream);
        if (form != CaptureForm.BINARY && isBinaryCapture(bytes)) {
            throw new CommandFailedException("a binary capture (pcap or pcapng); export it as text first:"
                    + " tcpdump -X -r FILE, or tshark -x -r FILE");
        }
        return CaptureReader.read(bytes, form, areMessages);
    }

    /** By its first bytes: pcap of either byte order, in micro- or nanoseconds; pcapng's section header with its byte order. */
    private static boolean isBinaryCapture(byte[] bytes) {
        int magic = number(bytes, 0);
        int order = number(bytes, 8);
        return magic == 0xA1B2C3D4
                || magic == 0xD4C3B2A1
                || magic == 0xA1B23C4D
                || magic == 0x4D3CB2A1
                || magic == 0x0A0D0D0A && (order == 0x1A2B3C4D || order == 0x4D3C2B1A);
    }

    /** Big endian; 0 when they are not there. */
    private static int number(byte[] bytes, int at) {
        return at + 4 > bytes.length ? 0 : ByteBuffer.wrap(bytes, at, 4).getInt();
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
