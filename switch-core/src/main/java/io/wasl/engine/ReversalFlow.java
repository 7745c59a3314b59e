package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.journal.NetState;
import io.wasl.link.Link;

/**
 * The way of an acquirer's reversal, 0400 and 0420, taken over: durable, answered, then delivered to the issuer by Wasl. By the
 * acquirer's profile a 0400 that gives something back goes to the issuer instead, as far as that can be asked
 * ({@link RelayedReversals}).
 *
 * <pre>
 *   original         what is written with it, in one append               answer
 *   unknown          a tombstone: the original will be refused            25 to a request, 00 to an advice
 *   in flight        nothing more; its end is a decline, and reversed      00
 *   approved, but the approval still waits for the log: withdrawn before   00
 *   approved         net 0, its stored answer becomes a decline, 0420 owed 00
 *   an advice        the same; not owed where no copy of it has left       00
 *   anything else    nothing: no money moved, or it is being given back    00
 *   ambiguous, not its amount, or a completed authorization               25 and an alarm
 *
 *   partial: less remains than before    net what remains, its stored answer stays, 0420 owed    00
 *            as much or more             nothing                                                  00
 *            more than was approved, or of one in flight, of which nothing stands yet             25 and an alarm
 *            its issuer has no words for it                                                       40
 * </pre>
 *
 * Exactly one net effect, whoever reverses first; what remains only falls. Every answer waits until its append is durable. Loop thread.
 */
final class ReversalFlow {

    private static final String NO_ROOM = "no room for a reversal";

    private final Switchboard board;
    private final Admission admission;
    private final Repeats repeats;
    private final Takeovers takeovers;
    private final ReversalAppend append;
    private final RelayedReversals relayed;
    private final OriginalSearch originals;
    private final OlderOriginals olderOriginals;
    private final Endings endings;
    private final Recall recall;
    private final ReversalAmounts amounts = new ReversalAmounts();

    ReversalFlow(
            Switchboard board,
            Admission admission,
            Repeats repeats,
            Takeovers takeovers,
            RelayedReversals relayed,
            Endings endings) {
        this.relayed = relayed;
        this.recall = repeats.older();
        this.board = board;
        this.admission = admission;
        this.repeats = repeats;
        this.takeovers = takeovers;
        this.append = relayed.append();
        this.originals = new OriginalSearch(board);
        this.olderOriginals = new OlderOriginals(board);
        this.endings = endings;
    }

    /** A 0400, 0401, 0420 or 0421 of an acquirer. */
    void onRequest(Link link, MessageView reversal, Frame frame, long receivedNs) {
        Acquirer acquirer = board.acquirers.get(link.memberIndex());
        if (!admission.isValid(reversal, acquirer)) {
            admission.refuse(link, reversal, frame, Reason.FORMAT_ERROR);
            return;
        }
        if (repeats.answer(link, reversal, frame)) {
            return;
        }
        if (recall.ofRepeat(link, reversal, frame, receivedNs)) {
            return;
        }
        if (!amounts.read(reversal, acquirer.config.profile().partial())) {
            admission.refuse(link, reversal, frame, Reason.FORMAT_ERROR);
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
        long original = originals.find(reversal, acquirer, amounts.original());
        if (!originals.isNamed() && !originals.isSought()) {
            // It can be about nothing: 00 would say that it is done.
            admission.refuse(link, reversal, frame, Reason.FORMAT_ERROR);
            return;
        }
        if (original == OriginalSearch.UNKNOWN && recall.ofOriginal(link, reversal, frame, originals, true)) {
            return;
        }
        boolean mayBeAnother = original > 0 && !originals.isFoundByData();
        if (mayBeAnother && recall.ofOthers(link, reversal, frame, receivedNs)) {
            return;
        }
        Takeover pending = takeovers.begin(link, reversal, frame, acquirer);
        if (original > 0 && !board.history.has(original)) {
            takeovers.abandon(pending, Takeovers.PUSHED_OUT);
            return;
        }
        pending.remains = amounts.remains();
        pending.receivedNs = receivedNs;
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
            passOn(pending, issuer);
            return;
        }
        board.count(EngineCounter.REVERSALS_UNKNOWN_ORIGINAL);
        boolean isAdvice = Mti.function(pending.accepted.mti) == Mti.FUNCTION_ADVICE;
        boolean isAccepted = isAdvice
                && pending.acquirer.config.profile().unknownOriginalAdvice() == AcquirerProfile.UnknownOriginal.CODE_00;
        append.finish(
                pending,
                isAccepted ? Reason.ACCEPTED : Reason.ORIGINAL_UNKNOWN,
                new ReversalEffect.Tombstone(originals.isNamed()));
    }

    private void passOn(Takeover pending, Issuer issuer) {
        long original = amounts.original();
        if (amounts.isPartial() && !issuer.canBeToldWhatRemains) {
            append.finish(pending, Reason.PARTIAL_REVERSAL_UNSUPPORTED, ReversalEffect.NONE);
            return;
        }
        board.count(EngineCounter.REVERSALS_PASSED_ON);
        Release release = new Release(original, amounts.remains(), original - amounts.remains());
        append.finish(pending, Reason.ACCEPTED, new ReversalEffect.PassOn(issuer, release));
    }

    private void known(Takeover pending) {
        History history = board.history;
        long original = pending.original;
        int slot = history.slot(original);
        boolean isInFlight = slot >= 0 && board.inFlight.isUnanswered[slot] && !history.isAdvice(original);
        boolean isTooMuch = pending.remains > history.moved(original) || pending.remains > 0 && isInFlight;
        if (isUsedUp(pending)) {
            completed(pending);
        } else if (!originals.isItsAmount(original) || isTooMuch) {
            board.raise(Alarm.REVERSAL_AMOUNT, pending.acquirer.id, original);
            append.finish(pending, Reason.REVERSAL_EXCEEDS_ORIGINAL, ReversalEffect.NONE);
        } else if (isWithdrawnInMemoryOnly(original) || !relayed.giveWay(original)) {
            takeovers.abandon(pending, NO_ROOM);
        } else if (isInFlight) {
            inFlight(pending, slot);
        } else if (!append.givesBack(pending)) {
            board.count(EngineCounter.REVERSALS_ACCEPTED);
            append.finish(pending, Reason.ACCEPTED, ReversalEffect.NONE);
        } else if (pending.remains > 0 && !board.issuers.get(history.issuer(original)).canBeToldWhatRemains) {
            append.finish(pending, Reason.PARTIAL_REVERSAL_UNSUPPORTED, ReversalEffect.NONE);
        } else {
            prepare(pending);
            read(pending);
        }
    }

    /** A full reversal is about to replace the stored answer; a partial one leaves it as it is. */
    private void prepare(Takeover pending) {
        if (pending.remains == 0) {
            board.history.set(pending.original, History.FLAG_REVERSING);
        }
    }

    private void prepared(Takeover pending) {
        if (pending.remains == 0 && board.history.has(pending.original)) {
            board.history.clear(pending.original, History.FLAG_REVERSING);
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
                prepared(pending);
                takeovers.abandon(pending, "the original cannot be read back");
            }
        });
    }

    /**
     * Its end is a decline, whatever the issuer says. An approval that stands in the log already is withdrawn there first:
     * when this reversal's answer leaves, what is owed must be durable, or a crash would find an approval and no reversal.
     */
    private void inFlight(Takeover pending, int slot) {
        boolean isApproved = board.history.state(pending.original).isAnswered();
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
        prepared(pending);
        if (!isRemembered || isWithdrawnInMemoryOnly(pending.original) || !relayed.giveWay(pending.original)) {
            takeovers.abandon(pending, "the original is not at hand");
            return;
        }
        if (isUsedUp(pending)) {
            completed(pending);
            return;
        }
        if (append.givesBack(pending) && relayed.begin(pending, original)) {
            return;
        }
        board.count(EngineCounter.REVERSALS_ACCEPTED);
        append.finish(pending, Reason.ACCEPTED, append.effect(pending, original));
    }

    /** By a completion that stands; of one whose completion was taken back there is all to give back, and no part. */
    private boolean isUsedUp(Takeover pending) {
        NetState net = board.history.net(pending.original);
        return net == NetState.COMPLETED || net == NetState.UNCOMPLETED && pending.remains > 0;
    }

    /** Nothing of it stands any more that could be given back, and its acquirer must not think that it was. */
    private void completed(Takeover pending) {
        board.raise(Alarm.COMPLETED_BEFORE, pending.acquirer.id, pending.original);
        append.finish(pending, Reason.AUTHORIZATION_COMPLETED, ReversalEffect.NONE);
    }

    /** The log has its approval and not yet what is owed for it: nothing may be promised now. */
    private boolean isWithdrawnInMemoryOnly(long original) {
        return board.history.state(original) == TransactionState.WITHDRAWN
                && board.history.answerPosition(original) == 0;
    }
}
