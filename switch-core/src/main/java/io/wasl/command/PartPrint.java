package io.wasl.command;

import io.wasl.codec.MessageView;
import io.wasl.codec.PartView;
import io.wasl.codec.Sensitivity;
import io.wasl.security.Masking;
import java.util.ArrayList;
import java.util.List;

/**
 * The parts of one element for people, each masked by its own sensitivity.
 *
 * <pre>
 *     55.9F02    amount, authorized          000000012345
 *     55.71      issuer script template 1
 *     55.71.86   issuer script command       (8 bytes)
 * </pre>
 */
final class PartPrint {

    private static final int NO_VALUE = -1;

    /** A part on its line. */
    private record Line(String path, String name, String value) {}

    private PartPrint() {}

    /**
     * A line for each part, none for an element that is not divided. Where the parts cannot be told from each other to the
     * end, only that is said: what looks like a tag there may be anything.
     */
    static List<String> lines(MessageView view, int de, Disclosure disclosure) {
        PartView part = new PartView();
        int longest = longest(part, view, de);
        if (part.isDamaged()) {
            return List.of("    parts not shown: " + part.error());
        }
        if (longest == NO_VALUE) {
            return List.of();
        }
        List<Line> lines = new ArrayList<>();
        byte[] value = new byte[longest];
        boolean isHidden = disclosure.hidesParts(de);
        List<String> keys = new ArrayList<>(List.of(Integer.toString(de)));
        for (part.begin(view, de); part.next(); ) {
            keys.subList(part.depth(), keys.size()).clear();
            keys.add(disclosure.hidesKey(part.key()) ? "*".repeat(part.key().length()) : part.key());
            int length = part.copy(value, 0);
            lines.add(new Line(String.join(".", keys), part.name(), shown(part, value, length, isHidden, disclosure)));
        }
        return aligned(lines);
    }

    private static String shown(PartView part, byte[] value, int length, boolean isWholeHidden, Disclosure disclosure) {
        if (part.isComposite()) {
            return "";
        }
        boolean isHidden = isWholeHidden
                || part.sensitivity() == Sensitivity.OPEN && disclosure.hides(part.characterClass(), value, length);
        return Masking.part(
                isHidden ? Sensitivity.OPAQUE : part.sensitivity(), part.characterClass(), value, 0, length);
    }

    /** Of all values, when all parts are right. */
    private static int longest(PartView part, MessageView view, int de) {
        int longest = NO_VALUE;
        for (part.begin(view, de); part.next(); ) {
            longest = Math.max(longest, part.neutralLength());
        }
        return longest;
    }

    private static List<String> aligned(List<Line> lines) {
        int paths = lines.stream().mapToInt(line -> line.path.length()).max().orElse(0);
        int names = lines.stream().mapToInt(line -> line.name.length()).max().orElse(0);
        return lines.stream()
                .map(line -> "    " + padded(line.path, paths) + "  " + padded(line.name, names) + "  " + line.value)
                .map(String::stripTrailing)
                .toList();
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
