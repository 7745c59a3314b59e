package io.wasl.engine;

import io.wasl.config.IssuerProfile;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;

/**
 * Why a reversal is owed, and the OWED record that says so; {@link OwedDeliveries} then delivers it.
 *
 * <pre>
 *   in flight      the leg timed out, its answer was bad, or its approval could not be given
 *   late approval  the issuer approves what it declined, or what its reversal did not find
 *   at start       an approval whose delivery was not recorded (journal.unconfirmed: reverse)
 * </pre>
 *
 * Loop thread.
 */
final class OwedReversals {

    private final Switchboard board;
    private final OwedDeliveries deliveries;
    private final JournalRecord owed = new JournalRecord();
    private final Original fromSlot = new Original();

    OwedReversals(Switchboard board, OwedDeliveries deliveries) {
        this.board = board;
        this.deliveries = deliveries;
    }

    /** Adds OWED for a transaction in flight to the append that is open; {@link #start} follows when it is appended. */
    OwedDelivery record(int slot, Reason reason) {
        long row = board.inFlight.row(slot);
        fromSlot.load(board.inFlight, slot);
        boolean isApproved = board.inFlight.issuerCode[slot] != 0;
        long amount = isApproved ? board.inFlight.approvedMinor[slot] : board.history.amount(row);
        int code = reason == Reason.BAD_ISSUER_ANSWER ? ReversalBody.SUSPECTED_MALFUNCTION : ReversalBody.TOO_LATE;
        OwedDelivery delivery = record(row, fromSlot, amount, code);
        delivery.isKnownApproval = isApproved;
        delivery.link = board.inFlight.issuerLink[slot];
        return delivery;
    }

    /** The same for a transaction whose original was read from the log. */
    OwedDelivery record(long row, Original original, long approvedMinor, int code) {
        Issuer issuer = board.issuers.get(board.history.issuer(row));
        boolean isByRequest = issuer.config.profile().reversalAmount() == IssuerProfile.ReversalAmount.REQUESTED;
        OwedDelivery delivery = new OwedDelivery(
                board.epoch(), board.nextCounter(), board.history.epoch(row), board.history.counter(row), issuer);
        delivery.originalRow = row;
        delivery.stan =
                issuer.config.profile().reversalStan() == IssuerProfile.ReversalStan.ORIGINAL ? original.legStan : 0;
        owed.clear(RecordType.OWED, delivery.epoch, delivery.counter);
        owed.relatedEpoch = delivery.originalEpoch;
        owed.relatedCounter = delivery.originalCounter;
        owed.member = issuer.id;
        owed.mti = OwedDeliveries.REVERSAL_ADVICE;
        owed.number = delivery.stan;
        long amount = isByRequest ? board.history.amount(row) : approvedMinor;
        ReversalBody.fill(owed, original, issuer.dialect, amount, code);
        board.records.add(owed);
        delivery.position = owed.position;
        board.history.delivery(row, History.Delivery.OWED, 0);
        return delivery;
    }

    /** The append with its OWED record is done: deliver it. */
    void start(OwedDelivery delivery) {
        deliveries.start(delivery);
    }

    /** An issuer approves a transaction that has ended: see to it that it is reversed, once. */
    void onLateApproval(long row, Issuer issuer) {
        History history = board.history;
        boolean isOwedAgain = switch (history.delivery(row)) {
            case OWED, PARKED -> false;
            case ACKED -> history.deliveryCode(row) == ResponseCode.ORIGINAL_UNKNOWN;
            case NONE -> history.net(row) == NetState.NONE && history.state(row) != TransactionState.FORWARDED;
        };
        if (!isOwedAgain) {
            return;
        }
        board.raise(Alarm.LATE_APPROVAL, issuer.id, row);
        OriginalReader.read(board, row, new OriginalReader.Reader() {
            @Override
            public void onOriginal(Original original) {
                oweAgain(row, original);
            }

            @Override
            public void onUnreadable() {
                board.raise(Alarm.ANSWER_UNREADABLE, issuer.id, row);
            }
        });
    }

    /** An approval that was perhaps never delivered is given back, with everything that says so. */
    void reverseFromLog(long row) {
        OriginalReader.read(board, row, new OriginalReader.Reader() {
            @Override
            public void onOriginal(Original original) {
                reverse(row, original);
            }

            @Override
            public void onUnreadable() {
                board.raise(Alarm.ANSWER_UNREADABLE, "", row);
            }
        });
    }

    private void reverse(long row, Original original) {
        History history = board.history;
        if (history.net(row) != NetState.FULL || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return;
        }
        Acquirer acquirer = board.acquirer(row);
        int length = board.answers.own(
                original.elements, history.mti(row), acquirer.dialect, acquirer.dialect.code(Reason.WITHDRAWN));
        JournalRecord outcome = board.records.outcome(
                history.epoch(row), history.counter(row), TransactionState.WITHDRAWN, Reason.WITHDRAWN);
        board.answers.store(length, acquirer.dialect, outcome);
        board.records.add(outcome);
        history.answerPosition(row, outcome.position);
        history.transition(row, TransactionState.WITHDRAWN);
        OwedDelivery delivery = record(row, original, history.netAmount(row), ReversalBody.TOO_LATE);
        delivery.isKnownApproval = true;
        history.net(row, NetState.REVERSED, 0);
        board.records.net(
                history.epoch(row), history.counter(row), NetState.REVERSED, 0, delivery.epoch, delivery.counter);
        board.journal.append();
        start(delivery);
    }

    private void oweAgain(long row, Original original) {
        if (!board.history.has(row) || board.history.delivery(row) == History.Delivery.OWED) {
            return;
        }
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            board.count(EngineCounter.RECORDS_DEFERRED);
            board.raise(Alarm.DELIVERY_PARKED, board.issuers.get(board.history.issuer(row)).id, row);
            return;
        }
        OwedDelivery delivery = record(row, original, board.history.amount(row), ReversalBody.TOO_LATE);
        delivery.isKnownApproval = true;
        board.journal.append();
        start(delivery);
    }
}
