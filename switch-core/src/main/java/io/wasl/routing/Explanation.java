package io.wasl.routing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Why PANs that begin with some digits go where they go.
 *
 * @param prefix what was asked for, at most eight digits of it shown
 * @param parts from low to high; more than one when narrower ranges lie inside the prefix
 * @param furtherParts how many more there are, left out of {@code parts}
 * @param asPan where it leads as a whole PAN, when it is long enough to be one
 */
public record Explanation(String prefix, List<Part> parts, int furtherParts, Optional<Route> asPan) {

    /**
     * PANs that one range decides about.
     *
     * @param span as in {@link BinRange#span()}
     * @param range empty when they lie in no range
     * @param wider ranges that lie over them too and lose, the narrowest first
     */
    public record Part(String span, Optional<BinRange> range, List<BinRange> wider) {

        public Part {
            wider = List.copyOf(wider);
        }
    }

    public Explanation {
        parts = List.copyOf(parts);
    }

    /** One sentence a line, for the terminal. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Part part : parts) {
            lines.add(part.span() + ": "
                    + part.range().map(range -> "range " + range).orElse("in no range, UNKNOWN_BIN"));
            for (BinRange wider : part.wider()) {
                lines.add("  narrower than " + wider);
            }
        }
        if (furtherParts > 0) {
            lines.add("and " + furtherParts + " further parts");
        }
        asPan.ifPresent(route -> lines.add("as a whole PAN: " + verdict(route)));
        return List.copyOf(lines);
    }

    private static String verdict(Route route) {
        return route instanceof Route.Decline decline ? decline.reason().name() : "valid";
    }
}
