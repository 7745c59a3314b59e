package io.wasl.engine;

import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import java.util.HashMap;
import java.util.Map;

/**
 * From records to rows of the {@link History}: what recovery and {@link Recall} read alike. What is in flight or owed is not
 * its affair. Recovering thread, then the loop's.
 */
final class RecordedRows {

    private final Switchboard board;
    private final Admission admission;
    private final Map<String, Acquirer> acquirers = new HashMap<>();
    private final Map<String, Issuer> issuers = new HashMap<>();

    /** What an OUTCOME says of the approval that may be in it. */
    enum Approval {
        /** There is one, and whether it was delivered is still to be read. */
        UNCONFIRMED,
        /** There is none, or none any more. */
        NONE,
        /** An answer in place of another: what is known of the money stands in NET. */
        UNCHANGED
    }

    RecordedRows(Switchboard board, Admission admission) {
        this.board = board;
        this.admission = admission;
        board.acquirers.forEach(acquirer -> acquirers.put(acquirer.id, acquirer));
        board.issuers.forEach(issuer -> issuers.put(issuer.id, issuer));
    }

    /** The row of a transaction that begins. */
    long accepted(JournalRecord record) {
        Acquirer acquirer = acquirer(record.member, record.mti);
        History history = board.history;
        long row = history.add(record.epoch, record.counter, TransactionState.RECEIVED, record.logTimeMs);
        history.acquirer(row, acquirer.index);
        history.acceptedPosition(row, record.position);
        history.businessDay(row, BusinessDate.day(record.number));
        board.facts.read(record, acquirer.key);
        admission.describe(row, record.mti);
        history.key(row, KeyHash.DUPLICATE, record.keyHigh, record.keyLow);
        return row;
    }

    /**
     * @param accepted its R1
     */
    void intent(long row, JournalRecord record, JournalRecord accepted) {
        Issuer issuer = issuer(record.member, record.mti);
        board.history.transition(row, TransactionState.FORWARDED);
        board.history.key(row, KeyHash.LEG, board.legKey.ofIntent(issuer, record, accepted.open));
        board.history.issuer(row, issuer.index);
    }

    Approval outcome(long row, JournalRecord record) {
        History history = board.history;
        boolean isForwarded = history.state(row) == TransactionState.FORWARDED;
        TransactionState state = TransactionState.ofWireId(record.state);
        if (isForwarded && state == TransactionState.STOOD_IN) {
            endLeg(row, record.reason == Reason.NOT_SENT.wireId());
        }
        if (history.state(row) != state) {
            history.transition(row, state);
        }
        history.answerPosition(row, record.position);
        if (history.isAdvice(row)) {
            // Taken over, not asked: it moved its amount. A later answer in its place says that it was reversed.
            if (record.reason == Reason.ACCEPTED.wireId() && Mti.movesMoney(history.mti(row))) {
                history.net(row, NetState.FULL, record.amountMinor);
            }
            return Approval.UNCHANGED;
        }
        if (!state.isAnswered() || !Mti.movesMoney(history.mti(row))) {
            return Approval.NONE;
        }
        if (record.amountMinor > 0) {
            history.net(row, NetState.FULL, record.amountMinor);
            if (state == TransactionState.STOOD_IN) {
                history.set(row, History.FLAG_STOOD_IN);
            }
            return Approval.UNCONFIRMED;
        }
        if (isForwarded && !board.acquirerDialect(row).isDeclining(record.code)) {
            history.set(row, History.FLAG_UNKNOWN_CODE);
            return Approval.UNCONFIRMED;
        }
        return Approval.UNCHANGED;
    }

    /** It was stood in for when its leg had ended without an answer; what was owed for that stands before it in the same append. */
    private void endLeg(long row, boolean isNotSent) {
        board.history.transition(row, isNotSent ? TransactionState.NOT_SENT : TransactionState.TIMED_OUT);
        board.history.legReversed(row, !isNotSent);
    }

    void net(long row, JournalRecord record) {
        NetState net = NetState.ofWireId(record.state);
        if (net == NetState.REVERSED) {
            board.history.reversed(row);
        } else if (net == NetState.PARTIAL) {
            board.history.reduced(row, record.amountMinor);
        } else if (net == NetState.COMPLETED || net == NetState.UNCOMPLETED) {
            board.history.net(row, net, board.history.moved(row));
        } else {
            board.history.net(row, net, record.amountMinor);
        }
    }

    /** Whether a NET says that the transaction was used up by its completion, the related one. */
    static boolean isCompleted(JournalRecord net) {
        return net.state == NetState.COMPLETED.wireId();
    }

    /** Of a completion: an authorization was used up by it. */
    void completes(long row) {
        board.history.set(row, History.FLAG_COMPLETES);
    }

    void owed(long row, JournalRecord record) {
        if (isOfLeg(record)) {
            return;
        }
        board.history.delivery(row, History.Delivery.OWED, 0);
        if (isAdvice(record.mti)) {
            board.history.issuer(row, issuer(record.member, record.mti).index);
        }
    }

    /** Of the first copy of an advice. */
    void sent(long row, JournalRecord record) {
        board.history.sentPosition(row, record.position);
    }

    /**
     * @param isOfLeg whether the delivery was the reversal of the leg of one that was stood in for
     */
    void deliveryEnded(long row, JournalRecord record, int deliveryMti, boolean isOfLeg) {
        if (isOfLeg) {
            boolean isUnknown = record.state == DeliveryEnd.ACKED.wireId()
                    && DeliveryEndings.isMissed(issuer(record.member, deliveryMti), deliveryMti, record.code);
            board.history.legReversed(row, !isUnknown);
            return;
        }
        History.Delivery ended = History.Delivery.ACKED;
        if (record.state == DeliveryEnd.PARKED.wireId() || record.state == DeliveryEnd.DROPPED.wireId()) {
            // Dropped, it is settled by hand, and so is what would follow it.
            ended = History.Delivery.PARKED;
        } else if (record.state == DeliveryEnd.UNSENT.wireId()) {
            ended = History.Delivery.NONE;
        } else if (isAdvice(deliveryMti)
                && DeliveryEndings.isMissed(issuer(record.member, deliveryMti), deliveryMti, record.code)) {
            board.history.set(row, History.FLAG_ADVICE_MISSED);
        }
        board.history.delivery(row, ended, record.code);
        if (isAdvice(deliveryMti)) {
            board.history.adviceParked(row, ended == History.Delivery.PARKED);
        }
    }

    /** Owed again: not the reversal of a leg. */
    void reopened(long row, int deliveryMti) {
        board.history.delivery(row, History.Delivery.OWED, 0);
        if (isAdvice(deliveryMti)) {
            board.history.adviceParked(row, false);
        }
    }

    void approvedLate(long row) {
        board.history.set(row, History.FLAG_APPROVED_LATE);
    }

    /** A row of its own; its id stays that of the reversal's. */
    void tombstone(JournalRecord record) {
        long row = board.history.add(record.epoch, record.counter, TransactionState.TOMBSTONE, record.logTimeMs);
        board.history.acceptedPosition(row, record.position);
        board.history.entomb(row, acquirer(record.member, record.mti), record);
    }

    private Acquirer acquirer(String member, int mti) {
        return acquirers.computeIfAbsent(member, id -> board.acquirer(id, mti));
    }

    /**
     * The one of this id. One that the configuration does not name is added.
     *
     * @param mti of what it was sent, which tells the version it speaks
     */
    Issuer issuer(String member, int mti) {
        Issuer known = issuers.get(member);
        if (known == null) {
            Issuer like = board.issuers.get(0);
            known = Issuer.retired(board.issuers.size(), member, like, board.dialectOf(mti, like.dialect));
            board.issuers.add(known);
            issuers.put(member, known);
        }
        return known;
    }

    /** Of one that is not configured nobody asks: a checkpoint keeps it for when it comes back. */
    void lastStan(String member, int stan) {
        Issuer known = issuers.get(member);
        if (known != null) {
            known.sawStan(stan);
        }
    }

    /** Whether an OWED says that it reverses the leg of one that was stood in for. */
    static boolean isOfLeg(JournalRecord owed) {
        return (owed.state & JournalRecord.OF_LEG) != 0;
    }

    static boolean isAdvice(int deliveryMti) {
        return Mti.messageClass(deliveryMti) != Mti.CLASS_REVERSAL;
    }
}
