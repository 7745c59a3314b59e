package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.IssuerProfile;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.link.Link;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How a forwarded transaction ends: R3 and everything that must stand in the log together with it.
 *
 * <pre>
 *   declined         R3                          answer now
 *   approved         R3                          answer when durable; then R4
 *   outcomeUnknown   R3 + reversal owed          91 or 96 now
 *   notSent          R3                          91 now
 *   withdraw         R3 + net + reversal owed    91 when durable: it takes the place of an approval
 * </pre>
 *
 * When the log takes no record now, the ending stands in memory, its slot is kept, and {@link #retryDeferred} writes it as
 * soon as there is room (R2 without R3 covers a crash until then). Loop thread.
 */
final class Endings {

    private static final byte[] NO_ANSWER = new byte[0];

    private final Switchboard board;
    private final Forwarding forwarding;
    private final OwedReversals owed;
    private final StandIn standIn;
    private final ArrayDeque<Deferred> deferred = new ArrayDeque<>();
    /** Of the deferred those that issuers declined, by token: the answers that were given. At most one a slot. */
    private final Map<Long, byte[]> unrecordedDeclines = new HashMap<>();

    /** An ending that the log has not taken yet, by its slot's token. */
    private record Deferred(long token, Reason reason) {}

    Endings(Switchboard board, Forwarding forwarding, OwedReversals owed, StandIn standIn) {
        this.board = board;
        this.forwarding = forwarding;
        this.owed = owed;
        this.standIn = standIn;
    }

    /** Whether a repeat of this transaction can still be attached to its answer. */
    boolean waitsForAnswer(long row) {
        int slot = board.history.slot(row);
        return slot >= 0 && board.inFlight.isUnanswered[slot];
    }

    /** A code that is known to decline, and that the issuer's dialect does not call an approval. */
    static boolean isDecline(MessageView answer) {
        return answer.dialect().isDeclining(answer.code());
    }

    /** The issuer declined: its answer, restored, is in {@link Answers#buffer}. */
    void declined(int slot, int length) {
        long row = board.inFlight.row(slot);
        board.count(EngineCounter.ISSUER_DECLINED);
        board.history.transition(row, TransactionState.ANSWERED);
        board.deadlines.cancel(slot);
        board.sendToAll(slot, board.answers.buffer, length, Link.NO_TOKEN);
        if (!recordDecline(slot, length)) {
            unrecordedDeclines.put(
                    board.inFlight.token(Outbox.ANSWER, slot), Arrays.copyOf(board.answers.buffer, length));
            defer(slot, Reason.ISSUER_ANSWER);
        }
    }

    private boolean recordDecline(int slot, int length) {
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        long row = board.inFlight.row(slot);
        JournalRecord outcome = outcome(row, TransactionState.ANSWERED, Reason.ISSUER_ANSWER);
        board.answers.store(length, board.acquirerDialect(row), outcome);
        board.records.add(outcome);
        board.history.answerPosition(row, board.journal.append());
        board.release(slot);
        return true;
    }

    /** The issuer approved (or answered with a code nobody knows): its answer is in {@link Answers#buffer}. */
    void approved(int slot, MessageView answer, int length) {
        long row = board.inFlight.row(slot);
        boolean isKnown = answer.dialect().isApproving(answer.code());
        boolean isPartial = answer.dialect().version().isPartialApproval(answer.code());
        board.inFlight.issuerCode[slot] = answer.code();
        board.inFlight.approvedMinor[slot] = isPartial ? Money.amount(answer) : board.history.amount(row);
        if (!isKnown) {
            board.history.set(row, History.FLAG_UNKNOWN_CODE);
        }
        if (board.history.has(row, History.FLAG_REVERSAL_WAITS)) {
            withdraw(slot, Reason.REVERSED_IN_FLIGHT);
            return;
        }
        if (!board.outbox.hasRoom(length) || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            // No approval without a record. The deadline decides: unknown outcome, reversal owed.
            board.count(EngineCounter.RECORDS_DEFERRED);
            return;
        }
        JournalRecord outcome = outcome(row, TransactionState.ANSWERED, Reason.ISSUER_ANSWER);
        board.answers.store(length, board.acquirerDialect(row), outcome);
        long movedMinor = isKnown ? board.inFlight.approvedMinor[slot] : 0;
        outcome.amountMinor = movedMinor;
        board.records.add(outcome);
        long position = board.journal.append();
        board.count(EngineCounter.APPROVED);
        board.history.transition(row, TransactionState.ANSWERED);
        if (isKnown && movesMoney(row)) {
            board.history.net(row, NetState.FULL, movedMinor);
        }
        board.history.answerPosition(row, position);
        board.deadlines.set(slot, board.inFlight.deadlineNs[slot]);
        board.outbox.offer(position, board.inFlight.token(Outbox.APPROVAL, slot), board.answers.buffer, 0, length);
    }

    /** Copies of the approval were given to so many links. */
    void approvalLeft(int slot, int copies) {
        board.inFlight.copiesUnderWay[slot] = copies;
        if (copies == 0) {
            undeliverable(slot);
        }
    }

    /** One more copy, a replay, is on its way while the fate of the others is not known. */
    void approvalReplayed(int slot) {
        board.inFlight.copiesUnderWay[slot]++;
    }

    /** The fate of one copy. One delivered copy settles it: R4. */
    void approvalSent(int slot, boolean isDelivered) {
        InFlight inFlight = board.inFlight;
        long row = inFlight.row(slot);
        if (isDelivered && !inFlight.isDelivered[slot]) {
            inFlight.isDelivered[slot] = true;
            board.history.set(row, History.FLAG_RESPONDED);
            if (board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
                board.records.responded(board.history.epoch(row), board.history.counter(row));
                board.journal.append();
            }
        }
        inFlight.copiesUnderWay[slot]--;
        if (inFlight.copiesUnderWay[slot] == 0) {
            if (inFlight.isDelivered[slot]) {
                board.release(slot);
            } else {
                undeliverable(slot);
            }
        }
    }

    /**
     * The approval was given out long ago and a connection has not taken its copy. A peer that does not read must not keep the slot and
     * with it the memory of all that came after: the connection closes, and then the approval was delivered to nobody.
     */
    void notTaken(int slot) {
        if (board.inFlight.isDelivered[slot]) {
            board.release(slot);
            return;
        }
        Link link = board.inFlight.acquirerLink[slot];
        if (link != null) {
            link.close("an approval was not taken in time");
        }
        for (InFlight.Waiter waiter = board.inFlight.waiters[slot]; waiter != null; waiter = waiter.next) {
            waiter.link.close("an approval was not taken in time");
        }
    }

    /** No byte of the forward reached the issuer: nothing is owed. */
    void notSent(int slot, Reason reason) {
        board.count(EngineCounter.NOT_SENT);
        end(slot, TransactionState.NOT_SENT, reason);
    }

    /** Nobody knows what the issuer did: a reversal is owed. */
    void outcomeUnknown(int slot, TransactionState state, Reason reason) {
        end(slot, state, reason);
    }

    /** The answer cannot be used. */
    void badAnswer(int slot) {
        board.count(EngineCounter.BAD_ANSWERS);
        end(slot, TransactionState.BAD_ANSWER, Reason.BAD_ISSUER_ANSWER);
    }

    /** Right key, wrong contents: no answer at all, and by profile a bad one at once. */
    void mismatch(int slot, Issuer issuer) {
        board.count(EngineCounter.MISMATCHED_ANSWERS);
        board.raise(Alarm.MISMATCHED_ANSWER, issuer.id, board.inFlight.row(slot));
        if (issuer.config.profile().mismatch() == IssuerProfile.Mismatch.AT_ONCE) {
            badAnswer(slot);
        } else {
            board.history.set(board.inFlight.row(slot), History.FLAG_MISMATCHED);
        }
    }

    /** An answer to a transaction that has ended. */
    void late(long row, MessageView answer, Issuer issuer) {
        if (isDecline(answer)) {
            board.count(EngineCounter.LATE_DECLINES);
            return;
        }
        board.count(EngineCounter.LATE_APPROVALS);
        if (!movesMoney(row)) {
            return;
        }
        owed.late().on(row, issuer, answer);
    }

    /** What does not fit one that has ended is no answer to it. */
    void lateMismatch(long row, Issuer issuer) {
        board.count(EngineCounter.MISMATCHED_ANSWERS);
        board.raise(Alarm.MISMATCHED_ANSWER, issuer.id, row);
    }

    /**
     * An approval that must not be delivered any more: 91 in its place, and a reversal owed.
     *
     * @return false when the log takes no record now: it is withdrawn in memory only, and written later
     */
    boolean withdraw(int slot, Reason reason) {
        long row = board.inFlight.row(slot);
        board.count(EngineCounter.WITHDRAWN);
        board.deadlines.cancel(slot);
        board.history.answerPosition(row, 0);
        board.history.transition(row, TransactionState.WITHDRAWN);
        boolean isRecorded = recordWithdrawal(slot, reason);
        if (!isRecorded) {
            defer(slot, reason);
        }
        return isRecorded;
    }

    /** A connection to an issuer is gone: what was handed to it has an unknown outcome. */
    void onIssuerLinkClosed(Link link, Issuer issuer) {
        if (issuer.config.profile().answers() == IssuerProfile.Answers.GROUP) {
            return;
        }
        for (int slot = 0; slot < board.inFlight.capacity(); slot++) {
            if (board.inFlight.issuerLink[slot] == link
                    && board.inFlight.isForwardSent[slot]
                    && !board.history.isReversal(board.inFlight.row(slot))
                    && board.history.state(board.inFlight.row(slot)) == TransactionState.FORWARDED) {
                board.count(EngineCounter.TIMED_OUT);
                outcomeUnknown(slot, TransactionState.TIMED_OUT, Reason.ISSUER_TIMEOUT);
            }
        }
    }

    /** The 91 in place of an approval is durable. */
    void onAnswerDurable(int slot, byte[] body, int length) {
        board.sendToAll(slot, body, length, Link.NO_TOKEN);
        board.release(slot);
    }

    /**
     * R2 without R3 after a crash: nobody knows, so it timed out, its stored answer is 91, its reversal is owed.
     *
     * @return false when the log takes no record now
     */
    boolean recovered(int slot) {
        long row = board.inFlight.row(slot);
        if (!board.history.state(row).isEnded()) {
            board.history.transition(row, TransactionState.TIMED_OUT);
        }
        return recordEnd(slot, TransactionState.TIMED_OUT, Reason.RECOVERED);
    }

    /** An approval whose delivery was not recorded before a crash, reversed by policy. */
    void reverseUnconfirmed(long row) {
        owed.reverseFromLog(row);
    }

    boolean hasDeferred() {
        return !deferred.isEmpty();
    }

    /** Writes what the log did not take before, as far as it takes it now. */
    void retryDeferred() {
        for (int left = deferred.size(); left > 0; left--) {
            Deferred ending = deferred.remove();
            int slot = board.inFlight.slotOf(ending.token);
            if (slot < 0) {
                continue;
            }
            if (!recordAgain(slot, ending)) {
                deferred.add(ending);
                return;
            }
        }
    }

    private boolean recordAgain(int slot, Deferred ending) {
        TransactionState state = board.history.state(board.inFlight.row(slot));
        return switch (state) {
            case WITHDRAWN -> recordWithdrawal(slot, Reason.WITHDRAWN);
            case ANSWERED -> recordDeclineAgain(slot, ending.token);
            case RECEIVED, DECLINED, FORWARDED, TIMED_OUT, BAD_ANSWER, NOT_SENT, STOOD_IN, TOMBSTONE ->
                recordEnd(slot, state, ending.reason);
        };
    }

    private boolean recordDeclineAgain(int slot, long token) {
        byte[] answer = unrecordedDeclines.getOrDefault(token, NO_ANSWER);
        System.arraycopy(answer, 0, board.answers.buffer, 0, answer.length);
        boolean isWritten = recordDecline(slot, answer.length);
        if (isWritten) {
            unrecordedDeclines.remove(token);
        }
        return isWritten;
    }

    /** A decline that needs no position: answered now, recorded now or later; or an approval in the issuer's place. */
    private void end(int slot, TransactionState state, Reason reason) {
        long row = board.inFlight.row(slot);
        board.deadlines.cancel(slot);
        board.history.transition(row, state);
        Reason told = standIn.instead(slot, state, reason);
        if (told == Reason.ACCEPTED) {
            return;
        }
        int length = ownAnswer(slot, row, told);
        if (length > 0) {
            board.sendToAll(slot, board.answers.buffer, length, Link.NO_TOKEN);
        }
        if (!recordEnd(slot, state, told)) {
            defer(slot, told);
        }
    }

    private boolean recordEnd(int slot, TransactionState state, Reason reason) {
        long row = board.inFlight.row(slot);
        int length = ownAnswer(slot, row, reason);
        if (!board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        JournalRecord outcome = outcome(row, state, reason);
        if (length > 0) {
            board.answers.store(length, board.acquirerDialect(row), outcome);
        }
        board.records.add(outcome);
        board.history.answerPosition(row, outcome.position);
        OwedDelivery delivery = state.isOutcomeUnknown() && movesMoney(row) ? owed.record(slot, reason) : null;
        board.journal.append();
        board.release(slot);
        if (delivery != null) {
            owed.start(delivery);
        }
        return true;
    }

    /** All copies of the approval failed: nobody ever got it, nobody ever will. */
    private void undeliverable(int slot) {
        long row = board.inFlight.row(slot);
        if (board.history.net(row) == NetState.REVERSED) {
            // Its acquirer's own reversal was quicker.
            board.release(slot);
            return;
        }
        withdraw(slot, Reason.WITHDRAWN);
    }

    private boolean recordWithdrawal(int slot, Reason reason) {
        long row = board.inFlight.row(slot);
        int length = ownAnswer(slot, row, reason);
        if (length < 0 || !board.outbox.hasRoom(length) || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            return false;
        }
        JournalRecord outcome = outcome(row, TransactionState.WITHDRAWN, reason);
        board.answers.store(length, board.acquirerDialect(row), outcome);
        board.records.add(outcome);
        board.history.answerPosition(row, outcome.position);
        Runnable afterwards =
                board.history.has(row, History.FLAG_STOOD_IN) ? owed.takeBack(slot) : giveBack(slot, row, reason);
        long position = board.journal.append();
        board.outbox.offer(position, board.inFlight.token(Outbox.ANSWER, slot), board.answers.buffer, 0, length);
        afterwards.run();
        return true;
    }

    private Runnable giveBack(int slot, long row, Reason reason) {
        if (!movesMoney(row)) {
            return () -> {};
        }
        OwedDelivery delivery = owed.record(slot, reason);
        if (board.history.net(row) == NetState.FULL) {
            board.history.reversed(row);
            board.records.net(
                    board.history.epoch(row),
                    board.history.counter(row),
                    NetState.REVERSED,
                    0,
                    delivery.epoch,
                    delivery.counter);
        }
        return () -> owed.start(delivery);
    }

    /** Otherwise there is nothing to reverse: an administrative message that nobody answered is asked again by its sender. */
    private boolean movesMoney(long row) {
        return Mti.movesMoney(board.history.mti(row));
    }

    private JournalRecord outcome(long row, TransactionState state, Reason reason) {
        return board.records.outcome(board.history.epoch(row), board.history.counter(row), state, reason);
    }

    private int ownAnswer(int slot, long row, Reason reason) {
        Acquirer acquirer = board.acquirer(row);
        int mti = board.history.mti(row);
        return board.answers.own(
                forwarding.request(slot),
                mti,
                acquirer.dialect,
                acquirer.echoed(board.inFlight.isPanOfTrack[slot]),
                acquirer.dialect.code(reason, mti));
    }

    private void defer(int slot, Reason reason) {
        board.count(EngineCounter.RECORDS_DEFERRED);
        deferred.add(new Deferred(board.inFlight.token(Outbox.ANSWER, slot), reason));
    }
}
