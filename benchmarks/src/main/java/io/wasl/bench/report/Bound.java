package io.wasl.bench.report;

import java.util.Locale;

/** A limit that a ratio keeps or not. */
record Bound(double limit, boolean isUpper) {

    static Bound atMost(double limit) {
        return new Bound(limit, true);
    }

    static Bound atLeast(double limit) {
        return new Bound(limit, false);
    }

    boolean isKept(double value) {
        return isUpper ? value <= limit : value >= limit;
    }

    /** Whether the first of two figures is the harder to keep it with. */
    boolean isStricter(double value, double other) {
        return isUpper ? value > other : value < other;
    }

    /** {@code ≤ 0.33}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.2f", isUpper ? "≤" : "≥", limit).replaceAll("\\.?0+$", "");
    }
}
