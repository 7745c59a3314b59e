package io.wasl.validation;

import java.util.Locale;

/**
 * What a message lacks or says wrongly; {@link #VALID} when nothing. Never holds a value of the message.
 *
 * @param de the element; where one of several would do, the usual one
 * @param offset of its value from the start of the message; 0 when it is missing
 */
public record Violation(int de, int offset, Cause cause) {

    /** What is wrong. */
    public enum Cause {
        NONE,
        /** The MTI demands it. */
        MISSING,
        /** Not a month, day, hour, minute and second that exist. */
        NOT_A_DATE_TIME,
        /** Neither three digits nor three letters (ISO 4217). */
        NOT_A_CURRENCY
    }

    /** Nothing is wrong. */
    public static final Violation VALID = new Violation(0, 0, Cause.NONE);

    public boolean isValid() {
        return cause == Cause.NONE;
    }

    /** {@code DE 11: missing}. */
    @Override
    public String toString() {
        return isValid() ? "valid" : "DE " + de + ": " + cause.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
