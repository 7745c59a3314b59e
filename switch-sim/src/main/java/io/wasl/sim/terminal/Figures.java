package io.wasl.sim.terminal;

import java.util.Locale;

/** Numbers as people read them. */
public final class Figures {

    private static final long MICROS_PER_MILLI = 1_000;
    private static final long MICROS_PER_SECOND = 1_000_000;

    private Figures() {}

    /** {@code 12,345}. */
    public static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Microseconds as {@code 830 us}, {@code 12.3 ms}, {@code 2.05 s}. */
    public static String micros(long micros) {
        if (micros < MICROS_PER_MILLI) {
            return micros + " us";
        }
        return micros < MICROS_PER_SECOND
                ? String.format(Locale.ROOT, "%.1f ms", micros / (double) MICROS_PER_MILLI)
                : String.format(Locale.ROOT, "%.2f s", micros / (double) MICROS_PER_SECOND);
    }

    /** {@code 12.3}. */
    public static String tenths(double value) {
        return String.format(Locale.ROOT, "%,.1f", value);
    }
}
