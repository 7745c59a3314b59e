package io.wasl.engine;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is owed for one transaction leaves one after the other: a reversal never overtakes the advice it reverses, nor an
 * advice the reversal or advice of the original it names. Transactions do not wait for each other.
 *
 * <pre>
 *   rows          chain
 *   5  ─────────► reversal of 5 ─► advice 9, which names 5 ─► reversal of 9
 *   9  ─────────────────────────────────┘
 * </pre>
 *
 * Only the first of a chain is sent; the others wait behind it. Loop thread.
 */
final class DeliveryOrder {

    /** By row: the first delivery of its chain that concerns it. */
    private final DeliveryTable firstOf = new DeliveryTable();

    /**
     * Adds a delivery behind what is owed already for the same transactions; true when nothing stands before it. One that
     * was parked meanwhile goes before what came after it, unless that is the first and may have left.
     */
    boolean add(OwedDelivery delivery) {
        OwedDelivery before = first(delivery.originalRow);
        if (before == null) {
            before = first(delivery.namedRow);
        }
        if (before != null) {
            while (before.next != null && before.next.firstPosition < delivery.firstPosition) {
                before = before.next;
            }
            insert(delivery, before);
        }
        enter(delivery.originalRow, delivery);
        enter(delivery.namedRow, delivery);
        return before == null;
    }

    private static void insert(OwedDelivery delivery, OwedDelivery before) {
        OwedDelivery behind = before.next;
        before.next = delivery;
        delivery.previous = before;
        delivery.next = behind;
        if (behind != null) {
            behind.previous = delivery;
        }
    }

    /** Takes a delivery out; the one behind it when that is the first now. */
    @Nullable
    OwedDelivery remove(OwedDelivery delivery) {
        OwedDelivery before = delivery.previous;
        OwedDelivery behind = delivery.next;
        leave(delivery.originalRow, delivery);
        leave(delivery.namedRow, delivery);
        if (before != null) {
            before.next = behind;
        }
        if (behind != null) {
            behind.previous = before;
        }
        delivery.previous = null;
        delivery.next = null;
        return before == null ? behind : null;
    }

    /** The first delivery that concerns the row. */
    @Nullable
    OwedDelivery first(long row) {
        return row == 0 ? null : firstOf.get(row);
    }

    /** The advice whose own row that is; null when it is not owed any more. */
    @Nullable
    OwedDelivery advice(long row) {
        OwedDelivery found = first(row);
        while (found != null && !(found.isAdvice() && found.originalRow == row)) {
            found = found.next;
        }
        return found;
    }

    /** Whether the reversal of the leg of a row that was stood in for is on its way. */
    boolean isLegOwed(long row) {
        OwedDelivery found = first(row);
        while (found != null && !(found.isOfLeg && found.originalRow == row)) {
            found = found.next;
        }
        return found != null;
    }

    /** A copy of an advice is about to leave: who names it knows now where its number stands. */
    void told(OwedDelivery advice) {
        for (OwedDelivery each = first(advice.originalRow); each != null; each = each.next) {
            if (each.isAdviceNamed && each.namedRow == advice.originalRow) {
                each.namesSent = advice.sentPosition;
            }
        }
    }

    /** All reversals that wait behind an advice to take it back, or a part of it; the nearest first. */
    static List<OwedDelivery> reversalsOf(OwedDelivery advice) {
        List<OwedDelivery> found = new ArrayList<>();
        for (OwedDelivery behind = advice.next; advice.isAdvice() && behind != null; behind = behind.next) {
            if (!behind.isAdvice() && !behind.isOfLeg && behind.originalRow == advice.originalRow) {
                found.add(behind);
            }
        }
        return found;
    }

    /** What stood under one row stands under another from now on: the transaction was forgotten and is known again. */
    void move(long from, long to, OwedDelivery delivery) {
        if (from == to) {
            return;
        }
        OwedDelivery first = first(from);
        for (OwedDelivery each = first; each != null; each = each.next) {
            each.originalRow = each.originalRow == from && isOfOne(each, delivery) ? to : each.originalRow;
            each.namedRow = each.namedRow == from ? to : each.namedRow;
        }
        if (first != null) {
            firstOf.remove(from, first);
            firstOf.put(to, first);
        }
        // A parked one stands in no chain, and one that a start found without its original under no row.
        delivery.originalRow = to;
        if (!delivery.isParked()) {
            enter(to, delivery);
        }
    }

    private static boolean isOfOne(OwedDelivery one, OwedDelivery other) {
        return one.originalEpoch == other.originalEpoch && one.originalCounter == other.originalCounter;
    }

    private void enter(long row, OwedDelivery delivery) {
        if (row != 0) {
            OwedDelivery first = firstOf.get(row);
            if (first == null) {
                firstOf.put(row, delivery);
            }
        }
    }

    private void leave(long row, OwedDelivery delivery) {
        if (row == 0 || firstOf.get(row) != delivery) {
            return;
        }
        OwedDelivery heir = delivery.next;
        while (heir != null && heir.originalRow != row && heir.namedRow != row) {
            heir = heir.next;
        }
        if (heir == null) {
            firstOf.remove(row, delivery);
        } else {
            firstOf.put(row, heir);
        }
    }
}
