package io.wasl.fuzz;

import java.util.regex.Pattern;

/** What no text for people may hold. */
public final class CardDigits {

    /** The shortest PAN in use has 12 digits; a BIN, an amount, an offset may be told. */
    private static final Pattern PAN = Pattern.compile("[0-9]{12,}");

    private CardDigits() {}

    public static void assertNoneIn(String text) {
        if (PAN.matcher(text).find()) {
            throw new AssertionError("a text holds what may be a card: " + text);
        }
    }
}
