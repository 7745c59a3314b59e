package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.OpenDelivery;
import io.wasl.journal.TransactionId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is owed or parked, as a start reads it: from a checkpoint what was open there, then record by record. The recovering
 * thread, then the loop's.
 */
final class RecoveredDeliveries {

    private final Switchboard board;
    private final RecordedRows rows;
    private final RowsById rowsById;
    private final OwedDeliveries toIssuers;
    private final OwedAdvices advices;

    /** Owed or parked so far, by their ids. */
    private DeliveryTable deliveries = new DeliveryTable();

    /** The same, as they were told: nearly in the order of the log. */
    private final DeliveryList told = new DeliveryList();

    /** By the transaction that it names, of which its issuer had no advice when it was owed. */
    private final Map<TransactionId, List<OwedDelivery>> naming = new HashMap<>();

    RecoveredDeliveries(
            Switchboard board, RecordedRows rows, RowsById rowsById, OwedDeliveries toIssuers, OwedAdvices advices) {
        this.board = board;
        this.rows = rows;
        this.rowsById = rowsById;
        this.toIssuers = toIssuers;
        this.advices = advices;
    }

    /** Its original is not remembered; what else is owed for that still finds it by the same row ({@link History#forgotten}). */
    void fromCheckpoint(OpenDelivery open) {
        OwedDelivery delivery = new OwedDelivery(
                open.epoch,
                open.counter,
                open.relatedEpoch,
                open.relatedCounter,
                rows.issuer(open.member, open.mti),
                open.mti);
        delivery.owedAt(open.firstPosition);
        delivery.owedAt(open.position);
        delivery.originalRow = History.forgotten(open.relatedEpoch, open.relatedCounter);
        boolean isOfAdvice = open.isAdviceNamed && !delivery.isAdvice();
        delivery.namedRow = isOfAdvice ? delivery.originalRow : History.forgotten(open.namedEpoch, open.namedCounter);
        delivery.names = open.names;
        delivery.mustName = open.names != 0;
        delivery.isAdviceNamed = open.isAdviceNamed;
        delivery.namesSent = open.namesSent;
        delivery.stan = (int) open.number;
        delivery.isOfLeg = open.isOfLeg;
        delivery.isKnownApproval = !open.isOutcomeUnknown;
        if (open.copies > 0) {
            copied(delivery, open.copies, open.sent);
        }
        namesUnsent(
                delivery, isOfAdvice ? idOfOriginal(delivery) : new TransactionId(open.namedEpoch, open.namedCounter));
        if (open.isParked) {
            delivery.parking = new OwedDelivery.Parking(open.code, open.parkedTimeMs);
        }
        add(delivery);
    }

    void owed(JournalRecord record) {
        if (hasMoved(record)) {
            return;
        }
        long row = rowsById.find(record.relatedEpoch, record.relatedCounter);
        Issuer issuer = rows.issuer(record.member, record.mti);
        OwedDelivery delivery = new OwedDelivery(
                record.epoch, record.counter, record.relatedEpoch, record.relatedCounter, issuer, record.mti);
        delivery.owedAt(record.position);
        delivery.originalRow = row != 0 ? row : History.forgotten(record.relatedEpoch, record.relatedCounter);
        delivery.stan = (int) record.number;
        delivery.isKnownApproval = (record.state & JournalRecord.OUTCOME_UNKNOWN) == 0;
        delivery.isOfLeg = RecordedRows.isOfLeg(record);
        if (row != 0) {
            rows.owed(row, record);
        }
        TransactionId named = idOfOriginal(delivery);
        if (delivery.isAdvice()) {
            owedAdvice(row, delivery);
            named = TransactionId.related(board.accepted);
        } else if (record.keyHigh != 0) {
            delivery.namedRow = delivery.originalRow;
        }
        delivery.takeNames(record);
        namesUnsent(delivery, named);
        add(delivery);
    }

    private static TransactionId idOfOriginal(OwedDelivery delivery) {
        return new TransactionId(delivery.originalEpoch, delivery.originalCounter);
    }

    /** Its number stands in each copy of that. */
    private void namesUnsent(OwedDelivery delivery, TransactionId named) {
        if (delivery.mustName && delivery.isAdviceNamed && delivery.namesSent == 0) {
            naming.computeIfAbsent(named, id -> new ArrayList<>()).add(delivery);
        }
    }

    private void add(OwedDelivery delivery) {
        deliveries.put(DeliveryTable.keyOf(delivery.epoch, delivery.counter), delivery);
        told.addLast(delivery);
    }

    /** It was appended again, to outlive the segment that it stood in: all but its place is as before. */
    private boolean hasMoved(JournalRecord record) {
        OwedDelivery known = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (known != null) {
            known.owedAt(record.position);
        }
        return known != null;
    }

    /** Of an acquirer's own the R1 stands directly before: what that names is at hand. */
    private void owedAdvice(long row, OwedDelivery delivery) {
        if (delivery.stan != 0) {
            delivery.issuer.sawStan(delivery.stan);
        }
        if (row != 0 && board.history.isAdvice(row)) {
            long original = rowsById.find(board.accepted.relatedEpoch, board.accepted.relatedCounter);
            advices.name(delivery, original, board.accepted);
            if (original == 0) {
                delivery.namedRow = History.forgotten(board.accepted.relatedEpoch, board.accepted.relatedCounter);
            }
        }
    }

    void sent(JournalRecord record) {
        if (RecordedRows.isAdvice(record.mti)) {
            // Those that name it may be open, and told from here on, when it has ended before the checkpoint.
            naming.getOrDefault(TransactionId.related(record), List.of())
                    .forEach(follower -> follower.namesSent = record.position);
        }
        OwedDelivery delivery = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (delivery == null) {
            return;
        }
        if (delivery.copies == 0) {
            if (delivery.stan == 0) {
                // Later copies, and numbers chosen before, are far behind the newest.
                delivery.issuer.sawStan((int) record.open.number(11));
            }
            if (delivery.isAdvice() && board.history.has(delivery.originalRow)) {
                rows.sent(delivery.originalRow, record);
            }
        }
        delivery.sentPosition = record.position;
        copied(delivery, (int) record.number, record.open);
    }

    /** What all its copies carry stands in each SENT. */
    private void copied(OwedDelivery delivery, int copies, ElementSet sent) {
        int value = sent.find(delivery.issuer.dialect.version().originalData());
        delivery.mustName = false;
        if (value >= 0) {
            delivery.named = Arrays.copyOfRange(sent.buffer(), value, value + sent.lengthAt(value));
        }
        delivery.copies = copies;
        delivery.time = sent.number(7);
        delivery.stan = (int) sent.number(11);
        KeyHash key = board.legKey.ofSent(delivery.issuer, sent, sent);
        delivery.keyHigh = key.high();
        delivery.keyLow = key.low();
    }

    void ended(JournalRecord record) {
        long id = DeliveryTable.keyOf(record.epoch, record.counter);
        OwedDelivery delivery = deliveries.get(id);
        boolean isParked = record.state == DeliveryEnd.PARKED.wireId();
        if (isParked && delivery != null && delivery.parking == null) {
            delivery.parking = new OwedDelivery.Parking(record.code, record.logTimeMs);
        } else if (!isParked && delivery != null) {
            deliveries.remove(id, delivery);
            told.remove(delivery);
        }
        long row = rowsById.find(record.relatedEpoch, record.relatedCounter);
        if (row == 0) {
            return;
        }
        boolean isOfLeg = delivery != null && delivery.isOfLeg;
        rows.deliveryEnded(row, record, delivery == null ? OwedDeliveries.REVERSAL_ADVICE : delivery.mti, isOfLeg);
    }

    void reopened(JournalRecord record) {
        OwedDelivery delivery = deliveries.get(DeliveryTable.keyOf(record.epoch, record.counter));
        if (delivery != null) {
            delivery.parking = null;
            if (!delivery.isOfLeg && board.history.has(delivery.originalRow)) {
                rows.reopened(delivery.originalRow, delivery.mti);
            }
        }
    }

    /** In the order of the log, which they are sent in again. */
    void restore() {
        OwedDelivery[] inOrder = new OwedDelivery[deliveries.size()];
        deliveries = new DeliveryTable();
        for (int i = 0; i < inOrder.length; i++) {
            OwedDelivery next = Objects.requireNonNull(told.first());
            told.remove(next);
            inOrder[i] = next;
        }
        Arrays.sort(inOrder, Comparator.comparingLong(delivery -> delivery.firstPosition));
        for (OwedDelivery delivery : inOrder) {
            noteOnDelivery(delivery);
            toIssuers.restore(delivery);
        }
    }

    /** What its issuer is known to have booked, said by the delivery itself: its original may be forgotten when 25 comes. */
    private void noteOnDelivery(OwedDelivery delivery) {
        long row = delivery.originalRow;
        if (board.history.has(row) && !delivery.isAdvice()) {
            delivery.isKnownApproval = delivery.reversesKnownApproval(board.history);
        }
    }
}
