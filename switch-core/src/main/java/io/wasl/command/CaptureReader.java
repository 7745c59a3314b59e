package io.wasl.command;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * From what a person has at hand to the bytes of the wire. Total: any input gives pieces or nothing, and no bytes of it
 * are ever repeated in a message. Pure.
 */
final class CaptureReader {

    private static final Pattern EMPTY_LINE = Pattern.compile("\n[ \t]*\n");

    /** Blanks and what people put between bytes: {@code 30:31}, {@code 0x30, 0x31}, {@code \x30\x31}. */
    private static final Pattern BETWEEN_BYTES = Pattern.compile("0x|\\\\x|[\\s:,\\-]");

    static final Pattern HEX = Pattern.compile("[0-9a-fA-F\\s]+");

    /** No base64 of a message: its first byte would be no MTI and no length that is usual. */
    private static final Pattern LIKE_AN_MTI = Pattern.compile("[0-2][1-8][0-9][0-9].*", Pattern.DOTALL);

    private CaptureReader() {}

    /** Empty when the bytes are not of the form. */
    static List<CapturePiece> read(byte[] raw, CaptureForm form) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return switch (form) {
            case HEX -> paragraphs(text, CaptureReader::hex);
            case BASE64 -> paragraphs(text, CaptureReader::base64);
            case BINARY -> binary(raw);
            case DUMP -> DumpReader.read(text);
            case AUTO -> guess(raw, text);
        };
    }

    private static List<CapturePiece> guess(byte[] raw, String text) {
        List<CapturePiece> found = DumpReader.read(text);
        if (found.isEmpty()) {
            found = paragraphs(text, CaptureReader::hex);
        }
        if (found.isEmpty() && HEX.matcher(text).matches()) {
            return List.of(); // half a byte too many: better said than taken for something else
        }
        if (found.isEmpty() && !LIKE_AN_MTI.matcher(text).matches()) {
            found = paragraphs(text, CaptureReader::base64);
        }
        return found.isEmpty() ? binary(raw) : found;
    }

    private static List<CapturePiece> binary(byte[] raw) {
        return raw.length == 0 ? List.of() : List.of(new CapturePiece("", raw));
    }

    /** All of them, or none. */
    private static List<CapturePiece> paragraphs(String text, Decoder decoder) {
        List<CapturePiece> pieces = new ArrayList<>();
        for (String paragraph : EMPTY_LINE.split(text.replace("\r\n", "\n").strip(), -1)) {
            Optional<byte[]> bytes = decoder.decode(paragraph);
            if (bytes.isEmpty() || bytes.get().length == 0) {
                return List.of();
            }
            pieces.add(new CapturePiece("", bytes.get()));
        }
        return pieces.size() == 1 ? pieces : numbered(pieces);
    }

    private static List<CapturePiece> numbered(List<CapturePiece> pieces) {
        List<CapturePiece> numbered = new ArrayList<>();
        for (CapturePiece piece : pieces) {
            numbered.add(new CapturePiece("paragraph " + (numbered.size() + 1), piece.bytes()));
        }
        return numbered;
    }

    private static Optional<byte[]> hex(String text) {
        String digits = BETWEEN_BYTES.matcher(text).replaceAll("");
        boolean right =
                digits.length() % 2 == 0 && digits.chars().allMatch(c -> c < 0x80 && Character.digit(c, 16) >= 0);
        return right ? Optional.of(HexFormat.of().parseHex(digits)) : Optional.empty();
    }

    private static Optional<byte[]> base64(String text) {
        String letters = text.replaceAll("\\s", "").replace('-', '+').replace('_', '/');
        try {
            return Optional.of(Base64.getDecoder().decode(letters));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // it is something else
        }
    }

    private interface Decoder {
        Optional<byte[]> decode(String paragraph);
    }
}
