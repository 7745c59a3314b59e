package io.wasl.translation;

import java.util.ArrayList;
import java.util.List;

/**
 * Something that messages of one dialect may carry and that does not arrive in the other.
 *
 * @param element of the source
 */
public record Loss(int element, Cause cause) {

    /** Why. */
    public enum Cause {
        NO_HOME("unknown in that version, or something else there"),
        UNDECLARED("not declared there"),
        OTHER_FORM("bytes in one dialect and text in the other"),
        OTHER_PARTS("divided in another way there"),
        EXPOSED("never stored, and there it would be"),
        NARROWER("shorter there, longer values are refused");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    /** Of several, for people: {@code DE 22 28-31 46 (unknown in that version, …); DE 55 (…)}. */
    public static String text(List<Loss> losses) {
        List<String> texts = new ArrayList<>();
        for (Cause cause : Cause.values()) {
            List<Integer> elements = losses.stream()
                    .filter(loss -> loss.cause == cause)
                    .map(Loss::element)
                    .sorted()
                    .toList();
            if (!elements.isEmpty()) {
                texts.add("DE" + runs(elements) + " (" + cause.text + ")");
            }
        }
        return String.join("; ", texts);
    }

    private static String runs(List<Integer> elements) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < elements.size(); ) {
            int last = i;
            while (last + 1 < elements.size() && elements.get(last + 1) == elements.get(last) + 1) {
                last++;
            }
            text.append(' ').append(elements.get(i));
            if (last > i) {
                text.append('-').append(elements.get(last));
            }
            i = last + 1;
        }
        return text.toString();
    }
}
