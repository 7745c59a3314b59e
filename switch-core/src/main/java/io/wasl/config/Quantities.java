package io.wasl.config;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Durations and sizes as a configuration writes them: a whole number and its unit, {@code 250ms}, {@code 64MiB}. */
final class Quantities {

    /** Enough for any value, and far from overflow once multiplied by the largest unit. */
    private static final int MOST_DIGITS = 9;

    private Quantities() {}

    static Optional<Duration> duration(String text) {
        int unit = unitStart(text);
        OptionalLong amount = whole(text.substring(0, unit));
        long unitMillis = switch (text.substring(unit)) {
            case "ms" -> 1;
            case "s" -> 1_000;
            case "m" -> 60_000;
            case "h" -> 3_600_000;
            default -> 0;
        };
        return amount.isEmpty() || unitMillis == 0
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(amount.getAsLong() * unitMillis));
    }

    /** In bytes. */
    static OptionalLong size(String text) {
        int unit = unitStart(text);
        OptionalLong amount = whole(text.substring(0, unit));
        long unitBytes = switch (text.substring(unit)) {
            case "B" -> 1;
            case "KiB" -> 1L << 10;
            case "MiB" -> 1L << 20;
            case "GiB" -> 1L << 30;
            default -> 0;
        };
        return amount.isEmpty() || unitBytes == 0
                ? OptionalLong.empty()
                : OptionalLong.of(amount.getAsLong() * unitBytes);
    }

    /** Decimal digits, a minus allowed so that the error can speak of the range. */
    static OptionalLong whole(String text) {
        String digits = text.startsWith("-") ? text.substring(1) : text;
        boolean right = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return right ? OptionalLong.of(Long.parseLong(text)) : OptionalLong.empty();
    }

    private static int unitStart(String text) {
        int i = 0;
        while (i < text.length() && (text.charAt(i) == '-' || text.charAt(i) >= '0' && text.charAt(i) <= '9')) {
            i++;
        }
        return i;
    }

    /** In the largest unit that leaves a whole number, as an operator would write it. */
    static String text(Duration duration) {
        long millis = duration.toMillis();
        if (millis % 3_600_000 == 0 && millis != 0) {
            return millis / 3_600_000 + "h";
        }
        if (millis % 60_000 == 0 && millis != 0) {
            return millis / 60_000 + "m";
        }
        return millis % 1_000 == 0 ? millis / 1_000 + "s" : millis + "ms";
    }

    static String sizeText(long bytes) {
        if (bytes % (1L << 30) == 0 && bytes != 0) {
            return (bytes >> 30) + "GiB";
        }
        if (bytes % (1L << 20) == 0 && bytes != 0) {
            return (bytes >> 20) + "MiB";
        }
        return bytes % (1L << 10) == 0 && bytes != 0 ? (bytes >> 10) + "KiB" : bytes + "B";
    }
}
