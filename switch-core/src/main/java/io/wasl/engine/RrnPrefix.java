package io.wasl.engine;

import io.wasl.time.EpochClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;

/**
 * The RRN that Wasl makes for an issuer's leg when the acquirer sent none: YDDDhh in UTC and the leg's STAN, 12 digits (the
 * habit of the field for DE 37). Remembers the hour's prefix. Loop thread.
 */
final class RrnPrefix {

    private static final long HOUR_MS = 3_600_000;
    private static final int LENGTH = 6;
    private static final int STAN_DIGITS = 6;

    private final EpochClock clock;
    private long hour = -1;
    private byte[] prefix = new byte[LENGTH];

    RrnPrefix(EpochClock clock) {
        this.clock = clock;
    }

    /** Writes prefix and the last six digits of a STAN and returns the length. */
    int write(byte[] target, byte[] stan, int stanDigits) {
        long now = clock.epochMillis();
        if (Math.floorDiv(now, HOUR_MS) != hour) {
            hour = Math.floorDiv(now, HOUR_MS);
            OffsetDateTime time = Instant.ofEpochMilli(now).atOffset(ZoneOffset.UTC);
            int digits = time.getYear() % 10 * 100_000 + time.getDayOfYear() * 100 + time.getHour();
            prefix = Arrays.copyOf(String.format("%06d", digits).getBytes(StandardCharsets.US_ASCII), LENGTH);
        }
        System.arraycopy(prefix, 0, target, 0, LENGTH);
        System.arraycopy(stan, stanDigits - STAN_DIGITS, target, LENGTH, STAN_DIGITS);
        return LENGTH + STAN_DIGITS;
    }
}
