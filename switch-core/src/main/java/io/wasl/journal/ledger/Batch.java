package io.wasl.journal.ledger;

import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.TransactionId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A stretch of the log folded into the rows it touches: a transaction that is accepted, forwarded, answered and responded
 * within one batch is one insert.
 *
 * <p>Owner: the ledger's thread. Refilled for each database transaction.
 */
final class Batch {

    /** So that one long-lived row, or many records that touch none, cannot make a batch endless. */
    private static final int RECORDS_PER_ROW = 16;

    private final int rowLimit;
    private final Map<TransactionId, TransactionRow> transactions = new LinkedHashMap<>();
    private final Map<TransactionId, DeliveryRow> deliveries = new LinkedHashMap<>();
    private long endPosition;
    private long endEpoch;
    private long endTimeMs;
    private int records;

    Batch(int rowLimit) {
        this.rowLimit = rowLimit;
    }

    void clear() {
        transactions.clear();
        deliveries.clear();
        endPosition = 0;
        records = 0;
    }

    /** Adds what the record says; false when the batch is full (the record is in it). */
    boolean add(JournalRecord entry) {
        switch (entry.type) {
            case ACCEPTED -> transaction(entry).accepted(entry);
            case INTENT -> transaction(entry).intent(entry);
            case OUTCOME -> transaction(entry).outcome(entry);
            case RESPONDED -> transaction(entry).responded(entry);
            case NET -> transaction(entry).net(entry);
            case TOMBSTONE -> transaction(entry).tombstone(entry);
            case OWED -> owed(entry);
            case SENT -> sent(entry);
            case DELIVERY_ENDED -> delivery(entry).ended(entry);
            case REOPENED -> delivery(entry).reopened();
            case NODE_STARTED, APPROVED_LATE, CARD_LISTED, CUTOVER -> {
                // Moves the position only: a late approval moves no money that its reversal does not give back.
            }
        }
        endPosition = entry.position;
        endEpoch = entry.epoch;
        endTimeMs = entry.logTimeMs;
        records++;
        return !isFull();
    }

    boolean isFull() {
        return rows() >= rowLimit || records >= rowLimit * RECORDS_PER_ROW;
    }

    /** Of an advice it also says which issuer the advice's own row concerns: an advice has no leg but this. */
    private void owed(JournalRecord entry) {
        delivery(entry).owed(entry);
        if (isAdvice(entry)) {
            related(entry).owedAsAdvice(entry);
        }
    }

    private void sent(JournalRecord entry) {
        delivery(entry).sent(entry);
        if (isAdvice(entry)) {
            related(entry).sentAsAdvice(entry);
        }
    }

    private static boolean isAdvice(JournalRecord entry) {
        return Mti.movesMoney(entry.mti) || Mti.messageClass(entry.mti) == Mti.CLASS_ADMINISTRATIVE;
    }

    boolean isEmpty() {
        return records == 0;
    }

    int records() {
        return records;
    }

    int rows() {
        return transactions.size() + deliveries.size();
    }

    /** The last record's place, to which the ledger will have been applied. */
    Applied end() {
        return isEmpty() ? Applied.NOTHING : new Applied(endPosition, endEpoch, endTimeMs);
    }

    /** Of the last record; 0 when there is none. */
    long endPosition() {
        return endPosition;
    }

    /** In the order of their first record. */
    Collection<TransactionRow> transactions() {
        return transactions.values();
    }

    Collection<DeliveryRow> deliveries() {
        return deliveries.values();
    }

    private TransactionRow transaction(JournalRecord entry) {
        return transactions.computeIfAbsent(TransactionId.of(entry), TransactionRow::new);
    }

    private TransactionRow related(JournalRecord entry) {
        return transactions.computeIfAbsent(TransactionId.related(entry), TransactionRow::new);
    }

    private DeliveryRow delivery(JournalRecord entry) {
        return deliveries.computeIfAbsent(TransactionId.of(entry), DeliveryRow::new);
    }
}
