package io.wasl.engine;

import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.link.Link;
import org.jspecify.annotations.Nullable;

/**
 * A reversal or advice that an issuer must get: its identity and where it stands. Its body stays in the log. Loop thread.
 *
 * <pre>
 *   READY ─► LOADING ─► RECORDING ─► SENT ─► ENDED acknowledged
 *     ▲         │           │          │  └─► PARKED refused ─► HELD or ENDED, as an operator says
 *     ├─────────┴───────────┴── WAITING ◄ no answer, or one that says "again"
 *   HELD ◄ behind another one of the same transaction
 * </pre>
 */
final class OwedDelivery {

    /** A sentence a state. */
    enum State {
        /** Another delivery of the same transaction goes first ({@link DeliveryOrder}). */
        HELD,
        /** Stands in its issuer's queue. */
        READY,
        /** Its body is being read back. */
        LOADING,
        /** SENT is written and not durable yet. */
        RECORDING,
        /** A copy is with the link; its answer is awaited. */
        SENT,
        /** Waits before the next copy. */
        WAITING,
        /** Its issuer refused it, or it cannot be sent: an operator makes it owed again or drops it. */
        PARKED,
        /** Over: what still comes for it from log, timer or link is dropped. */
        ENDED
    }

    final long epoch;
    final long counter;
    final long originalEpoch;
    final long originalCounter;
    final Issuer issuer;
    /** Of its first copy, in the issuer's version. */
    final int mti;
    /** Where OWED stands in the log. */
    long position;

    /** Where it stood first: its place among others, and its age. */
    long firstPosition;

    /** The row of what it reverses, of an advice its own; 0 when that was forgotten before a restart. */
    long originalRow;

    /** The row of the transaction that an advice names as its original; 0 for none. */
    long namedRow;

    /** Position of the R1 whose leg the first copy names (DE 90, 56); 0 for none. The log is asked, for memory may have lost it. */
    long names;

    /** Whether that is still to be done. */
    boolean mustName;

    /** Whether the issuer knows that by an advice, and not by the leg of a request. */
    boolean isAdviceNamed;

    /** Position of a SENT of that advice; 0 before its first. */
    long namesSent;

    /** The original's data of all copies, where the body does not hold them as they leave. */
    byte @Nullable [] named;

    /** Whether it reverses the leg of a transaction that was stood in for, and not the advice of that. */
    boolean isOfLeg;

    /** Whether the issuer is known to have approved: then 25 does not end it. */
    boolean isKnownApproval;

    State state = State.READY;
    /** Copies whose SENT record was written. */
    int copies;
    /** Where the newest of those stands; 0 where only a checkpoint tells of copies. */
    long sentPosition;
    /** DE 7 and DE 11 of every copy; zero before the first. */
    long time;

    int stan;
    /** Where its original went, while that connection lives; later the link of the copy under way. */
    @Nullable
    Link link;
    /** Number of its timer. */
    int timer;

    /** Of its leg, the same for all copies; zero before the first. */
    long keyHigh;

    long keyLow;

    /** What its copies say of card and amount, and the currency of that: {@link DeliveryContents}. */
    long contents;

    int currency;

    /** Why and since when it waits for an operator; null unless it is parked. */
    @Nullable
    Parking parking;

    /** Its neighbours in its {@link DeliveryOrder}. */
    @Nullable
    OwedDelivery previous;

    @Nullable
    OwedDelivery next;

    /** Its neighbours in its {@link DeliveryList}. */
    @Nullable
    OwedDelivery before;

    @Nullable
    OwedDelivery after;

    /**
     * @param code the issuer's; none where it did not answer
     * @param sinceMs since 1970, log time
     */
    record Parking(int code, long sinceMs) {}

    OwedDelivery(long epoch, long counter, long originalEpoch, long originalCounter, Issuer issuer, int mti) {
        this.epoch = epoch;
        this.counter = counter;
        this.originalEpoch = originalEpoch;
        this.originalCounter = originalCounter;
        this.issuer = issuer;
        this.mti = mti;
    }

    /** Its OWED is in the log: first, or once more, to outlive its segment. */
    void owedAt(long newPosition) {
        position = newPosition;
        if (firstPosition == 0) {
            firstPosition = newPosition;
        }
    }

    /** It names what that row's leg will have carried when its turn comes. */
    void nameLater(long row, History history) {
        namedRow = row;
        names = history.acceptedPosition(row);
        mustName = true;
        isAdviceNamed = history.isTold(row);
        namesSent = isAdviceNamed ? history.sentPosition(row) : 0;
    }

    /** OWED says so: {@link io.wasl.journal.RecordType#OWED}. */
    void putNames(JournalRecord owed) {
        owed.keyHigh = names;
        owed.keyLow = namesSent;
        owed.state |= isAdviceNamed ? JournalRecord.NAMES_ADVICE : 0;
    }

    void takeNames(JournalRecord owed) {
        names = owed.keyHigh;
        mustName = names != 0;
        namesSent = owed.keyLow;
        isAdviceNamed = (owed.state & JournalRecord.NAMES_ADVICE) != 0;
    }

    /**
     * Whether the issuer has something that this reversal must find, as far as its row, which is remembered, tells: an approval,
     * of a leg also one that came too late. Of one that was stood in for it is the leg's affair what came too late, and the
     * advice's whether the issuer missed that.
     */
    boolean reversesKnownApproval(History history) {
        boolean isOfAdvice = !isOfLeg && history.has(originalRow, History.FLAG_STOOD_IN);
        boolean isMissed = !isOfLeg && history.has(originalRow, History.FLAG_ADVICE_MISSED);
        boolean isApprovedLate = !isOfAdvice && history.has(originalRow, History.FLAG_APPROVED_LATE);
        return isKnownApproval && !isMissed || isApprovedLate;
    }

    boolean isParked() {
        return state == State.PARKED;
    }

    /** A reversal otherwise. */
    boolean isAdvice() {
        return Mti.messageClass(mti) != Mti.CLASS_REVERSAL;
    }
}
