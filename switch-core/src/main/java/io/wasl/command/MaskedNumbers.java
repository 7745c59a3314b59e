package io.wasl.command;

import io.wasl.iso.Luhn;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Text of a person's own (a file's name, a key) that an error repeats, without what may be a card's number: a message given in
 * place of a file, a number in place of a key. Pure.
 *
 * <pre>
 *   dumps/0100411111111111.yaml      dumps/(number).yaml       12 digits or more in a row, but zeros in front
 *   4111 1111-1111 1111              (number)                  in groups: 12 to 19 with a right check digit
 * </pre>
 */
final class MaskedNumbers {

    private static final int LEAST_DIGITS = 12;
    private static final int MOST_DIGITS = 19;
    private static final String SHOWN = "(number)";

    /** Zeros in front number something, a segment of the log for one, and no card. */
    private static final Pattern LONG_RUN = Pattern.compile("0*+[1-9][0-9]{" + (LEAST_DIGITS - 1) + ",}+");

    private MaskedNumbers() {}

    /** In one pass. */
    static String in(String text) {
        StringBuilder masked = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            int end = isDigit(text, at) ? endOfGroups(text, at) : at + 1;
            masked.append(isDigit(text, at) ? shown(text.substring(at, end)) : text.substring(at, end));
            at = end;
        }
        return masked.toString();
    }

    private static String shown(String groups) {
        String digits = groups.replace(" ", "").replace("-", "");
        boolean isInGroups = digits.length() < groups.length();
        boolean mayBeCard = isInGroups
                && digits.length() >= LEAST_DIGITS
                && digits.length() <= MOST_DIGITS
                && Luhn.isValid(digits.getBytes(StandardCharsets.US_ASCII), 0, digits.length());
        if (mayBeCard) {
            return SHOWN;
        }
        return LONG_RUN.matcher(groups).replaceAll(SHOWN);
    }

    /** Of digits with at most one blank or hyphen between them. */
    private static int endOfGroups(String text, int from) {
        int end = from;
        while (isDigit(text, end) || (isBetween(text, end) && isDigit(text, end + 1))) {
            end++;
        }
        return end;
    }

    private static boolean isBetween(String text, int at) {
        return at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '-');
    }

    private static boolean isDigit(String text, int at) {
        return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
    }
}
