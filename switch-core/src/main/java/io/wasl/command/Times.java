package io.wasl.command;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.OptionalLong;
import java.util.function.ToLongFunction;

/** Times as people write them (ISO 8601). */
final class Times {

    private Times() {}

    /** Milliseconds since 1970 of a day, a local time (both UTC) or a time with its offset. */
    static OptionalLong epochMs(String text) {
        OptionalLong withOffset =
                parse(text, t -> OffsetDateTime.parse(t).toInstant().toEpochMilli());
        OptionalLong local = withOffset.isPresent()
                ? withOffset
                : parse(
                        text,
                        t -> LocalDateTime.parse(t).toInstant(ZoneOffset.UTC).toEpochMilli());
        return local.isPresent()
                ? local
                : parse(
                        text,
                        t -> LocalDate.parse(t)
                                .atStartOfDay(ZoneOffset.UTC)
                                .toInstant()
                                .toEpochMilli());
    }

    private static OptionalLong parse(String text, ToLongFunction<String> form) {
        try {
            return OptionalLong.of(form.applyAsLong(text));
        } catch (DateTimeParseException otherForm) {
            return OptionalLong.empty();
        }
    }
}
