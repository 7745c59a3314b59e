package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.Version;
import io.wasl.journal.NetState;
import io.wasl.link.Link;

/**
 * The way of an acquirer's reversal, 0400 and 0420, taken over: durable, answered, then delivered to the issuer by Wasl.
 *
 * <pre>
 *   original         what is written with it, in one append               answer
 *   unknown          a tombstone: the original will be refused            25 to a request, 00 to an advice
 *   in flight        nothing more; its end is a decline, and reversed      00
 *   approved, but the approval still waits for the log: withdrawn before   00
 *   approved         net 0, its stored answer becomes a decline, 0420 owed 00
 *   an advice        the same; not owed where no copy of it has left       00
 *   anything else    nothing: no money moved, or it is being given back    00
 *   ambiguous, or not its amount                                           25 and an alarm
 * </pre>
 *
 * Exactly one net effect, whoever reverses first. Every answer waits until its append is durable. Loop thread.
 */
final class ReversalFlow {

    private static final String NO_ROOM = "no room for a reversal";

    private final Switchboard board;
    private final Admission admission;
    private final Repeats repeats;
    private final Takeovers takeovers;
    private final ReversalAppend append;
    private final OriginalSearch originals;
    private final OlderOriginals olderOriginals;
    private final Endings endings;

    ReversalFlow(
            Switchboard board,
            Admission admission,
            Repeats repeats,
            Takeovers takeovers,
            ReversalAppend append,
            Endings endings) {
        this.board = board;
        this.admission = admission;
        this.repeats = repeats;
        this.takeovers = takeovers;
        this.append = append;
        this.originals = new OriginalSearch(board);
        this.olderOriginals = new OlderOriginals(board);
        this.endings = endings;
    }

    /** A 0400, 0401, 0420 or 0421 of an acquirer. */
    void onRequest(Link link, MessageView reversal, Frame frame) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        if (!admission.isValid(reversal, acquirer)) {
            admission.refuse(link, reversal, frame, Reason.FORMAT_ERROR);
            return;
        }
        if (repeats.answer(link, reversal, frame)) {
            return;
        }
        if (isPartial(reversal)) {
            admission.decline(link, reversal, frame, Reason.PARTIAL_REVERSAL_UNSUPPORTED);
            return;
        }
        if (!admission.fillAccepted(reversal, acquirer)) {
            admission.refuse(link, reversal, frame, Reason.FORMAT_ERROR);
            return;
        }
        if (!takeovers.hasRoom()) {
            takeovers.turnAway(link, NO_ROOM);
            return;
        }
        long original = originals.find(reversal, acquirer);
        Takeover pending = takeovers.begin(link, reversal, frame, acquirer);
        if (original == OriginalSearch.AMBIGUOUS) {
            board.raise(Alarm.AMBIGUOUS_ORIGINAL, acquirer.id, pending.row);
            append.finish(pending, Reason.ORIGINAL_UNKNOWN, ReversalEffect.NONE);
        } else if (original == OriginalSearch.UNKNOWN) {
            unknown(pending);
        } else {
            takeovers.relate(pending, original);
            known(pending);
        }
    }

    /**
     * Nothing known: a tombstone, so that the original, should it still come, is refused. One that may have been forgotten
     * is its issuer's to reverse.
     */
    private void unknown(Takeover pending) {
        Issuer issuer = olderOriginals.issuerOf(pending.accepted, pending.acquirer);
        if (issuer != null) {
            board.count(EngineCounter.REVERSALS_PASSED_ON);
            append.finish(pending, Reason.ACCEPTED, new ReversalEffect.PassOn(issuer));
            return;
        }
        board.count(EngineCounter.REVERSALS_UNKNOWN_ORIGINAL);
        boolean isAdvice = Mti.function(pending.accepted.mti) == Mti.FUNCTION_ADVICE;
        boolean isAccepted = isAdvice
                && pending.acquirer.config.profile().unknownOriginalAdvice() == AcquirerProfile.UnknownOriginal.CODE_00;
        append.finish(
                pending,
                isAccepted ? Reason.ACCEPTED : Reason.ORIGINAL_UNKNOWN,
                originals.isNamed() || originals.isSought()
                        ? new ReversalEffect.Tombstone(originals.isNamed())
                        : ReversalEffect.NONE);
    }

    private void known(Takeover pending) {
        History history = board.history;
        long original = pending.original;
        int slot = history.slot(original);
        if (!originals.isItsAmount(original)) {
            board.raise(Alarm.REVERSAL_AMOUNT, pending.acquirer.id, original);
            append.finish(pending, Reason.REVERSAL_EXCEEDS_ORIGINAL, ReversalEffect.NONE);
        } else if (isWithdrawnInMemoryOnly(original)) {
            takeovers.abandon(pending, NO_ROOM);
        } else if (slot >= 0 && board.inFlight.isUnanswered[slot] && !history.isAdvice(original)) {
            inFlight(pending, slot);
        } else if (!mustGiveBack(original)) {
            board.count(EngineCounter.REVERSALS_ACCEPTED);
            append.finish(pending, Reason.ACCEPTED, ReversalEffect.NONE);
        } else {
            history.set(original, History.FLAG_REVERSING);
            read(pending);
        }
    }

    private void read(Takeover pending) {
        OriginalReader.read(board, pending.original, new OriginalReader.Reader() {
            @Override
            public void onOriginal(Original read) {
                reverse(pending, read);
            }

            @Override
            public void onUnreadable() {
                board.alarms.raise(
                        Alarm.ANSWER_UNREADABLE,
                        pending.acquirer.id,
                        pending.accepted.relatedEpoch,
                        pending.accepted.relatedCounter);
                onBusy();
            }

            @Override
            public void onBusy() {
                if (board.history.has(pending.original)) {
                    board.history.clear(pending.original, History.FLAG_REVERSING);
                }
                takeovers.abandon(pending, "the original cannot be read back");
            }
        });
    }

    /**
     * Its end is a decline, whatever the issuer says. An approval that stands in the log already is withdrawn there first:
     * when this reversal's answer leaves, what is owed must be durable, or a crash would find an approval and no reversal.
     */
    private void inFlight(Takeover pending, int slot) {
        boolean isApproved = board.history.state(pending.original) == TransactionState.ANSWERED;
        if (isApproved && !endings.withdraw(slot, Reason.REVERSED_IN_FLIGHT)) {
            takeovers.abandon(pending, NO_ROOM);
            return;
        }
        board.count(EngineCounter.REVERSALS_ACCEPTED);
        if (append.finish(pending, Reason.ACCEPTED, ReversalEffect.NONE)) {
            board.history.set(pending.original, History.FLAG_REVERSAL_WAITS);
        }
    }

    /** The original's elements are here; look again at its state, since turns have gone by. */
    private void reverse(Takeover pending, Original original) {
        if (!takeovers.isOpen(pending)) {
            return;
        }
        boolean isRemembered = board.history.has(pending.original);
        if (isRemembered && append.isBehind(pending.original, original)) {
            // A copy of the advice has left and was answered while it was read: now its number can be read too.
            read(pending);
            return;
        }
        if (isRemembered) {
            board.history.clear(pending.original, History.FLAG_REVERSING);
        }
        if (!isRemembered || isWithdrawnInMemoryOnly(pending.original)) {
            takeovers.abandon(pending, "the original is not at hand");
            return;
        }
        board.count(EngineCounter.REVERSALS_ACCEPTED);
        append.finish(
                pending,
                Reason.ACCEPTED,
                mustGiveBack(pending.original) ? new ReversalEffect.Reverse(original) : ReversalEffect.NONE);
    }

    /** The log has its approval and not yet what is owed for it: nothing may be promised now. */
    private boolean isWithdrawnInMemoryOnly(long original) {
        return board.history.state(original) == TransactionState.WITHDRAWN
                && board.history.answerPosition(original) == 0;
    }

    /** Whether the issuer approved it, as far as anybody knows, and nobody has reversed it. */
    private boolean mustGiveBack(long original) {
        boolean isUnknownCode = board.history.has(original, History.FLAG_UNKNOWN_CODE)
                && board.history.delivery(original) == History.Delivery.NONE;
        return board.history.net(original) == NetState.FULL || isUnknownCode;
    }

    /** DE 95 with anything but zeros, since 1993 DE 24 with 401: part of the amount remains. */
    private static boolean isPartial(MessageView reversal) {
        if (!reversal.dialect().version().is1987()) {
            return reversal.number(24) == Version.PARTIAL_REVERSAL;
        }
        for (int i = 0; reversal.has(95) && i < reversal.neutralLength(95); i++) {
            int digit = reversal.neutralByte(95, i);
            if (digit >= '1' && digit <= '9') {
                return true;
            }
        }
        return false;
    }
}
