package io.wasl.engine;

import io.wasl.codec.MessageWriter;
import io.wasl.config.BusinessDateConfig;
import io.wasl.iso.ElementSet;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;

/**
 * The date under which messages are settled: stamped on each when it is accepted, and never changed for it. A day ends at
 * the configured local time, or earlier when a peer says so; a date never comes back, whatever the clock does.
 *
 * <pre>
 *   cutover 23:00     21 Nov 23:00 ──── 22 November ──── 22 Nov 23:00 ──── 23 November ──── …
 *   0800/201 at 22:30                   22 November ─ 22:30 ─ 23 November ───────────────── 23 Nov 23:00
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

    /** Puts it into the elements kept of a message, in the place of what its sender says. */
    boolean put(ElementSet kept, int count) {
        kept.remove(SETTLEMENT_DATE);
        return kept.put(SETTLEMENT_DATE, digits, digits.length - count, count);
    }

    /** What the log has stamped already; the date is not earlier. 0 for nothing. */
    void recovered(long stamped) {
        if (stamped > number) {
            begin(LocalDate.of((int) (stamped / 10_000), (int) (stamped / 100 % 100), (int) (stamped % 100)));
        }
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
     * A peer ends the day. Several may say it, and say it again: a day is ended once.
     *
     * @return whether another date has begun
     */
    boolean cutOver(long nowMs) {
        if (today.isAfter(dateAt(nowMs))) {
            return false;
        }
        begin(today.plusDays(1));
        return true;
    }

    private LocalDate dateAt(long nowMs) {
        ZonedDateTime now = Instant.ofEpochMilli(nowMs).atZone(config.zone());
        boolean isNext = !isMidnight() && !now.toLocalTime().isBefore(config.cutover());
        return isNext ? now.toLocalDate().plusDays(1) : now.toLocalDate();
    }

    private boolean isMidnight() {
        return config.cutover().equals(LocalTime.MIDNIGHT);
    }

    private void begin(LocalDate date) {
        today = date;
        number = (date.getYear() * 100 + date.getMonthValue()) * 100 + date.getDayOfMonth();
        Digits.write(number, digits, 0, digits.length);
        LocalDate last = isMidnight() ? date.plusDays(1) : date;
        endsMs = last.atTime(config.cutover()).atZone(config.zone()).toInstant().toEpochMilli();
    }
}
