package io.wasl.sim.acquirer;

import io.wasl.iso.Version;
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
    private static final DateTimeFormatter HHMMSS = DateTimeFormatter.ofPattern("HHmmss");
    private static final DateTimeFormatter YYMMDDHHMMSS = DateTimeFormatter.ofPattern("yyMMddHHmmss");
    private static final DateTimeFormatter YYYYMMDDHHMMSS = DateTimeFormatter.ofPattern("yyyyMMddHHmmss");
    private static final int STANS = 1_000_000;
    private static final int RADIX = 36;
    private static final int RUN_LENGTH = 5;
    private static final int COUNTER_LENGTH = 7;

    private final EpochClock clock;
    private final Version version;
    private final String run;
    private int stan;
    private long counter;
    private long second = Long.MIN_VALUE;
    private String transmitted = "";
    private String local = "";

    KeySequence(EpochClock clock, Version version, RandomSource random) {
        this.clock = clock;
        this.version = version;
        run = base36(random.below((long) Math.pow(RADIX, RUN_LENGTH)), RUN_LENGTH);
        stan = (int) random.below(STANS);
    }

    /** DE 11: 1 to 999999, then from 1 again; 2003 has six zeros more before it. */
    String nextStan() {
        stan = stan + 1 < STANS ? stan + 1 : 1;
        return String.format("%0" + version.stanDigits() + "d", stan);
    }

    /** DE 37. */
    String nextRrn() {
        return run + base36(counter++, COUNTER_LENGTH);
    }

    /** DE 7, MMDDhhmmss in UTC, now. */
    String transmitted() {
        readClock();
        return transmitted;
    }

    /** DE 12, now: hhmmss; since 1993 YYMMDDhhmmss, in 2003 YYYYMMDDhhmmss. */
    String local() {
        readClock();
        return local;
    }

    private void readClock() {
        long now = Math.floorDiv(clock.epochMillis(), 1000L);
        if (now != second) {
            second = now;
            LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochSecond(now), ZoneOffset.UTC);
            transmitted = time.format(MMDDHHMMSS);
            local = time.format(localForm());
        }
    }

    private DateTimeFormatter localForm() {
        return switch (version) {
            case V1987 -> HHMMSS;
            case V1993 -> YYMMDDHHMMSS;
            case V2003 -> YYYYMMDDHHMMSS;
        };
    }

    private static String base36(long value, int width) {
        var text = new StringBuilder(Long.toString(value, RADIX).toUpperCase(java.util.Locale.ROOT));
        while (text.length() < width) {
            text.insert(0, '0');
        }
        return text.toString();
    }
}
