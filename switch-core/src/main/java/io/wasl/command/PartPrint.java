package io.wasl.command;

import io.wasl.codec.DecodeError;
import io.wasl.codec.MessageView;
import io.wasl.codec.PartView;
import io.wasl.codec.Sensitivity;
import io.wasl.security.Masking;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

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

    private static final Pattern DIGITS = Pattern.compile("[0-9]+");

    private final PartView part = new PartView();
    private final MessageView view;
    private final int de;
    private final Disclosure disclosure;

    /** A part on its line. */
    private record Line(String path, String name, String value) {}

    private PartPrint(MessageView view, int de, Disclosure disclosure) {
        this.view = view;
        this.de = de;
        this.disclosure = disclosure;
    }

    /** What is wrong with the parts of an element; empty also for an element that is not divided. */
    static Optional<DecodeError> damage(MessageView view, int de) {
        PartView part = new PartView();
        part.begin(view, de);
        while (part.next()) {
            // every part is checked on the way
        }
        return part.isDamaged() ? Optional.of(part.error()) : Optional.empty();
    }

    /**
     * A line for each part, none for an element that is not divided; of damaged parts those before the damage.
     *
     * <p>A length that is too short leaves the end of a value where tags would be. So where something is damaged only open
     * values are shown, and none behind the first part that is not open; keys of digits alone are no more shown there.
     */
    static List<String> lines(MessageView view, int de, Disclosure disclosure) {
        return new PartPrint(view, de, disclosure).lines(damage(view, de).isPresent());
    }

    private List<String> lines(boolean isDamaged) {
        List<Line> lines = new ArrayList<>();
        boolean isWholeHidden = disclosure.hidesParts(de);
        boolean isDoubtful = false;
        List<String> keys = new ArrayList<>(List.of(Integer.toString(de)));
        for (part.begin(view, de); part.next(); ) {
            keys.subList(part.depth(), keys.size()).clear();
            boolean isKeyHidden = disclosure.hidesKey(part.key())
                    || isDoubtful && DIGITS.matcher(part.key()).matches();
            keys.add(isKeyHidden ? "*".repeat(part.key().length()) : part.key());
            boolean isHidden = isWholeHidden || isDoubtful || isDamaged && isHiddenBeforeDamage();
            lines.add(new Line(String.join(".", keys), part.name(), shown(isHidden)));
            isDoubtful |= isDamaged && !part.isComposite() && part.sensitivity() != Sensitivity.OPEN;
        }
        return aligned(lines);
    }

    private boolean isHiddenBeforeDamage() {
        byte[] value = value();
        return part.sensitivity() != Sensitivity.OPEN || disclosure.hidesBeforeDamage(value, value.length);
    }

    private String shown(boolean mustHide) {
        if (part.isComposite()) {
            return "";
        }
        byte[] value = value();
        boolean isHidden = mustHide
                || part.sensitivity() == Sensitivity.OPEN
                        && disclosure.hides(part.characterClass(), value, value.length);
        return Masking.part(
                isHidden ? Sensitivity.OPAQUE : part.sensitivity(), part.characterClass(), value, 0, value.length);
    }

    private byte[] value() {
        byte[] value = new byte[part.neutralLength()];
        part.copy(value, 0);
        return value;
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
