package io.wasl.command;

import java.time.Duration;
import java.util.Locale;

/** Durations, sizes and counts as the configuration and the field write them. */
final class Amounts {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB"};
    private static final int UNIT = 1024;

    private Amounts() {}

    /** {@code 250ms}, {@code 12s}. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        return millis % 1000 == 0 ? millis / 1000 + "s" : millis + "ms";
    }

    /** In the largest unit that leaves at least 1, rounded up: it is what must be there. */
    static String bytes(long bytes) {
        int unit = 0;
        long rest = bytes;
        while (rest >= UNIT && unit < UNITS.length - 1) {
            rest = (rest + UNIT - 1) / UNIT;
            unit++;
        }
        return rest + UNITS[unit];
    }

    /** {@code 1 range}, {@code 1,000,000 ranges}. */
    static String count(long count, String noun) {
        return String.format(Locale.ROOT, "%,d %s%s", count, noun, count == 1 ? "" : "s");
    }
}
