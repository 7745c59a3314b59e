package io.wasl.engine;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** DE 7, transmission date and time, MMDDhhmmss in UTC, as a number of ten digits. */
final class MessageTime {

    /** What {@link #toEpochMillis} says of digits that are no time. */
    static final long NO_TIME = Long.MIN_VALUE;

    /** A clock that runs before ours may name a time to come, but not another year's. */
    private static final Duration MOST_AHEAD = Duration.ofDays(2);

    /** A 29 February may be so old. */
    private static final int LEAP_YEARS_APART = 8;

    private static final Duration MOST_BEHIND = Duration.ofHours(12);
    private static final int SHORT_LOCAL_DIGITS = 12;
    private static final int MONTH_TO_SECOND = 10;

    private MessageTime() {}

    static long ofEpochMillis(long epochMillis) {
        OffsetDateTime time = Instant.ofEpochMilli(epochMillis).atOffset(ZoneOffset.UTC);
        long date = time.getMonthValue() * 100L + time.getDayOfMonth();
        return date * 1_000_000 + time.getHour() * 10_000L + time.getMinute() * 100L + time.getSecond();
    }

    /** The last moment, seen from {@code nowMs}, that these ten digits can mean; {@link #NO_TIME} when there is none. */
    static long toEpochMillis(byte[] digits, int at, long nowMs) {
        OffsetDateTime latest =
                Instant.ofEpochMilli(nowMs).atOffset(ZoneOffset.UTC).plus(MOST_AHEAD);
        for (int year = latest.getYear(); year >= latest.getYear() - LEAP_YEARS_APART; year--) {
            OffsetDateTime time = in(year, digits, at);
            if (time != null && !time.isAfter(latest)) {
                return time.toInstant().toEpochMilli();
            }
        }
        return NO_TIME;
    }

    /**
     * The last moment that local date and time, YYMMDDhhmmss or YYYYMMDDhhmmss of a place that is not told, can mean: no
     * clock on earth is more than fourteen hours ahead or twelve behind UTC.
     */
    static long latestOfLocal(byte[] digits, int at, int count, long nowMs) {
        int shortYear = two(digits, at + count - SHORT_LOCAL_DIGITS);
        int thisYear = Instant.ofEpochMilli(nowMs).atOffset(ZoneOffset.UTC).getYear();
        int year = thisYear - thisYear % 100 + shortYear;
        OffsetDateTime time = in(year - thisYear > 50 ? year - 100 : year, digits, at + count - MONTH_TO_SECOND);
        return time == null ? NO_TIME : time.plus(MOST_BEHIND).toInstant().toEpochMilli();
    }

    private static @Nullable OffsetDateTime in(int year, byte[] digits, int at) {
        try {
            LocalDate date = LocalDate.of(year, two(digits, at), two(digits, at + 2));
            return date.atTime(two(digits, at + 4), two(digits, at + 6), two(digits, at + 8))
                    .atOffset(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static int two(byte[] digits, int at) {
        return (digits[at] - '0') * 10 + digits[at + 1] - '0';
    }
}
