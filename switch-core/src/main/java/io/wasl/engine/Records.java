package io.wasl.engine;

import io.wasl.iso.Reason;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import java.nio.charset.StandardCharsets;

/**
 * The engine's pen: fills records and appends them. One append is {@code begin … append}; nothing else may happen in
 * between.
 *
 * <p>Reused; loop thread.
 */
final class Records {

    private final Journal journal;
    final JournalRecord record = new JournalRecord();

    Records(Journal journal) {
        this.journal = journal;
    }

    /** R1 of the message under hand; the caller has put its elements into a record of its own. */
    void accepted(JournalRecord accepted, MessageFacts facts, Acquirer acquirer) {
        describe(accepted, facts, acquirer);
        journal.add(accepted);
    }

    /** What the facts of the message under hand say, into its R1. */
    void describe(JournalRecord accepted, MessageFacts facts, Acquirer acquirer) {
        accepted.member = acquirer.id;
        accepted.amountMinor = facts.amountMinor;
        accepted.keyHigh = facts.duplicate.high();
        accepted.keyLow = facts.duplicate.low();
        accepted.tokenHigh = facts.tokenHigh;
        accepted.tokenLow = facts.tokenLow;
        accepted.panHint = facts.panHint;
    }

    /** R4. */
    void responded(long epoch, long counter) {
        journal.add(record.clear(RecordType.RESPONDED, epoch, counter));
    }

    /** Begins R3 in {@link #record}; the caller adds the answer's elements and then calls {@link #add}. */
    JournalRecord outcome(long epoch, long counter, TransactionState state, Reason reason) {
        record.clear(RecordType.OUTCOME, epoch, counter);
        record.state = state.wireId();
        record.reason = reason.wireId();
        return record;
    }

    void net(long epoch, long counter, NetState net, long amountMinor, long byEpoch, long byCounter) {
        record.clear(RecordType.NET, epoch, counter);
        record.state = net.wireId();
        record.amountMinor = amountMinor;
        record.relatedEpoch = byEpoch;
        record.relatedCounter = byCounter;
        journal.add(record);
    }

    void deliveryEnded(OwedDelivery delivery, DeliveryEnd end, int code) {
        boolean isMissed = end == DeliveryEnd.ACKED
                && delivery.isAdvice()
                && DeliveryEndings.isMissed(delivery.issuer, delivery.mti, code);
        record.clear(RecordType.DELIVERY_ENDED, delivery.epoch, delivery.counter);
        record.relatedEpoch = delivery.originalEpoch;
        record.relatedCounter = delivery.originalCounter;
        record.member = delivery.issuer.id;
        record.state = end.wireId();
        record.code = code;
        record.reason = isMissed ? Reason.ORIGINAL_UNKNOWN.wireId() : 0;
        journal.add(record);
    }

    /** An operator takes a parked one off the list. */
    void dropped(OwedDelivery delivery, String note) {
        record.clear(RecordType.DELIVERY_ENDED, delivery.epoch, delivery.counter);
        record.state = DeliveryEnd.DROPPED.wireId();
        byOperator(delivery, note);
    }

    /** An operator makes a parked one owed again. */
    void reopened(OwedDelivery delivery, String note) {
        record.clear(RecordType.REOPENED, delivery.epoch, delivery.counter);
        byOperator(delivery, note);
    }

    private void byOperator(OwedDelivery delivery, String note) {
        record.relatedEpoch = delivery.originalEpoch;
        record.relatedCounter = delivery.originalCounter;
        record.member = delivery.issuer.id;
        byte[] text = note.getBytes(StandardCharsets.US_ASCII);
        record.open.put(JournalRecord.NOTE, text, 0, text.length);
        journal.add(record);
    }

    /** Of a transaction whose reversal is owed, or about to be. */
    void approvedLate(long epoch, long counter, Issuer issuer, int code) {
        record.clear(RecordType.APPROVED_LATE, epoch, counter);
        record.member = issuer.id;
        record.code = code;
        journal.add(record);
    }

    /** Of an original that DE 90 names. */
    void tombstone(long epoch, long counter, Acquirer acquirer, MessageFacts facts) {
        beginTombstone(epoch, counter, acquirer, facts.soughtOriginal);
        record.tokenHigh = facts.tokenHigh;
        record.tokenLow = facts.tokenLow;
        journal.add(record);
    }

    /** Of an original known by RRN, terminal, PAN and amount only. */
    void tombstoneByRrn(long epoch, long counter, Acquirer acquirer, MessageFacts facts) {
        beginTombstone(epoch, counter, acquirer, facts.soughtRrn);
        record.number = KeyHash.RRN;
        record.tokenHigh = facts.tokenHigh;
        record.tokenLow = facts.tokenLow;
        record.amountMinor = facts.amountMinor;
        journal.add(record);
    }

    private void beginTombstone(long epoch, long counter, Acquirer acquirer, KeyHash key) {
        record.clear(RecordType.TOMBSTONE, epoch, counter);
        record.member = acquirer.id;
        record.keyHigh = key.high();
        record.keyLow = key.low();
    }

    void cutover(int date, String member) {
        record.clear(RecordType.CUTOVER, 0, 0);
        record.number = date;
        record.member = member;
        journal.add(record);
    }

    void add(JournalRecord filled) {
        journal.add(filled);
    }
}
