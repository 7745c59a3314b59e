package io.wasl.journal.ledger;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.OutcomeState;
import io.wasl.journal.TransactionId;
import io.wasl.security.PanHint;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a batch says about one transaction: the columns to write, null where it says nothing. Every value is absolute and
 * the last record to name a column wins, so that applying a stretch of the log again ends in the same row.
 *
 * <p>Owner: the ledger's thread.
 */
final class TransactionRow {

    static final String RECEIVED = "RECEIVED";
    static final String FORWARDED = "FORWARDED";

    final TransactionId id;

    /** Position of the ACCEPTED record; 0 when it is not in this batch, then the row is there already. */
    long acceptedPosition;

    long acceptedAtMs;
    TransactionId original = TransactionId.NONE;
    String acquirer = "";
    int mti;
    long amount;

    @Nullable
    LocalDate businessDate;

    @Nullable
    String processingCode;

    @Nullable
    String currency;

    @Nullable
    String panToken;

    @Nullable
    String panHint;

    @Nullable
    String stan;

    @Nullable
    String rrn;

    @Nullable
    String terminal;

    @Nullable
    String cardAcceptor;

    @Nullable
    String transmitted;

    @Nullable
    String issuer;

    @Nullable
    String issuerStan;

    @Nullable
    String state;

    @Nullable
    String reason;

    @Nullable
    String code;

    @Nullable
    Long approvedAmount;

    @Nullable
    String net;

    @Nullable
    Long outstanding;

    /** Positions of the records that say so; 0 where the batch has none. */
    long intentPosition;

    long outcomePosition;

    long respondedPosition;

    long netPosition;

    long tombstonePosition;

    TransactionRow(TransactionId id) {
        this.id = id;
    }

    boolean isNew() {
        return acceptedPosition != 0;
    }

    /** Reversals, reconciliations and the like have a row, but the money is in the row of the original. */
    boolean movesMoney() {
        return Mti.movesMoney(mti);
    }

    /** An ACCEPTED record that was appended again, to outlive its segment, changes nothing. */
    void accepted(JournalRecord entry) {
        if (isNew()) {
            return;
        }
        acceptedPosition = entry.position;
        acceptedAtMs = entry.logTimeMs;
        original = TransactionId.related(entry);
        acquirer = Column.text(entry.member, 64);
        mti = entry.mti;
        ElementSet open = entry.open;
        boolean isOf2003 = Mti.version(mti) == Version.V2003.nibble();
        amount = entry.amountMinor != 0 || isOf2003 ? entry.amountMinor : Math.max(0, open.number(4));
        businessDate = Column.date(entry.number);
        processingCode = Column.element(open, 3, 6);
        currency = isOf2003 ? Column.firstOfElement(open, 4, 3) : Column.element(open, 49, 3);
        panToken = Column.token(entry.tokenHigh, entry.tokenLow);
        panHint = entry.panHint == 0 ? null : PanHint.toString(entry.panHint);
        stan = Column.element(open, 11, 12);
        rrn = Column.element(open, 37, 12);
        terminal = Column.element(open, 41, 16);
        cardAcceptor = Column.element(open, 42, 40);
        transmitted = Column.element(open, 7, 10);
        if (state == null) {
            state = RECEIVED;
        }
    }

    void intent(JournalRecord entry) {
        issuer = Column.text(entry.member, 64);
        issuerStan = Column.element(entry.open, 11, 12);
        state = FORWARDED;
        intentPosition = entry.position;
    }

    /** Of an advice: to whom it is owed. */
    void owedAsAdvice(JournalRecord entry) {
        issuer = Column.text(entry.member, 64);
    }

    /** Of an advice: what its copies carry as DE 11. */
    void sentAsAdvice(JournalRecord entry) {
        issuerStan = Column.element(entry.open, 11, 12);
    }

    /**
     * Money moved where an amount was approved, or by the usual codes (an amount may be 0, a dialect may know more codes). An
     * amount reversed later comes as a NET record.
     */
    void outcome(JournalRecord entry) {
        state = Column.text(OutcomeState.word(entry.state), 16);
        reason = Column.reason(entry.reason);
        code = Column.code(entry.code);
        outcomePosition = entry.position;
        if (entry.amountMinor > 0 || isApproving(entry.code)) {
            approvedAmount = entry.amountMinor;
            net = NetState.FULL.name();
            outstanding = entry.amountMinor;
        }
    }

    void responded(JournalRecord entry) {
        respondedPosition = entry.position;
    }

    void net(JournalRecord entry) {
        net = Column.text(NetState.word(entry.state), 16);
        boolean stands = entry.state == NetState.FULL.wireId() || entry.state == NetState.PARTIAL.wireId();
        outstanding = stands ? entry.amountMinor : 0;
        netPosition = entry.position;
    }

    void tombstone(JournalRecord entry) {
        tombstonePosition = entry.position;
    }

    /** Two characters by ISO 8583:1987; 1993 and 2003 approve with 0xx and 0xxx. */
    private static boolean isApproving(int code) {
        int length = ResponseCode.length(code);
        return length <= 2 ? ResponseCode.isApproving1987(code) : code >>> 8 * (length - 1) == '0';
    }
}
