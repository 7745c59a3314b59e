package io.wasl.routing;

/** The {@code pan-length} column: bit n is set when PANs of n digits are valid. */
final class PanLengths {

    /** No text means "no length is valid", so it can say that the text is wrong. */
    static final int WRONG = 0;

    private PanLengths() {}

    /** Reads {@code 16}, {@code 16-19}, {@code 16|19} or a mixture such as {@code 13|16-19}. */
    static int parse(String text) {
        int lengths = 0;
        int start = 0;
        while (start <= text.length()) {
            int bar = text.indexOf('|', start);
            int end = bar < 0 ? text.length() : bar;
            int part = parsePart(text.substring(start, end).strip());
            if (part == WRONG) {
                return WRONG;
            }
            lengths |= part;
            start = end + 1;
        }
        return lengths;
    }

    private static int parsePart(String part) {
        int hyphen = part.indexOf('-');
        int from = number(hyphen < 0 ? part : part.substring(0, hyphen).strip());
        int to = hyphen < 0 ? from : number(part.substring(hyphen + 1).strip());
        if (from < PanNumber.SHORTEST_PAN || to > PanNumber.DIGITS || from > to) {
            return WRONG;
        }
        return (1 << to + 1) - (1 << from);
    }

    /** One or two digits; 0 for anything else. */
    private static int number(String digits) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9' || i > 1) {
                return 0;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    /** As the column writes it. */
    static String toString(int lengths) {
        StringBuilder text = new StringBuilder();
        for (int n = PanNumber.SHORTEST_PAN; n <= PanNumber.DIGITS; n++) {
            boolean starts = isSet(lengths, n) && !isSet(lengths, n - 1);
            if (starts) {
                int last = n;
                while (isSet(lengths, last + 1)) {
                    last++;
                }
                text.append(text.isEmpty() ? "" : "|").append(n).append(last > n ? "-" + last : "");
            }
        }
        return text.toString();
    }

    private static boolean isSet(int lengths, int n) {
        return (lengths >>> n & 1) != 0;
    }
}
