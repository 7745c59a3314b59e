package io.wasl.translation;

/**
 * Something that messages of one dialect may carry and that does not arrive in the other.
 *
 * @param element of the source
 */
public record Loss(int element, Cause cause) {

    /** Why. */
    public enum Cause {
        NO_HOME("means nothing in that version, or something else"),
        UNDECLARED("is not declared there"),
        OTHER_FORM("is bytes in one dialect and text in the other"),
        OTHER_PARTS("has other parts there"),
        NARROWER("is shorter there: longer values are refused");

        private final String text;

        Cause(String text) {
            this.text = text;
        }
    }

    /** For people. */
    public String text() {
        return "DE " + element + " " + cause.text;
    }
}
