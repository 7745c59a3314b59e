package io.wasl.sim.acquirer;

import io.wasl.time.EpochClock;
import io.wasl.time.RandomSource;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Keys that never come again: DE 11 counts, DE 7 is the time, and DE 37 counts in base 36 behind five characters of
 * chance, so that two generators started in the same second differ too.
 *
 * <p>Owner: the acquirer's loop.
 */
final class KeySequence {

    private static final DateTimeFormatter MMDDHHMMSS = DateTimeFormatter.ofPattern("MMddHHmmss");
    private static final int STANS = 1_000_000;
    private static final int RADIX = 36;
    private static final int RUN_LENGTH = 5;
    private static final int COUNTER_LENGTH = 7;

    private final EpochClock clock;
    private final String run;
    private int stan;
    private long counter;
    private long second = Long.MIN_VALUE;
    private String transmitted = "";

    KeySequence(EpochClock clock, RandomSource random) {
        this.clock = clock;
        run = base36(random.below((long) Math.pow(RADIX, RUN_LENGTH)), RUN_LENGTH);
        stan = (int) random.below(STANS);
    }

    /** DE 11: 000001 to 999999, then from 000001 again. */
    String nextStan() {
        stan = stan + 1 < STANS ? stan + 1 : 1;
        return String.format("%06d", stan);
    }

    /** DE 37. */
    String nextRrn() {
        return run + base36(counter++, COUNTER_LENGTH);
    }

    /** DE 7, MMDDhhmmss in UTC, now. */
    String transmitted() {
        long now = Math.floorDiv(clock.epochMillis(), 1000L);
        if (now != second) {
            second = now;
            transmitted = LocalDateTime.ofInstant(Instant.ofEpochSecond(now), ZoneOffset.UTC)
                    .format(MMDDHHMMSS);
        }
        return transmitted;
    }

    private static String base36(long value, int width) {
        var text = new StringBuilder(Long.toString(value, RADIX).toUpperCase(java.util.Locale.ROOT));
        while (text.length() < width) {
            text.insert(0, '0');
        }
        return text.toString();
    }
}
