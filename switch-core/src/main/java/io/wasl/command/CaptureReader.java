package io.wasl.command;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From what a person has at hand to the bytes of the wire. Total: any input gives pieces or nothing, and no bytes of it
 * are ever repeated in a message. Pure.
 */
final class CaptureReader {

    private static final Pattern EMPTY_LINE = Pattern.compile("\n[ \t]*\n");

    /** Blanks and what people put between bytes: {@code 30:31}, {@code 0x30, 0x31}, {@code \x30\x31}. */
    private static final Pattern BETWEEN_BYTES = Pattern.compile("0[xX]|\\\\x|[\\s:,\\-]");

    /** Between the braces of {@code unsigned char name[] = { 0x30, 0x31 };}. */
    private static final Pattern ARRAY = Pattern.compile("\\{([^{}]*+)\\}");

    private static final Pattern ARRAY_BYTE = Pattern.compile("0[xX][0-9a-fA-F]{1,2}");

    static final Pattern HEX = Pattern.compile("[0-9a-fA-F\\s]+");

    /** No base64 of a message: its first byte would be no MTI and no length that is usual. */
    private static final Pattern LIKE_AN_MTI = Pattern.compile("[0-2][1-8][0-9][0-9].*", Pattern.DOTALL);

    private CaptureReader() {}

    /** As {@link #read(byte[], CaptureForm, Predicate)}, lines of hex digits being wrapped. */
    static List<CapturePiece> read(byte[] raw, CaptureForm form) {
        return read(raw, form, lines -> false);
    }

    /**
     * Empty when the bytes are not of the form.
     *
     * @param areMessages whether lines of hex digits, of one paragraph, are a message each
     */
    static List<CapturePiece> read(byte[] raw, CaptureForm form, Predicate<List<byte[]>> areMessages) {
        String text = new String(raw, StandardCharsets.ISO_8859_1);
        return switch (form) {
            case HEX -> hex(text, areMessages);
            case BASE64 -> paragraphs(text, paragraph -> whole(base64(paragraph)));
            case BINARY -> binary(raw);
            case DUMP -> DumpReader.read(text);
            case AUTO -> guess(raw, text, areMessages);
        };
    }

    private static List<CapturePiece> guess(byte[] raw, String text, Predicate<List<byte[]>> areMessages) {
        List<CapturePiece> found = DumpReader.read(text);
        if (found.isEmpty()) {
            found = hex(text, areMessages);
        }
        if (found.isEmpty() && HEX.matcher(text).matches()) {
            return List.of(); // half a byte too many: better said than taken for something else
        }
        if (found.isEmpty() && !LIKE_AN_MTI.matcher(text).matches()) {
            found = paragraphs(text, paragraph -> whole(base64(paragraph)));
        }
        return found.isEmpty() ? binary(raw) : found;
    }

    private static List<CapturePiece> binary(byte[] raw) {
        return raw.length == 0 ? List.of() : List.of(new CapturePiece("", raw));
    }

    private static List<CapturePiece> hex(String text, Predicate<List<byte[]>> areMessages) {
        List<CapturePiece> found = paragraphs(text, paragraph -> lines(paragraph, areMessages));
        return found.isEmpty() ? arrays(text) : found;
    }

    /** All of them, or none. */
    private static List<CapturePiece> paragraphs(String text, Decoder decoder) {
        List<byte[]> pieces = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String[] paragraphs = EMPTY_LINE.split(text.replace("\r\n", "\n").strip(), -1);
        for (int i = 0; i < paragraphs.length; i++) {
            List<byte[]> found = decoder.decode(paragraphs[i]);
            if (found.isEmpty()) {
                return List.of();
            }
            String paragraph = paragraphs.length == 1 ? "" : "paragraph " + (i + 1);
            for (int line = 0; line < found.size(); line++) {
                String itsLine = found.size() == 1 ? "" : "line " + (line + 1);
                names.add(paragraph + (paragraph.isEmpty() || itsLine.isEmpty() ? "" : ", ") + itsLine);
            }
            pieces.addAll(found);
        }
        return named(names, pieces);
    }

    private static List<CapturePiece> named(List<String> names, List<byte[]> pieces) {
        List<CapturePiece> named = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            named.add(new CapturePiece(names.get(i), pieces.get(i)));
        }
        return named;
    }

    /** Of a paragraph, one message wrapped or a message each line. */
    private static List<byte[]> lines(String paragraph, Predicate<List<byte[]>> areMessages) {
        List<byte[]> whole = whole(hex(paragraph));
        if (whole.isEmpty() || paragraph.indexOf('\n') < 0) {
            return whole;
        }
        List<byte[]> lines = new ArrayList<>();
        for (String line : paragraph.split("\n", -1)) {
            lines.addAll(whole(hex(line)));
        }
        boolean areAllWhole = lines.stream().mapToInt(line -> line.length).sum() == whole.get(0).length;
        return areAllWhole && areMessages.test(lines) ? lines : whole;
    }

    private static List<byte[]> whole(Optional<byte[]> bytes) {
        return bytes.filter(some -> some.length > 0).map(List::of).orElse(List.of());
    }

    /** Arrays of C, as {@code xxd -i} writes them; all of them, or none. */
    private static List<CapturePiece> arrays(String text) {
        List<byte[]> pieces = new ArrayList<>();
        Matcher array = ARRAY.matcher(text);
        while (array.find()) {
            byte[] bytes = array(withoutComments(array.group(1)).split(",", -1));
            if (bytes.length == 0) {
                return List.of();
            }
            pieces.add(bytes);
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            names.add(pieces.size() == 1 ? "" : "array " + (i + 1));
        }
        return named(names, pieces);
    }

    /** Empty when one of them is no byte; behind the last one a comma may stand. */
    private static byte[] array(String[] elements) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < elements.length; i++) {
            String element = elements[i].strip();
            boolean isEnd = element.isEmpty() && i == elements.length - 1;
            if (!isEnd && !ARRAY_BYTE.matcher(element).matches()) {
                return new byte[0];
            }
            if (!isEnd) {
                bytes.write(Integer.parseInt(element.substring(2), 16));
            }
        }
        return bytes.toByteArray();
    }

    private static String withoutComments(String code) {
        StringBuilder rest = new StringBuilder();
        int at = 0;
        for (int slash = code.indexOf('/'); slash >= 0; slash = code.indexOf('/', at)) {
            rest.append(code, at, slash);
            boolean isLine = code.startsWith("//", slash);
            int end = isLine ? code.indexOf('\n', slash) : code.indexOf("*/", slash + 2);
            at = end < 0 ? code.length() : end + (isLine ? 1 : 2);
        }
        return rest.append(code, at, code.length()).toString();
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
        List<byte[]> decode(String paragraph);
    }
}
