package io.wasl.sim.system;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Looks for secrets in bytes, in every form in which they could lie there: as characters (ASCII, EBCDIC, UTF-16), packed
 * two digits a byte at either nibble, as hex of the bytes, in base64 at each of its three alignments.
 *
 * <p>Of digits every run of 13 is looked for: what may be shown of a PAN, the first six and the last four, has none.
 */
final class Leaks {

    private static final int RUN = 13;
    /** By so many first bytes a form is found; the shortest form has them: 12 digits packed. */
    private static final int KEY_BYTES = 6;

    private static final Charset EBCDIC = Charset.forName("IBM1047");

    private static final class Form {
        private final byte[] bytes;
        private final String name;

        Form(byte[] bytes, String name) {
            this.bytes = bytes;
            this.name = name;
        }

        boolean isAt(byte[] place, int from) {
            int end = from + bytes.length;
            return end <= place.length && Arrays.equals(place, from, end, bytes, 0, bytes.length);
        }
    }

    private final Map<Long, List<Form>> forms = new HashMap<>();
    private final BitSet beginnings = new BitSet(1 << 16);

    /** A number of at least 13 digits; {@code name} stands for it in findings. */
    void addDigits(String digits, String name) {
        for (int i = 0; i + RUN <= digits.length(); i++) {
            String run = digits.substring(i, i + RUN);
            addText(run, name);
            add(HexFormat.of().parseHex(run.substring(0, RUN - 1)), name + " packed");
            add(HexFormat.of().parseHex(run.substring(1)), name + " packed");
        }
    }

    /** Bytes such as a PIN block, and their hex digits as text. */
    void addBytes(byte[] bytes, String name) {
        add(bytes, name);
        addText(HexFormat.of().formatHex(bytes), name);
        addText(HexFormat.of().formatHex(bytes).toUpperCase(Locale.ROOT), name);
        addBase64(bytes, name);
    }

    /** Characters that stand together nowhere else, at least six: what is too short to be told from other digits alone. */
    void addText(String text, String name) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        add(ascii, name + " in ASCII");
        add(text.getBytes(EBCDIC), name + " in EBCDIC");
        add(text.getBytes(StandardCharsets.UTF_16BE), name + " in UTF-16");
        add(HexFormat.of().formatHex(ascii).getBytes(StandardCharsets.US_ASCII), name + " in hex");
        addBase64(ascii, name);
    }

    /** Whatever stands before it moves a text by 0, 1 or 2 bytes; the characters at the edges depend on neighbours. */
    private void addBase64(byte[] bytes, String name) {
        for (int before = 0; before < 3; before++) {
            var moved = new byte[before + bytes.length];
            System.arraycopy(bytes, 0, moved, before, bytes.length);
            String whole = Base64.getEncoder().withoutPadding().encodeToString(moved);
            String sure = whole.substring(before == 0 ? 0 : before + 1, moved.length * 8 / 6);
            add(sure.getBytes(StandardCharsets.US_ASCII), name + " in base64");
        }
    }

    private void add(byte[] bytes, String name) {
        forms.computeIfAbsent(key(bytes, 0), key -> new ArrayList<>()).add(new Form(bytes, name));
        beginnings.set(beginning(bytes, 0));
    }

    /** What was found in the files of a folder and those below it, but for {@code except}; a sentence each. */
    SortedSet<String> inFiles(Path folder, Path... except) throws IOException {
        var found = new TreeSet<String>();
        try (var files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                if (!List.of(except).contains(file)) {
                    find(Files.readAllBytes(file)).forEach(name -> found.add(file.getFileName() + ": " + name));
                }
            }
        }
        return found;
    }

    SortedSet<String> inText(String text) {
        return find(text.getBytes(StandardCharsets.UTF_8));
    }

    SortedSet<String> find(byte[] bytes) {
        var found = new TreeSet<String>();
        for (int i = 0; i + KEY_BYTES <= bytes.length; i++) {
            if (beginnings.get(beginning(bytes, i))) {
                for (Form form : forms.getOrDefault(key(bytes, i), List.of())) {
                    if (form.isAt(bytes, i)) {
                        found.add(form.name);
                    }
                }
            }
        }
        return found;
    }

    private static int beginning(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private static long key(byte[] bytes, int at) {
        long key = 0;
        for (int i = 0; i < KEY_BYTES; i++) {
            key = key << 8 | bytes[at + i] & 0xFF;
        }
        return key;
    }
}
