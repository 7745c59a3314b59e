package io.wasl.journal.ledger;

import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.TransactionId;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says about one owed delivery, as {@link TransactionRow} does about a transaction.
 *
 * <p>Owner: the ledger's thread.
 */
final class DeliveryRow {

    static final String OWED = "OWED";

    final TransactionId id;

    /** Position of the OWED record; 0 when it is not in this batch, then the row is there already. */
    long owedPosition;

    long owedAtMs;
    TransactionId original = TransactionId.NONE;
    String issuer = "";
    int mti;
    long amount;

    @Nullable
    String currency;

    @Nullable
    String stan;

    @Nullable
    String rrn;

    @Nullable
    String state;

    @Nullable
    Long copies;

    @Nullable
    String lastCode;

    /** Positions of the records that say so; 0 where the batch has none. */
    long sentPosition;

    long endedPosition;

    DeliveryRow(TransactionId id) {
        this.id = id;
    }

    boolean isNew() {
        return owedPosition != 0;
    }

    /** Appended again, to outlive its segment, it is simply owed. */
    void owed(JournalRecord entry) {
        state = OWED;
        if (isNew()) {
            return;
        }
        owedPosition = entry.position;
        owedAtMs = entry.logTimeMs;
        original = TransactionId.related(entry);
        issuer = Column.text(entry.member, 64);
        mti = entry.mti;
        amount = entry.amountMinor != 0 ? entry.amountMinor : Math.max(0, entry.open.number(4));
        currency = Column.element(entry.open, 49, 3);
        stan = Column.element(entry.open, 11, 12);
        rrn = Column.element(entry.open, 37, 12);
    }

    /** Where it was parked stays on the row until it ends again. */
    void reopened() {
        state = OWED;
    }

    void sent(JournalRecord entry) {
        copies = entry.number;
        sentPosition = entry.position;
    }

    void ended(JournalRecord entry) {
        state = Column.text(DeliveryEnd.word(entry.state), 16);
        String answered = Column.code(entry.code);
        if (answered != null) {
            lastCode = answered;
        }
        endedPosition = entry.position;
    }
}
