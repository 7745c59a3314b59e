package io.wasl.engine;

import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.DeliveryEnd;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an acquirer's reversal leaves in the log, all in one append: its R1 (if it has none yet), what it does to its original,
 * its R3.
 *
 * <pre>
 *   unknown                         TOMBSTONE
 *   forgotten                       OWED
 *   approved                        the original's R3 again, a decline; OWED; NET
 *   an advice, no copy has left     its R3 again, 94; DELIVERY_ENDED (unsent); NET: its issuer hears of neither, unless it
 *                                   completes an authorization, whose amount the issuer still holds
 *   an advice, a copy has left      its R3 again, 94; OWED, to leave behind the advice; NET
 *   an advice its issuer refused    the same, and DELIVERY_ENDED (parked): a person settles both
 *   a completion                    the same, and NET: its authorization may be completed once more, or reversed
 *   stood in for                    as an advice, but for the stored answer: 91
 *   given back by its issuer        the original's R3 again, a decline; NET
 *   a part of any                OWED; NET: the stored answer stays, it is repeated as it was
 * </pre>
 *
 * The stored answer of a reversed advice is 94 and not 91, for 91 would have its sender repeat it for ever. Loop thread.
 */
final class ReversalAppend {

    private final Switchboard board;
    private final Takeovers takeovers;
    private final OwedReversals owed;
    private final OwedDeliveries deliveries;
    private final OriginalSearch originals;

    ReversalAppend(Switchboard board, Takeovers takeovers, OwedReversals owed, OwedDeliveries deliveries) {
        this.board = board;
        this.takeovers = takeovers;
        this.owed = owed;
        this.deliveries = deliveries;
        originals = new OriginalSearch(board);
    }

    /** The answer leaves when it is durable. False when the log takes nothing: then nothing has happened. */
    boolean finish(Takeover pending, Reason reason, ReversalEffect effect) {
        int code = pending.acquirer.dialect.code(reason, pending.accepted.mti);
        if (!begin(takeovers.answer(pending, code))) {
            takeovers.abandon(pending, "no room for a reversal");
            return false;
        }
        board.records.add(pending.accepted);
        board.history.acceptedPosition(pending.row, pending.accepted.position);
        Runnable afterwards = apply(pending, effect);
        // The answer under hand again: writing the effect may have built another one meanwhile.
        end(pending, reason, takeovers.answer(pending, code), afterwards);
        return true;
    }

    /**
     * The same of one whose R1 has stood in the log since it was passed on to its issuer. False when the log takes nothing:
     * then nothing has happened, and it stays under hand.
     *
     * @param reason why Wasl answers it; that it is the issuer's answer otherwise
     */
    boolean finishRelayed(Takeover pending, Reason reason, ReversalEffect effect, byte[] answer) {
        if (!begin(answer.length)) {
            return false;
        }
        Runnable afterwards = apply(pending, effect);
        System.arraycopy(answer, 0, board.answers.buffer, 0, answer.length);
        end(pending, reason, answer.length, afterwards);
        return true;
    }

    private boolean begin(int answerLength) {
        boolean canLeave = answerLength > 0 && board.outbox.hasRoom(answerLength);
        return canLeave && board.journal.begin(Journal.Urgency.IN_FLIGHT);
    }

    /** R3; the answer in {@link Answers#buffer} waits for it. */
    private void end(Takeover pending, Reason reason, int length, Runnable afterwards) {
        JournalRecord outcome = board.records.outcome(
                pending.accepted.epoch, pending.accepted.counter, TransactionState.ANSWERED, reason);
        board.answers.store(length, pending.acquirer.dialect, outcome);
        board.records.add(outcome);
        long position = board.journal.append();
        board.history.transition(pending.row, TransactionState.ANSWERED);
        board.history.answerPosition(pending.row, position);
        board.outbox.offer(position, pending.token, board.answers.buffer, 0, length);
        afterwards.run();
    }

    /** Whether the issuer approved its original, as far as anybody knows, and more of that stands than it leaves. */
    boolean givesBack(Takeover pending) {
        History history = board.history;
        long original = pending.original;
        NetState net = history.net(original);
        boolean isUnknownCode = history.has(original, History.FLAG_UNKNOWN_CODE)
                && net == NetState.NONE
                && history.delivery(original) == History.Delivery.NONE;
        boolean stands = net == NetState.FULL
                || net == NetState.PARTIAL
                || net == NetState.UNCOMPLETED && pending.remains == 0
                || isUnknownCode;
        return stands && (pending.remains == 0 || pending.remains < history.remains(original));
    }

    /** What it does to its original as that stands now: nothing where that is given back already. */
    ReversalEffect effect(Takeover pending, Original original) {
        if (!givesBack(pending)) {
            return ReversalEffect.NONE;
        }
        return pending.remains == 0 ? new ReversalEffect.Reverse(original) : new ReversalEffect.Reduce(original);
    }

    /** What it gives back now, in the words of its original's issuer. */
    Release release(Takeover pending) {
        long row = pending.original;
        return new Release(board.history.moved(row), pending.remains, board.history.remains(row) - pending.remains);
    }

    /** Whether an advice was sent and answered after its records were read: its number is not among them. */
    boolean isBehind(long row, Original original) {
        return deliveries.isBehind(row, original);
    }

    /** Writes the effect's records; what is to be done when they are appended. */
    private Runnable apply(Takeover pending, ReversalEffect effect) {
        if (effect instanceof ReversalEffect.Tombstone tombstone) {
            entomb(pending, tombstone.isByData());
        } else if (effect instanceof ReversalEffect.PassOn passOn) {
            OwedDelivery delivery =
                    owed.recordOlder(pending.row, pending.accepted, passOn.issuer(), passOn.release(), reason(pending));
            return () -> owed.start(delivery);
        } else if (effect instanceof ReversalEffect.Reverse reverse) {
            return board.history.isTold(pending.original)
                    ? takeBack(pending, reverse.original())
                    : giveBack(pending, reverse.original());
        } else if (effect instanceof ReversalEffect.Reduce reduce) {
            return reduce(pending, reduce.original());
        } else if (effect instanceof ReversalEffect.Settle settle) {
            settle(pending, settle.original());
        }
        return () -> {};
    }

    /** A row of its own under the original's key; whoever comes under that key is refused. */
    private void entomb(Takeover pending, boolean isByData) {
        long epoch = pending.accepted.epoch;
        long counter = pending.accepted.counter;
        Acquirer acquirer = pending.acquirer;
        if (isByData) {
            board.records.tombstone(epoch, counter, acquirer, board.facts);
        } else {
            board.records.tombstoneByRrn(epoch, counter, acquirer, board.facts);
        }
        if (board.history.hasRoom()) {
            long row = board.history.add(epoch, counter, TransactionState.TOMBSTONE, board.epochClock.epochMillis());
            board.history.acceptedPosition(row, board.records.record.position);
            board.history.entomb(row, acquirer, board.records.record);
        }
    }

    /** An approval. */
    private Runnable giveBack(Takeover pending, Original original) {
        long row = pending.original;
        replaceAnswer(row, original, Reason.WITHDRAWN);
        OwedDelivery delivery = owe(pending, original);
        net(pending);
        return () -> owed.start(delivery);
    }

    /** Its issuer has done it. */
    private void settle(Takeover pending, Original original) {
        if (pending.remains == 0) {
            replaceAnswer(pending.original, original, Reason.WITHDRAWN);
        }
        net(pending);
    }

    /** An advice. */
    private Runnable takeBack(Takeover pending, Original original) {
        long row = pending.original;
        replaceAnswer(row, original, board.history.isAdvice(row) ? Reason.REVERSED_BEFORE : Reason.WITHDRAWN);
        if (board.history.has(row, History.FLAG_COMPLETES)) {
            uncomplete(pending, original);
        }
        OwedDelivery advice = deliveries.openAdvice(row);
        if (advice != null && advice.copies == 0 && !board.history.has(row, History.FLAG_COMPLETES)) {
            return dropUnsent(pending, advice);
        }
        if (advice != null) {
            original.sentAs(advice.time, advice.stan);
        }
        return oweAdvices(pending, original, advice);
    }

    /** Its issuer never hears of it, nor of what took a part of it back. */
    private Runnable dropUnsent(Takeover pending, OwedDelivery advice) {
        List<OwedDelivery> unsent = DeliveryOrder.reversalsOf(advice);
        unsent.add(advice);
        for (OwedDelivery delivery : unsent) {
            board.records.deliveryEnded(delivery, DeliveryEnd.UNSENT, ResponseCode.NONE);
        }
        net(pending);
        return () -> unsent.forEach(deliveries::unsent);
    }

    /** What a completion had used up stands as before it, but for its amount: it may be completed rightly, or reversed. */
    private void uncomplete(Takeover pending, Original completion) {
        if (completion.relatedEpoch == 0) {
            return;
        }
        History history = board.history;
        long authorization = originals.completedBy(completion, board.acquirer(pending.original));
        boolean isRemembered = authorization != OriginalSearch.UNKNOWN;
        if (isRemembered && history.net(authorization) != NetState.COMPLETED) {
            return;
        }
        board.records.net(
                completion.relatedEpoch,
                completion.relatedCounter,
                NetState.UNCOMPLETED,
                0,
                pending.accepted.epoch,
                pending.accepted.counter);
        if (isRemembered) {
            history.net(authorization, NetState.UNCOMPLETED, history.moved(authorization));
        }
    }

    /** A part of an approval or of an advice. */
    private Runnable reduce(Takeover pending, Original original) {
        long row = pending.original;
        if (!board.history.isTold(row)) {
            OwedDelivery delivery = owe(pending, original);
            net(pending);
            return () -> owed.start(delivery);
        }
        OwedDelivery advice = deliveries.openAdvice(row);
        if (advice != null && advice.copies > 0) {
            original.sentAs(advice.time, advice.stan);
        }
        return oweAdvices(pending, original, advice);
    }

    /**
     * What takes back an advice leaves behind it; what is owed for a parked one is parked with it.
     *
     * @param advice while it is on its way to its issuer
     */
    private Runnable oweAdvices(Takeover pending, Original original, @Nullable OwedDelivery advice) {
        long row = pending.original;
        boolean isParked = advice == null && board.history.has(row, History.FLAG_ADVICE_PARKED);
        OwedDelivery delivery = owe(pending, original);
        if (isParked) {
            board.records.deliveryEnded(delivery, DeliveryEnd.PARKED, ResponseCode.NONE);
        }
        net(pending);
        return () -> {
            if (isParked) {
                deliveries.startParked(delivery);
            } else {
                owed.start(delivery);
            }
        };
    }

    private OwedDelivery owe(Takeover pending, Original original) {
        long row = pending.original;
        boolean isKnownApproval = !board.history.has(row, History.FLAG_ADVICE_MISSED) && !pending.isAfterRelay;
        return owed.record(row, original, release(pending), reason(pending), isKnownApproval);
    }

    private void replaceAnswer(long row, Original original, Reason reason) {
        History history = board.history;
        Acquirer acquirer = board.acquirer(row);
        int mti = history.mti(row);
        int length = board.answers.own(
                original.elements,
                mti,
                acquirer.dialect,
                acquirer.echoed(original.isPanOfTrack),
                acquirer.dialect.code(reason, mti));
        boolean isStoodIn = history.state(row) == TransactionState.STOOD_IN;
        TransactionState state = isStoodIn ? TransactionState.STOOD_IN : TransactionState.ANSWERED;
        JournalRecord outcome = board.records.outcome(history.epoch(row), history.counter(row), state, reason);
        board.answers.store(length, acquirer.dialect, outcome);
        board.records.add(outcome);
        history.answerPosition(row, outcome.position);
    }

    private void net(Takeover pending) {
        History history = board.history;
        long row = pending.original;
        board.standInLimits.givenBack(history.epoch(row), history.counter(row), pending.remains);
        if (pending.remains == 0) {
            history.reversed(row);
        } else {
            history.reduced(row, pending.remains);
        }
        board.records.net(
                history.epoch(row),
                history.counter(row),
                history.net(row),
                pending.remains,
                pending.accepted.epoch,
                pending.accepted.counter);
    }

    /** What it says, in the words of its own version. */
    static ReversalReason reason(Takeover pending) {
        return ReversalReason.of(pending.accepted.open, pending.acquirer.dialect.version());
    }
}
