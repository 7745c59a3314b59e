package io.wasl.routing;

import java.util.ArrayList;
import java.util.List;

/**
 * One range of a table, for people.
 *
 * @param span its PANs by their first digits; at most eight of them, since a bound may be a card's number
 * @param destinations in order of priority
 * @param panLengths as the column writes them
 */
public record BinRange(String span, List<Destination> destinations, String brand, String panLengths, boolean luhn) {

    /**
     * One row of the range.
     *
     * @param line in the table's file
     */
    public record Destination(String issuer, int line) {

        @Override
        public String toString() {
            return issuer + " (line " + line + ")";
        }
    }

    private static final int SHOWN_DIGITS = 8;

    public BinRange {
        destinations = List.copyOf(destinations);
    }

    static BinRange of(BinTable table, int range) {
        BinRanges ranges = table.rangesByLow();
        RangeTerms terms = table.termsOf(range);
        int[] issuers = terms.route().issuers();
        List<Destination> destinations = new ArrayList<>(issuers.length);
        for (int i = 0; i < issuers.length; i++) {
            int line = ranges.rowLines()[ranges.firstRows()[range] + i];
            destinations.add(new Destination(ranges.issuerIds().get(issuers[i]), line));
        }
        return new BinRange(
                span(ranges.lows()[range], ranges.highs()[range]),
                destinations,
                terms.route().brand(),
                PanLengths.toString(terms.lengths()),
                terms.luhn());
    }

    /** {@code 400000}, {@code 400000-400099}, {@code 40000012…-40000013…}. */
    static String span(long low, long high) {
        String from = digits(low);
        String to = digits(high);
        int length = PanNumber.DIGITS;
        while (length > PanNumber.PREFIX_DIGITS && from.charAt(length - 1) == '0' && to.charAt(length - 1) == '9') {
            length--;
        }
        String first = shown(from.substring(0, length));
        String last = shown(to.substring(0, length));
        return first.equals(last) ? first : first + "-" + last;
    }

    private static String digits(long number) {
        String digits = Long.toUnsignedString(number);
        return "0".repeat(PanNumber.DIGITS - digits.length()) + digits;
    }

    private static String shown(String digits) {
        return digits.length() <= SHOWN_DIGITS ? digits : digits.substring(0, SHOWN_DIGITS) + "…";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(span).append(" to ");
        for (int i = 0; i < destinations.size(); i++) {
            text.append(i == 0 ? "" : ", then ").append(destinations.get(i));
        }
        return text.append(", brand ")
                .append(brand)
                .append(", PAN length ")
                .append(panLengths)
                .append(luhn ? ", check digit" : ", no check digit")
                .toString();
    }
}
