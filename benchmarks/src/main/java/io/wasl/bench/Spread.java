package io.wasl.bench;

import java.util.Arrays;

/**
 * What several iterations say: the one in the middle, and between which they lie. No share of a normal curve: a handful of
 * iterations, some of them disturbed, has none.
 */
record Spread(double median, double low, double high) {

    /** Of at least one. */
    static Spread of(double[] samples) {
        double[] sorted = samples.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
        return new Spread(median, sorted[0], sorted[sorted.length - 1]);
    }

    /** The ratio to another, at its widest. */
    Spread over(Spread unit) {
        return new Spread(median / unit.median, low / unit.high, high / unit.low);
    }

    /** What two measurements of one thing say together: their mean, between both. */
    Spread with(Spread other) {
        return new Spread((median + other.median) / 2, Math.min(median, other.median), Math.max(median, other.median));
    }

    /** Half of how far they lie apart, as a part of the median. */
    double error() {
        return (high - low) / 2 / median;
    }
}
