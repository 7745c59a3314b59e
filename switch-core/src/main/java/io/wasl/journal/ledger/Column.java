package io.wasl.journal.ledger;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * A record's values as the columns take them. No value of the log may be refused by the database, since one refused row
 * would stop the ledger for ever: text is cut to the column and kept to printable ASCII (PostgreSQL refuses NUL), and
 * numbers of a newer version become words.
 */
final class Column {

    private static final HexFormat HEX = HexFormat.of();

    private Column() {}

    static String text(String value, int limit) {
        int length = Math.min(value.length(), limit);
        for (int i = 0; i < length; i++) {
            if (!isPrintable(value.charAt(i))) {
                return printable(value, length);
            }
        }
        return length == value.length() ? value : value.substring(0, length);
    }

    /** An element stored in the clear, without the blanks that pad it; null when it is missing. */
    static @Nullable String element(ElementSet open, int de, int limit) {
        String value = open.text(de).stripTrailing();
        return value.isEmpty() ? null : text(value, limit);
    }

    /** The first characters of an element stored in the clear; null when it has not so many. */
    static @Nullable String firstOfElement(ElementSet open, int de, int characters) {
        String value = open.text(de);
        return value.length() < characters ? null : text(value, characters);
    }

    static @Nullable String token(long high, long low) {
        if (high == 0 && low == 0) {
            return null;
        }
        return HEX.formatHex(
                ByteBuffer.allocate(2 * Long.BYTES).putLong(high).putLong(low).array());
    }

    static @Nullable String code(int packed) {
        return packed == ResponseCode.NONE ? null : text(ResponseCode.toString(packed), 4);
    }

    static @Nullable String reason(int wireId) {
        if (wireId == 0) {
            return null;
        }
        try {
            return text(Reason.ofWireId(wireId).name(), 32);
        } catch (IllegalArgumentException e) {
            return "REASON_" + wireId; // of a newer version
        }
    }

    /** Of a date as 20261122; null for 0. */
    static @Nullable LocalDate date(long number) {
        return number <= 0
                ? null
                : LocalDate.of((int) (number / 10_000), (int) (number / 100 % 100), (int) (number % 100));
    }

    /** Not by way of an instant: that makes rules of a zone for each one. */
    static OffsetDateTime time(long epochMs) {
        int nanos = (int) Math.floorMod(epochMs, 1_000L) * 1_000_000;
        return LocalDateTime.ofEpochSecond(Math.floorDiv(epochMs, 1_000L), nanos, ZoneOffset.UTC)
                .atOffset(ZoneOffset.UTC);
    }

    private static String printable(String value, int length) {
        StringBuilder clean = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            clean.append(isPrintable(value.charAt(i)) ? value.charAt(i) : '?');
        }
        return clean.toString();
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c <= '~';
    }
}
