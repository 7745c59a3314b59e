package io.wasl.sim.rules;

/**
 * Which PANs a rule speaks of: a range of digit strings, compared from the left.
 *
 * <pre>
 *   4000001234567899                     this one
 *   400000*                              all that begin so
 *   4000000000000000-4000009999999999    from, to, both included; of the same length as the ends
 * </pre>
 *
 * Prints no digit: a rules file may hold real-looking PANs.
 */
public final class PanMatch {

    private final String low;
    private final String high;
    private final boolean prefix;

    private PanMatch(String low, String high, boolean prefix) {
        this.low = low;
        this.high = high;
        this.prefix = prefix;
    }

    /**
     * @throws IllegalArgumentException with the reason, without the digits
     */
    public static PanMatch parse(String text) {
        if (text.matches("\\d{1,19}\\*")) {
            String digits = text.substring(0, text.length() - 1);
            return new PanMatch(digits, digits, true);
        }
        if (text.matches("\\d{8,19}")) {
            return new PanMatch(text, text, false);
        }
        int dash = text.indexOf('-');
        if (dash > 0 && text.matches("\\d{8,19}-\\d{8,19}")) {
            String low = text.substring(0, dash);
            String high = text.substring(dash + 1);
            if (low.length() != high.length() || low.compareTo(high) > 0) {
                throw new IllegalArgumentException("the ends of a PAN range have one length, the lower first");
            }
            return new PanMatch(low, high, false);
        }
        throw new IllegalArgumentException("must be a PAN, a prefix and *, or two PANs with - between");
    }

    public boolean matches(String pan) {
        if (prefix) {
            return pan.startsWith(low);
        }
        return pan.length() == low.length() && pan.compareTo(low) >= 0 && pan.compareTo(high) <= 0;
    }

    @Override
    public String toString() {
        return prefix ? "a PAN prefix" : "a PAN range";
    }
}
