package io.wasl.journal.ledger;

import io.wasl.journal.Hole;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows that may say what no record can say again: their lives begin in a hole of the log, end in it or go on behind it. While
 * what is before the hole is applied again they are left as they are; behind it they change as any row does.
 *
 * @param holes empty for none, as nearly always
 */
record HeldRows(List<Hole> holes) {

    static final HeldRows NONE = new HeldRows(List.of());

    private static final List<String> TRANSACTION =
            List.of("intent_position", "outcome_position", "responded_position", "net_position", "tombstone_position");

    private static final List<String> DELIVERY = List.of("sent_position", "ended_position");

    HeldRows {
        holes = List.copyOf(holes);
    }

    /** Those of holes behind this position. */
    static HeldRows behind(long position, List<Hole> holes) {
        return holes.isEmpty()
                ? NONE
                : new HeldRows(
                        holes.stream().filter(hole -> hole.first() > position).toList());
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
        return holes.stream()
                .map(hole -> "id <= " + hole.last() + " AND (id >= " + hole.first()
                        + columns.stream()
                                .map(column -> " OR COALESCE(" + column + ", 0) >= " + hole.first())
                                .collect(Collectors.joining())
                        + ")")
                .collect(Collectors.joining(" OR ", "(", ")"));
    }
}
