package io.wasl.engine;

import io.wasl.config.IssuerProfile;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
import io.wasl.translation.Translation;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Why a reversal is owed, and the OWED record that says so; {@link OwedDeliveries} then delivers it.
 *
 * <pre>
 *   in flight      the leg timed out, its answer was bad, or its approval could not be given
 *   late approval  the issuer approves what it declined, or what its reversal did not find ({@link LateApprovals})
 *   at start       an approval whose delivery was not recorded (journal.unconfirmed: reverse)
 * </pre>
 *
 * Loop thread.
 */
final class OwedReversals {

    private final Switchboard board;
    private final OwedDeliveries deliveries;
    private final JournalRecord owed = new JournalRecord();
    /** To be read from the log when that is possible again. */
    private final ArrayDeque<Sought> waiting = new ArrayDeque<>();

    private final Original fromSlot = new Original();
    private final ReversalBody body;
    private final LateApprovals late;

    OwedReversals(Switchboard board, OwedDeliveries deliveries) {
        this.board = board;
        this.deliveries = deliveries;
        body = new ReversalBody(board.epochClock);
        late = new LateApprovals(board, deliveries, this);
    }

    /** Adds OWED for a transaction in flight to the append that is open; {@link #start} follows when it is appended. */
    OwedDelivery record(int slot, Reason reason) {
        return record(slot, reason, false);
    }

    /** The same for the leg of one that is about to be stood in for. */
    OwedDelivery recordLeg(int slot, Reason reason) {
        return record(slot, reason, true);
    }

    private OwedDelivery record(int slot, Reason reason, boolean isOfLeg) {
        long row = board.inFlight.row(slot);
        fromSlot.load(board.inFlight, slot);
        boolean isApproved = board.inFlight.issuerCode[slot] != 0;
        long amount = isApproved ? board.inFlight.approvedMinor[slot] : board.history.amount(row);
        boolean isKnownApproval = isApproved || board.history.has(row, History.FLAG_APPROVED_LATE);
        OwedDelivery delivery =
                record(row, fromSlot, Release.full(amount), why(reason, isApproved), isOfLeg, isKnownApproval);
        delivery.link = board.inFlight.issuerLink[slot];
        return delivery;
    }

    private static ReversalReason why(Reason reason, boolean isApproved) {
        if (reason == Reason.BAD_ISSUER_ANSWER) {
            return ReversalReason.BAD_ANSWER;
        }
        return isApproved ? ReversalReason.NOT_DELIVERED : ReversalReason.TIMED_OUT;
    }

    /** What issuers approve when it is too late. */
    LateApprovals late() {
        return late;
    }

    /** The same for a transaction whose original was read from the log. */
    OwedDelivery record(long row, Original original, Release release, ReversalReason why, boolean isKnownApproval) {
        return record(row, original, release, why, false, isKnownApproval);
    }

    private OwedDelivery record(
            long row,
            Original original,
            Release release,
            ReversalReason why,
            boolean isOfLeg,
            boolean isKnownApproval) {
        Issuer issuer = board.issuers.get(board.history.issuer(row));
        boolean isByRequest = issuer.config.profile().reversalAmount() == IssuerProfile.ReversalAmount.REQUESTED;
        OwedDelivery delivery = new OwedDelivery(
                board.epoch(),
                board.nextCounter(),
                board.history.epoch(row),
                board.history.counter(row),
                issuer,
                issuer.dialect.version().mti(OwedDeliveries.REVERSAL_ADVICE));
        delivery.originalRow = row;
        delivery.isOfLeg = isOfLeg;
        delivery.isKnownApproval = isKnownApproval;
        // A reversal travels on the connection of its original while that lives.
        delivery.link = issuer.link(board.history.issuerLink(row));
        delivery.stan = stan(delivery, original);
        owed.clear(RecordType.OWED, delivery.epoch, delivery.counter);
        owed.relatedEpoch = delivery.originalEpoch;
        owed.relatedCounter = delivery.originalCounter;
        owed.member = issuer.id;
        owed.mti = delivery.mti;
        owed.number = delivery.stan;
        owed.state = (isOfLeg ? JournalRecord.OF_LEG : 0) | (isKnownApproval ? 0 : JournalRecord.OUTCOME_UNKNOWN);
        if (namesUnsent(row, isOfLeg)) {
            delivery.nameLater(row, board.history);
        }
        delivery.putNames(owed);
        // What remains of an amount can be said of the approved one only.
        Release said = isByRequest && !release.isPartial()
                ? new Release(board.history.amount(row), 0, release.released())
                : release;
        boolean isWhole = body.fill(owed, original, board.requestTranslation(row), issuer, said, why);
        assert isWhole : "what was forwarded cannot be said again";
        board.records.add(owed);
        delivery.owedAt(owed.position);
        if (!delivery.isOfLeg) {
            board.history.delivery(row, History.Delivery.OWED, 0);
        }
        return delivery;
    }

    /** An advice of which no copy has left has no number yet: its reversal names it later. */
    private boolean namesUnsent(long row, boolean isOfLeg) {
        return !isOfLeg && board.history.isTold(row) && board.history.sentPosition(row) == 0;
    }

    /**
     * By profile the original's, but for its first reversal only: another one in the same second would be taken for a copy of
     * it. 0 for one to be chosen when it leaves.
     */
    private int stan(OwedDelivery reversal, Original original) {
        History history = board.history;
        long row = reversal.originalRow;
        boolean isOriginals = reversal.issuer.config.profile().reversalStan() == IssuerProfile.ReversalStan.ORIGINAL;
        boolean isFirst = history.net(row) != NetState.PARTIAL
                && !isAfterRelay(reversal)
                && (history.isTold(row) && !reversal.isOfLeg || history.delivery(row) == History.Delivery.NONE);
        return isOriginals && isFirst ? original.legStan : 0;
    }

    /** What an acquirer knows to be approved its issuer may have given back: it was asked for that, perhaps by the same number. */
    private boolean isAfterRelay(OwedDelivery reversal) {
        long row = reversal.originalRow;
        return !reversal.isKnownApproval
                && !board.history.isTold(row)
                && board.history.state(row).isAnswered();
    }

    /**
     * A reversal whose original is no longer remembered is passed on: OWED stands beside it as if it were its own. 25 does
     * not end it, for who forgot cannot say that there was nothing.
     */
    OwedDelivery recordOlder(long row, JournalRecord reversal, Issuer issuer, Release release, ReversalReason why) {
        OwedDelivery delivery = new OwedDelivery(
                board.epoch(),
                board.nextCounter(),
                board.history.epoch(row),
                board.history.counter(row),
                issuer,
                issuer.dialect.version().mti(OwedDeliveries.REVERSAL_ADVICE));
        delivery.originalRow = row;
        delivery.isKnownApproval = true;
        owed.clear(RecordType.OWED, delivery.epoch, delivery.counter);
        owed.relatedEpoch = delivery.originalEpoch;
        owed.relatedCounter = delivery.originalCounter;
        owed.member = issuer.id;
        owed.mti = delivery.mti;
        Translation request = board.translations.request(board.history.acquirer(row), issuer.index);
        boolean isWhole = body.fill(owed, OlderOriginals.of(reversal), request, issuer, release, why);
        assert isWhole : "what cannot be said to the issuer was passed on";
        board.records.add(owed);
        delivery.owedAt(owed.position);
        board.history.delivery(row, History.Delivery.OWED, 0);
        return delivery;
    }

    /** The append with its OWED record is done: deliver it. */
    void start(OwedDelivery delivery) {
        deliveries.start(delivery);
    }

    /** Whether one more can be owed beside what is in flight. */
    boolean hasRoom() {
        return deliveries.hasRoomBeside(board.inFlight.size());
    }

    /**
     * An issuer approved what it had declined, or what its reversal did not find: it is read, and owed again.
     *
     * @param approvedMinor as it says, perhaps less than was asked
     */
    void oweAgain(long row, long approvedMinor) {
        seek(new Sought(row, true, approvedMinor));
    }

    /** An approval that was perhaps never delivered is given back, with everything that says so; nobody gets it any more. */
    void reverseFromLog(long row) {
        board.history.set(row, History.FLAG_REVERSING);
        seek(new Sought(row, false, 0));
    }

    /** Whether something waits for the reader, for the log or for room. */
    boolean waits() {
        return !waiting.isEmpty() || late.waits();
    }

    /** Tries again what reader, log or room did not allow before. */
    void retry() {
        late.retry();
        Journal.Room room = board.journal.room();
        if (!hasRoom() || room == Journal.Room.FULL || room == Journal.Room.CLOSED) {
            return;
        }
        for (int left = waiting.size(); left > 0; left--) {
            int before = waiting.size();
            seek(waiting.remove());
            if (waiting.size() == before) {
                return;
            }
        }
    }

    /** What is to be reversed when it has been read: a late approval, or one that was perhaps never delivered. */
    private record Sought(long row, boolean isLate, long approvedMinor) {}

    private void seek(Sought sought) {
        if (!board.history.has(sought.row)) {
            // As many transactions as are remembered have come since.
            board.raise(Alarm.ANSWER_UNREADABLE, "", 0);
            return;
        }
        OriginalReader.Reader reader = new OriginalReader.Reader() {
            @Override
            public void onOriginal(Original original) {
                if (!give(sought, original)) {
                    waiting.add(sought);
                }
            }

            @Override
            public void onUnreadable() {
                board.raise(Alarm.ANSWER_UNREADABLE, "", board.history.has(sought.row) ? sought.row : 0);
            }

            @Override
            public void onBusy() {
                waiting.add(sought);
            }
        };
        if (sought.isLate) {
            OriginalReader.readLeg(board, sought.row, reader);
        } else {
            OriginalReader.read(board, sought.row, reader);
        }
    }

    /** False when log or room do not allow it now. */
    private boolean give(Sought sought, Original original) {
        if (!board.history.has(sought.row)) {
            board.raise(Alarm.ANSWER_UNREADABLE, "", 0);
            return true;
        }
        if (!hasRoom()) {
            return false;
        }
        return sought.isLate ? oweAgain(sought.row, sought.approvedMinor, original) : reverse(sought.row, original);
    }

    private boolean reverse(long row, Original original) {
        History history = board.history;
        boolean isUnknownCode = history.has(row, History.FLAG_UNKNOWN_CODE) && history.net(row) == NetState.NONE;
        if (history.net(row) != NetState.FULL && !isUnknownCode) {
            history.clear(row, History.FLAG_REVERSING);
            return true;
        }
        if (history.has(row, History.FLAG_RELAYED)) {
            // Its acquirer reverses it at this moment.
            return false;
        }
        boolean isStoodIn = history.has(row, History.FLAG_STOOD_IN);
        boolean isBehind = isStoodIn && deliveries.isBehind(row, original);
        if (isBehind || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        Acquirer acquirer = board.acquirer(row);
        int mti = history.mti(row);
        int length = board.answers.own(
                original.elements,
                mti,
                acquirer.dialect,
                acquirer.echoed(original.isPanOfTrack),
                acquirer.dialect.code(Reason.WITHDRAWN, mti));
        JournalRecord outcome = board.records.outcome(
                history.epoch(row), history.counter(row), TransactionState.WITHDRAWN, Reason.WITHDRAWN);
        board.answers.store(length, acquirer.dialect, outcome);
        board.records.add(outcome);
        history.answerPosition(row, outcome.position);
        history.transition(row, TransactionState.WITHDRAWN);
        if (isStoodIn) {
            Runnable afterwards = takeBack(row, original);
            board.journal.append();
            history.clear(row, History.FLAG_REVERSING);
            afterwards.run();
            return true;
        }
        long amount = isUnknownCode ? history.amount(row) : history.netAmount(row);
        OwedDelivery delivery = record(row, original, Release.full(amount), ReversalReason.NOT_DELIVERED, true);
        history.reversed(row);
        board.records.net(
                history.epoch(row), history.counter(row), NetState.REVERSED, 0, delivery.epoch, delivery.counter);
        board.journal.append();
        history.clear(row, History.FLAG_REVERSING);
        start(delivery);
        return true;
    }

    /** An approval in the issuer's place reaches nobody any more; its slot is at hand. What {@link #takeBack(long, Original)} says. */
    Runnable takeBack(int slot) {
        long row = board.inFlight.row(slot);
        fromSlot.load(board.inFlight, slot);
        fromSlot.loadTold(StandInAdvices.mti(board, row), board.inFlight.toldTime[slot], board.inFlight.toldStan[slot]);
        return takeBack(row, fromSlot);
    }

    /**
     * Adds to the open append what undoes one that was stood in for: while no copy of its advice has left its issuer hears of
     * neither, otherwise a reversal follows the advice.
     *
     * @return what is to be done when it is appended
     */
    private Runnable takeBack(long row, Original original) {
        History history = board.history;
        OwedDelivery advice = deliveries.openAdvice(row);
        long remained = history.remains(row);
        board.standInLimits.givenBack(history.epoch(row), history.counter(row), 0);
        if (advice != null && advice.copies == 0) {
            history.reversed(row);
            List<OwedDelivery> unsent = DeliveryOrder.reversalsOf(advice);
            unsent.add(advice);
            unsent.forEach(each -> board.records.deliveryEnded(each, DeliveryEnd.UNSENT, ResponseCode.NONE));
            board.records.net(history.epoch(row), history.counter(row), NetState.REVERSED, 0, 0, 0);
            return () -> unsent.forEach(deliveries::unsent);
        }
        if (advice != null) {
            original.sentAs(advice.time, advice.stan);
        }
        Release release = new Release(history.moved(row), 0, remained);
        OwedDelivery reversal = record(row, original, release, ReversalReason.NOT_DELIVERED, true);
        history.reversed(row);
        board.records.net(
                history.epoch(row), history.counter(row), NetState.REVERSED, 0, reversal.epoch, reversal.counter);
        return () -> start(reversal);
    }

    private boolean oweAgain(long row, long approvedMinor, Original original) {
        if (!late.mustOweAgain(row)) {
            return true;
        }
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        Release release = Release.full(approvedMinor);
        OwedDelivery delivery = record(
                row,
                original,
                release,
                ReversalReason.APPROVED_TOO_LATE,
                board.history.has(row, History.FLAG_STOOD_IN),
                true);
        board.journal.append();
        start(delivery);
        return true;
    }
}
