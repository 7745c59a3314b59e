package io.wasl.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Composites of random kinds within each other, as a dialect file declares them. */
final class RandomComposites {

    private static final int MOST_FIELDS = 3;
    private static final List<String> TYPES = List.of(
            "type: n6",
            "type: n5, encoding: bcd",
            "type: an8",
            "type: ans..12",
            "type: b32",
            "type: b..9, encoding: hex",
            "type: x+n8, encoding: bcd",
            "type: x+n7, encoding: bcd",
            "type: x+n7, encoding: bcd, odd-digits: right",
            "type: n..9, encoding: bcd",
            "type: ans..12, encoding: ebcdic",
            "type: an6, pad: { side: right, fill: '*', trim: true }");

    private final Random random;

    RandomComposites(Random random) {
        this.random = random;
    }

    /** What DE 3 says: bytes, as they are or in hex, so many levels deep. */
    String element(int depth) {
        return "type: b....9999\nprefix: binary\nencoding: " + one("binary", "hex") + "\nparts: " + parts(depth);
    }

    private String parts(int depth) {
        String form = "odd-digits: { filler: f }";
        String prefixed = "prefix: " + one("ascii", "binary", "bcd") + ", " + form;
        return switch (random.nextInt(4)) {
            case 0 ->
                "{ form: positional, " + prefixed + fields(numbers(1, 1 + random.nextInt(MOST_FIELDS)), false, depth);
            case 1 -> bitmap(prefixed, depth);
            case 2 -> "{ form: ber-tlv, " + form + fields(some("5A", "9F26", "71", "DF8101", "BF8F0C"), true, depth);
            default -> tagged(form, depth);
        };
    }

    private String bitmap(String form, int depth) {
        boolean isContinued = random.nextBoolean();
        int bits = 8 * (1 + random.nextInt(isContinued ? 8 : 16));
        int last = isContinued ? 2 * bits : bits;
        List<String> numbers = random.ints(MOST_FIELDS, isContinued ? 2 : 1, last + 1)
                .sorted()
                .distinct()
                .mapToObj(Integer::toString)
                .collect(Collectors.toList());
        return "{ form: bitmap, bitmap: " + one("binary", "hex", "hex-ebcdic") + ", bits: " + bits + ", continued: "
                + isContinued + ", " + form + fields(numbers, false, depth);
    }

    private String tagged(String form, int depth) {
        String tag = one("ascii", "ebcdic", "bcd", "binary");
        boolean isText = tag.equals("ascii") || tag.equals("ebcdic");
        String length = one(
                "encoding: ascii, bytes: 5",
                "encoding: ebcdic, bytes: 5",
                "encoding: bcd, bytes: 3",
                "encoding: binary, bytes: 3",
                "encoding: hex, bytes: 4",
                "encoding: hex-ebcdic, bytes: 5",
                "encoding: ber");
        String inclusive = length.endsWith("ber") ? "" : ", inclusive: " + random.nextBoolean();
        return "{ form: tagged, order: " + one("tag-length", "length-tag") + ", tag: { bytes: " + (isText ? 2 : 1)
                + ", encoding: " + tag + " }, length: { " + length + inclusive + ", counts-tag: "
                + random.nextBoolean() + ", counts: " + one("bytes", "characters") + " }, " + form
                + fields(some("01", "02", "55", "70", "99"), true, depth);
    }

    private String fields(List<String> keys, boolean isTagged, int depth) {
        return ", fields: { "
                + keys.stream()
                        .map(key -> "'" + key + "': { " + field(isTagged, depth) + " }")
                        .collect(Collectors.joining(", "))
                + " } }";
    }

    private String field(boolean isTagged, int depth) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return TYPES.get(random.nextInt(TYPES.size()));
        }
        String inner = String.format(
                "type: b....9999, prefix: %s, encoding: %s, parts: %s",
                one("ascii", "binary", "bcd"), one("binary", "hex"), parts(depth - 1));
        return isTagged ? inner.replaceFirst("prefix: \\w+, ", "") : inner;
    }

    private static List<String> numbers(int first, int last) {
        return IntStream.rangeClosed(first, last).mapToObj(Integer::toString).toList();
    }

    private List<String> some(String... keys) {
        List<String> all = new ArrayList<>(List.of(keys));
        java.util.Collections.shuffle(all, random);
        return all.subList(0, 1 + random.nextInt(MOST_FIELDS));
    }

    private String one(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
