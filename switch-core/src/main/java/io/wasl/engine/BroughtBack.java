package io.wasl.engine;

import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.TransactionId;
import io.wasl.journal.keys.FoundTransaction;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Rows of transactions that were forgotten and found again in the log, as if they had never been forgotten: what is still owed
 * for one is on its way all the time and gets the new row. Loop thread.
 */
final class BroughtBack {

    private final Switchboard board;
    private final RecordedRows rows;
    private final OwedDeliveries deliveries;
    private final Relays relays;

    BroughtBack(Switchboard board, RecordedRows rows, OwedDeliveries deliveries, Relays relays) {
        this.relays = relays;
        this.board = board;
        this.rows = rows;
        this.deliveries = deliveries;
    }

    /** Whether memory has the transaction (or the tombstone) that begins so. */
    boolean isRemembered(JournalRecord first) {
        KeyIndex index = board.history.index();
        int kind = first.type == RecordType.TOMBSTONE ? History.TOMBSTONE_KEY : KeyHash.DUPLICATE;
        for (long row = index.find(kind, first.keyHigh, first.keyLow);
                row != KeyIndex.NONE;
                row = index.next(kind, row)) {
            if (board.history.acceptedPosition(row) == first.position) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a row.
     *
     * @return false when it has not ended as far as is told: the log has more of it that nobody can find now
     */
    boolean add(FoundTransaction transaction) {
        List<JournalRecord> records = transaction.records();
        JournalRecord first = records.get(0);
        if (first.type == RecordType.TOMBSTONE) {
            rows.tombstone(first);
            return true;
        }
        if (!isEnded(records)) {
            return false;
        }
        Map<TransactionId, JournalRecord> owed = new LinkedHashMap<>();
        Map<TransactionId, JournalRecord> parked = new LinkedHashMap<>();
        readDeliveries(records, owed, parked);
        List<OwedDelivery> underway = new ArrayList<>();
        TransactionId about = TransactionId.of(first);
        for (TransactionId id : owed.keySet()) {
            OwedDelivery delivery = deliveries.find(id, about);
            if (delivery == null) {
                // It has ended, and how stands in a record that no key file has yet.
                return false;
            }
            underway.add(delivery);
        }
        parked.keySet().stream()
                .map(id -> deliveries.find(id, about))
                .filter(Objects::nonNull)
                .forEach(underway::add);
        long row = rows.accepted(first);
        Map<TransactionId, JournalRecord> everOwed = new HashMap<>();
        for (JournalRecord record : records.subList(1, records.size())) {
            if (record.type == RecordType.OWED) {
                everOwed.put(TransactionId.of(record), record);
            }
            apply(row, first, record, everOwed);
        }
        for (OwedDelivery delivery : underway) {
            deliveries.move(delivery, row);
            if (delivery.isAdvice() && delivery.sentPosition != 0) {
                board.history.sentPosition(row, delivery.sentPosition);
            }
            if (!delivery.isParked() && !delivery.isOfLeg) {
                // An operator may have made it owed again since.
                rows.reopened(row, delivery.mti);
            }
        }
        board.history.set(row, History.FLAG_BROUGHT_BACK);
        if (relays.broughtBack(about, row)) {
            board.history.set(row, History.FLAG_RELAYED);
        }
        board.history.asTold(row);
        return true;
    }

    /** What is owed as far as the records tell, and what waits for an operator. */
    private static void readDeliveries(
            List<JournalRecord> records,
            Map<TransactionId, JournalRecord> owed,
            Map<TransactionId, JournalRecord> parked) {
        for (JournalRecord record : records) {
            TransactionId id = new TransactionId(record.epoch, record.counter);
            if (record.type == RecordType.OWED || record.type == RecordType.REOPENED) {
                owed.put(id, record);
                parked.remove(id);
            } else if (record.type == RecordType.DELIVERY_ENDED) {
                owed.remove(id);
                if (record.state == DeliveryEnd.PARKED.wireId()) {
                    parked.put(id, record);
                }
            }
        }
    }

    private static boolean isEnded(List<JournalRecord> records) {
        return records.stream().anyMatch(record -> record.type == RecordType.OUTCOME);
    }

    private void apply(
            long row, JournalRecord first, JournalRecord record, Map<TransactionId, JournalRecord> everOwed) {
        switch (record.type) {
            case INTENT -> rows.intent(row, record, first);
            case OUTCOME -> rows.outcome(row, record);
            case NET -> {
                boolean isItsOwn = record.epoch == first.epoch && record.counter == first.counter;
                if (isItsOwn) {
                    rows.net(row, record);
                } else {
                    rows.completes(row);
                }
            }
            case OWED -> rows.owed(row, record);
            case SENT -> {
                if (RecordedRows.isAdvice(record.mti)) {
                    rows.sent(row, record);
                }
            }
            case DELIVERY_ENDED -> {
                JournalRecord owed = everOwed.get(TransactionId.of(record));
                int mti = owed == null ? OwedDeliveries.REVERSAL_ADVICE : owed.mti;
                rows.deliveryEnded(row, record, mti, owed != null && RecordedRows.isOfLeg(owed));
            }
            case REOPENED -> {
                JournalRecord owed = everOwed.get(TransactionId.of(record));
                if (owed == null) {
                    rows.reopened(row, OwedDeliveries.REVERSAL_ADVICE);
                } else if (!RecordedRows.isOfLeg(owed)) {
                    rows.reopened(row, owed.mti);
                }
            }
            case APPROVED_LATE -> rows.approvedLate(row);
            case NODE_STARTED, CARD_LISTED, CUTOVER, ACCEPTED, RESPONDED, TOMBSTONE -> {
                // Not of a transaction that has begun.
            }
        }
    }
}
