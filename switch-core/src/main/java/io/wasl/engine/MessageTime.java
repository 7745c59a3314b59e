package io.wasl.engine;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/** DE 7, transmission date and time, MMDDhhmmss in UTC, as a number of ten digits. */
final class MessageTime {

    private MessageTime() {}

    static long ofEpochMillis(long epochMillis) {
        OffsetDateTime time = Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
        long date = time.getMonthValue() * 100L + time.getDayOfMonth();
        return date * 1_000_000 + time.getHour() * 10_000L + time.getMinute() * 100L + time.getSecond();
    }

    /** Writes a number with leading zeros. */
    static void write(long value, byte[] target, int digits) {
        long rest = value;
        for (int i = digits - 1; i >= 0; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
