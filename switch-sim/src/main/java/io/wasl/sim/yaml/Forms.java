package io.wasl.sim.yaml;

import io.wasl.iso.Mti;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How values are written in the simulators' files and options. Every refusal says what would be right. */
public final class Forms {

    private static final Map<String, Long> UNIT_NANOS =
            Map.of("us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L, "m", 60_000_000_000L);

    private Forms() {}

    /** Amount ranges, delays: {@code 5-10} or one value for both. */
    public record Span(long low, long high) {
        public Span {
            if (low > high) {
                throw new IllegalArgumentException("the low end is above the high end");
            }
        }

        public boolean contains(long value) {
            return value >= low && value <= high;
        }
    }

    /** {@code 5000} or {@code 1000-5000}, minor units. */
    public static Span amounts(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new Span(amount(text), amount(text))
                : new Span(amount(text.substring(0, dash)), amount(text.substring(dash + 1)));
    }

    /** Up to 12 digits, minor units. */
    public static long amount(String text) {
        if (!text.matches("\\d{1,12}")) {
            throw new IllegalArgumentException("must be an amount in minor units, up to 12 digits");
        }
        return Long.parseLong(text);
    }

    /** {@code 250ms} or {@code 100ms-2s}, as nanoseconds. */
    public static Span delays(String text) {
        int dash = text.indexOf('-');
        return dash < 0
                ? new Span(delay(text), delay(text))
                : new Span(delay(text.substring(0, dash)), delay(text.substring(dash + 1)));
    }

    public static Duration duration(String text) {
        return Duration.ofNanos(delay(text));
    }

    /** As {@link #duration} reads it, in the largest unit that is exact. */
    public static String delayWords(long nanos) {
        for (String unit : List.of("m", "s", "ms")) {
            long one = UNIT_NANOS.getOrDefault(unit, 1L);
            if (nanos % one == 0 && nanos >= one) {
                return nanos / one + unit;
            }
        }
        return nanos / UNIT_NANOS.getOrDefault("us", 1L) + "us";
    }

    public static int count(String text) {
        if (!text.matches("\\d{1,9}")) {
            throw new IllegalArgumentException("must be a whole number");
        }
        return Integer.parseInt(text);
    }

    /** Four digits, packed as in {@link Mti}. */
    public static int mti(String text) {
        return Mti.parse(text);
    }

    /** Three digits of DE 49. */
    public static String currency(String text) {
        if (!text.matches("\\d{3}")) {
            throw new IllegalArgumentException("must be a currency of 3 digits, such as 504");
        }
        return text;
    }

    private static long delay(String text) {
        String unit = text.replaceFirst("^\\d+", "").toLowerCase(Locale.ROOT);
        String number = text.substring(0, text.length() - unit.length());
        Long nanos = UNIT_NANOS.get(unit);
        if (nanos == null || number.isEmpty() || number.length() > 6) {
            throw new IllegalArgumentException("must be a duration such as 250ms or 2s");
        }
        return Long.parseLong(number) * nanos;
    }
}
