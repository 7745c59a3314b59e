package io.wasl.config;

import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;

/**
 * When a business day ends.
 *
 * @param cutover local time at which the next date begins
 * @param zone where that time is local
 * @param by ids of the members that may end the day earlier, by 0800 with DE 70 = 201 (since 1993 DE 24 = 821)
 */
public record BusinessDateConfig(LocalTime cutover, ZoneId zone, List<String> by) {

    public BusinessDateConfig {
        by = List.copyOf(by);
    }

    /** The calendar's day in UTC, and nobody ends it earlier. */
    public static BusinessDateConfig defaults() {
        return new BusinessDateConfig(LocalTime.MIDNIGHT, ZoneOffset.UTC, List.of());
    }
}
