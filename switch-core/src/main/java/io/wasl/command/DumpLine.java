package io.wasl.command;

import java.io.ByteArrayOutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a hex dump with offsets.
 *
 * <pre>
 *   00000000  30 31 30 30 42 32 33 38  34 34 38 31 30 38 41 31  |0100B2384481 8A1|     hexdump -C
 *   00000000: 3031 3030 4232 3338 3434 3831 3038 4131  0100B238448108A1             xxd
 *           0x0000:  4500 0034 1c46 4000 4006 0000 7f00 0001  E..4.F@.@.......      tcpdump -X
 *   0000   30 31 30 30 42 32 33 38 34 34 38 31 30 38 41 31   0100B238448108A1       Wireshark
 *   000000 30 31 30 30 42 32 33 38 34 34 38 31 30 38 41 31  &gt;0100B238448108A1&lt;     od -A x -t x1z
 * </pre>
 *
 * What stands behind the hex digits is text only if it reads as these bytes do, so that text of hex digits is no bytes.
 *
 * @param indent the blanks in front: Wireshark's streams have the two directions apart by them
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record DumpLine(String indent, long offset, byte[] bytes) {

    /** Without a colon the bytes must stand far off, two digits each: {@code 0800 8220} alone is hex, no dump. */
    private static final Pattern LINE = Pattern.compile("([ \\t]*)(?:(?:0x)?([0-9a-fA-F]{4,8}):[ \\t]+"
            + "|([0-9a-fA-F]{4,8}(?=[ \\t]{2})|[0-9a-fA-F]{6})[ \\t]+(?=[0-9a-fA-F]{2}(?:[ \\t]|$)))(.*)");

    private static final Pattern GROUP = Pattern.compile("([ \\t]*)([0-9a-fA-F]+)(?=[ \\t]|$)");

    /** No tool writes more on a line. */
    private static final int MOST_BYTES = 256;

    static Optional<DumpLine> parse(String line) {
        Matcher matcher = LINE.matcher(line);
        if (line.length() > 8 * MOST_BYTES || !matcher.matches()) {
            return Optional.empty();
        }
        String offset = matcher.group(2) == null ? matcher.group(3) : matcher.group(2);
        byte[] bytes = bytes(matcher.group(4));
        return bytes.length == 0
                ? Optional.empty()
                : Optional.of(new DumpLine(matcher.group(1), Long.parseLong(offset, 16), bytes));
    }

    /** Groups of one width, the last may be shorter; then blanks and the text, if any. */
    private static byte[] bytes(String rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher group = GROUP.matcher(rest);
        int at = 0;
        int width = 0;
        while (group.find() && group.start() == at && bytes.size() < MOST_BYTES) {
            String digits = group.group(2);
            boolean gap = at > 0 && group.group(1).length() > 1;
            boolean fits = digits.length() % 2 == 0 && (width == 0 || digits.length() <= width);
            if (!fits || gap && isText(rest.substring(at), bytes.toByteArray())) {
                break;
            }
            width = Math.max(width, digits.length());
            for (int i = 0; i < digits.length(); i += 2) {
                bytes.write(Integer.parseInt(digits.substring(i, i + 2), 16));
            }
            at = group.end();
        }
        return bytes.toByteArray();
    }

    /** Whether the text shows these bytes, letters as themselves and the rest as anything. */
    private static boolean isText(String text, byte[] bytes) {
        StringBuilder shown = new StringBuilder();
        for (byte b : bytes) {
            shown.append(b > 0x20 && b < 0x7F ? (char) b : b == 0x20 ? ' ' : '.');
        }
        String expected = shown.toString().strip();
        String found = text.strip();
        boolean framed = found.length() > 1 && (found.startsWith("|") || found.startsWith(">"));
        found = framed ? found.substring(1, found.length() - 1) : found;
        return found.strip().toLowerCase(Locale.ROOT).equals(expected.toLowerCase(Locale.ROOT));
    }

    /** Its length only: the bytes are card data. */
    @Override
    public String toString() {
        return bytes.length + " bytes at " + offset;
    }
}
