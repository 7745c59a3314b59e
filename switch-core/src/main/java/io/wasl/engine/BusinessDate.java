package io.wasl.engine;

import io.wasl.codec.MessageWriter;
import io.wasl.config.BusinessDateConfig;
import io.wasl.iso.ElementSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.zone.ZoneOffsetTransition;

/**
 * The date under which messages are settled: stamped on each when it is accepted, and never changed for it. A day ends at
 * the configured local time, or earlier when a peer says so; a date never comes back, whatever the clock does.
 *
 * <pre>
 *   cutover 23:00     21 Nov 23:00 ──── 22 November ──── 22 Nov 23:00 ──── 23 November ──── …
 *   0800/201 at 22:30                   22 November ─ 22:30 ─ 23 November ───────────────── 23 Nov 23:00
 *   0800/201 at 23:01                   22 November ─────── 23:00 ─ 23 November: it is the day that has ended
 *   cutover 00:00     22 Nov 00:00 ──── 22 November ──── 23 Nov 00:00 ──── 23 November ──── …
 * </pre>
 *
 * Loop thread; before it leads, the recovering one.
 */
final class BusinessDate {

    static final int SETTLEMENT_DATE = 15;

    private final BusinessDateConfig config;
    private LocalDate today = LocalDate.EPOCH;
    private long endsMs;
    private int number;
    private int day;
    private final byte[] digits = new byte[8];

    BusinessDate(BusinessDateConfig config) {
        this.config = config;
        begin(LocalDate.EPOCH);
    }

    /** As 20261122. */
    int number() {
        return number;
    }

    /**
     * Puts it into an answer as DE 15.
     *
     * @param count its last digits: 4 of 1987 (MMDD), 6 of 1993 (YYMMDD), 8 of 2003 (YYYYMMDD)
     */
    void put(MessageWriter answer, int count) {
        answer.set(SETTLEMENT_DATE, digits, digits.length - count, count);
    }

    /** In days since 1970. */
    int day() {
        return day;
    }

    /** The same of a date as {@link #number} gives it. */
    static int day(long number) {
        return number == 0 ? 0 : (int) date(number).toEpochDay();
    }

    /** Puts another one than today's into an answer. */
    static void put(MessageWriter answer, int day, int count) {
        byte[] told = new byte[8];
        Digits.write(number(LocalDate.ofEpochDay(day)), told, 0, told.length);
        answer.set(SETTLEMENT_DATE, told, told.length - count, count);
    }

    /** Puts it into the elements kept of a message, in the place of what its sender says. */
    boolean put(ElementSet kept, int count) {
        kept.remove(SETTLEMENT_DATE);
        return kept.put(SETTLEMENT_DATE, digits, digits.length - count, count);
    }

    /** What the log has stamped already; the date is not earlier. 0 for nothing. */
    void recovered(long stamped) {
        if (stamped > number) {
            begin(date(stamped));
        }
    }

    private static LocalDate date(long number) {
        return LocalDate.of((int) (number / 10_000), (int) (number / 100 % 100), (int) (number % 100));
    }

    private static int number(LocalDate date) {
        return (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
    }

    /**
     * Time goes on.
     *
     * @param nowMs the wall clock
     * @return whether another date has begun
     */
    boolean advance(long nowMs) {
        if (nowMs < endsMs) {
            return false;
        }
        begin(dateAt(nowMs));
        return true;
    }

    /**
     * A peer ends the day. Several may say it, and say it again, before and after the clock does: a day is ended once. Which one
     * is meant nobody says; it is the one whose end by the clock lies nearest.
     *
     * @return whether another date has begun
     */
    boolean cutOver(long nowMs) {
        LocalDate current = dateAt(nowMs);
        boolean isOfTheOneBefore = nowMs - endsMs(current.minusDays(1)) < endsMs(current) - nowMs;
        if (today.isAfter(current) || isOfTheOneBefore) {
            return false;
        }
        begin(current.plusDays(1));
        return true;
    }

    /** The first date whose end is still to come. */
    private LocalDate dateAt(long nowMs) {
        LocalDate date =
                Instant.ofEpochMilli(nowMs).atZone(config.zone()).toLocalDate().minusDays(1);
        while (endsMs(date) <= nowMs) {
            date = date.plusDays(1);
        }
        return date;
    }

    private boolean isMidnight() {
        return config.cutover().equals(LocalTime.MIDNIGHT);
    }

    private void begin(LocalDate date) {
        today = date;
        number = number(date);
        day = (int) date.toEpochDay();
        Digits.write(number, digits, 0, digits.length);
        endsMs = endsMs(date);
    }

    /** The first of two such moments in the night when clocks go back; where there is none the moment when they go forward. */
    private long endsMs(LocalDate date) {
        LocalDate last = isMidnight() ? date.plusDays(1) : date;
        LocalDateTime end = last.atTime(config.cutover());
        ZoneOffsetTransition change = config.zone().getRules().getTransition(end);
        return change != null && change.isGap()
                ? change.toEpochSecond() * 1000
                : end.atZone(config.zone()).toInstant().toEpochMilli();
    }
}
