package io.wasl.journal.ledger;

import io.wasl.journal.Hole;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Rows that say what no record can say again: something of their lives stands in a hole of the log. While what is before the
 * hole is applied again they are left as they are; behind it they change as any row does.
 *
 * @param holes empty for none, as nearly always
 */
record HeldRows(List<Hole> holes) {

    static final HeldRows NONE = new HeldRows(List.of());

    private static final List<String> TRANSACTION = List.of(
            "id",
            "intent_position",
            "outcome_position",
            "responded_position",
            "net_position",
            "tombstone_position");

    private static final List<String> DELIVERY = List.of("id", "sent_position", "ended_position");

    HeldRows {
        holes = List.copyOf(holes);
    }

    /** Those of holes behind this position. */
    static HeldRows behind(long position, List<Hole> holes) {
        return holes.isEmpty()
                ? NONE
                : new HeldRows(holes.stream().filter(hole -> hole.first() > position).toList());
    }

    /** {@code  AND NOT (…)}, to be put behind a condition; nothing when there are none. */
    String unless(String table) {
        return holes.isEmpty() ? "" : " AND NOT " + condition(table);
    }

    /** {@code  OR (…)}, as {@link #unless}. */
    String or(String table) {
        return holes.isEmpty() ? "" : " OR " + condition(table);
    }

    private String condition(String table) {
        List<String> columns = table.equals("transactions") ? TRANSACTION : DELIVERY;
        Stream<String> each = holes.stream().flatMap(hole -> columns.stream()
                .map(column -> "COALESCE(" + column + ", 0) BETWEEN " + hole.first() + " AND " + hole.last()));
        return each.collect(Collectors.joining(" OR ", "(", ")"));
    }
}
