package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerProfile;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.Version;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.RecordType;
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
 *   anything else    nothing: no money moved, or it is being given back    00
 *   ambiguous, or not its amount                                           25 and an alarm
 * </pre>
 *
 * Exactly one net effect, whoever reverses first. Every answer waits until its append is durable. Loop thread.
 */
final class ReversalFlow {

    private final Switchboard board;
    private final Admission admission;
    private final Repeats repeats;
    private final OriginalSearch originals;
    private final OlderOriginals olderOriginals;
    private final OwedReversals owed;
    private final Endings endings;

    ReversalFlow(Switchboard board, Admission admission, Repeats repeats, OwedReversals owed, Endings endings) {
        this.endings = endings;
        this.board = board;
        this.admission = admission;
        this.repeats = repeats;
        this.originals = new OriginalSearch(board);
        this.olderOriginals = new OlderOriginals(board);
        this.owed = owed;
    }

    /** A reversal under hand, between its look-up and its append: perhaps some turns later. */
    private static final class Pending {
        final Acquirer acquirer;
        final Link link;
        final JournalRecord accepted = new JournalRecord();
        /** Its own row, and its slot by token: where the answer goes. */
        long row;

        long token;
        /** The row it reverses, or 0. */
        long original;

        Pending(Acquirer acquirer, Link link) {
            this.acquirer = acquirer;
            this.link = link;
        }
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
        if (!board.inFlight.hasRoomForReversal() || !board.history.hasRoom() || !owed.hasRoom()) {
            // Never shed: its sender gets no answer and sends it again.
            board.count(EngineCounter.REPEATS_UNANSWERED);
            link.close("no room for a reversal");
            return;
        }
        long original = originals.find(reversal, acquirer);
        Pending pending = remember(link, reversal, frame, acquirer);
        if (original == OriginalSearch.AMBIGUOUS) {
            board.raise(Alarm.AMBIGUOUS_ORIGINAL, acquirer.id, pending.row);
            finish(pending, Reason.ORIGINAL_UNKNOWN, Effect.NONE);
        } else if (original == OriginalSearch.UNKNOWN) {
            unknown(pending);
        } else {
            pending.original = original;
            known(pending);
        }
    }

    /**
     * Nothing known: a tombstone, so that the original, should it still come, is refused. One that may have been forgotten
     * is its issuer's to reverse.
     */
    private void unknown(Pending pending) {
        Issuer issuer = olderOriginals.issuerOf(pending.accepted, pending.acquirer);
        if (issuer != null) {
            board.count(EngineCounter.REVERSALS_PASSED_ON);
            finish(pending, Reason.ACCEPTED, new Effect.PassOn(issuer));
            return;
        }
        board.count(EngineCounter.REVERSALS_UNKNOWN_ORIGINAL);
        boolean isAdvice = Mti.function(pending.accepted.mti) == Mti.FUNCTION_ADVICE;
        boolean isAccepted = isAdvice
                && pending.acquirer.config.profile().unknownOriginalAdvice() == AcquirerProfile.UnknownOriginal.CODE_00;
        finish(
                pending,
                isAccepted ? Reason.ACCEPTED : Reason.ORIGINAL_UNKNOWN,
                originals.isNamed() || originals.isSought() ? Effect.TOMBSTONE : Effect.NONE);
    }

    private void known(Pending pending) {
        History history = board.history;
        long original = pending.original;
        int slot = history.slot(original);
        pending.accepted.relatedEpoch = history.epoch(original);
        pending.accepted.relatedCounter = history.counter(original);
        if (!originals.isItsAmount(original)) {
            board.raise(Alarm.REVERSAL_AMOUNT, pending.acquirer.id, original);
            finish(pending, Reason.REVERSAL_EXCEEDS_ORIGINAL, Effect.NONE);
        } else if (isWithdrawnInMemoryOnly(original)) {
            abandon(pending, "no room for a reversal");
        } else if (slot >= 0 && board.inFlight.isUnanswered[slot]) {
            inFlight(pending, slot);
        } else if (!mustGiveBack(original)) {
            board.count(EngineCounter.REVERSALS_ACCEPTED);
            finish(pending, Reason.ACCEPTED, Effect.NONE);
        } else {
            history.set(original, History.FLAG_REVERSING);
            OriginalReader.read(board, original, new OriginalReader.Reader() {
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
                    abandon(pending, "the original cannot be read back");
                }
            });
        }
    }

    /**
     * Its end is a decline, whatever the issuer says. An approval that stands in the log already is withdrawn there first:
     * when this reversal's answer leaves, what is owed must be durable, or a crash would find an approval and no reversal.
     */
    private void inFlight(Pending pending, int slot) {
        boolean isApproved = board.history.state(pending.original) == TransactionState.ANSWERED;
        if (isApproved && !endings.withdraw(slot, Reason.REVERSED_IN_FLIGHT)) {
            abandon(pending, "no room for a reversal");
            return;
        }
        board.count(EngineCounter.REVERSALS_ACCEPTED);
        if (finish(pending, Reason.ACCEPTED, Effect.NONE)) {
            board.history.set(pending.original, History.FLAG_REVERSAL_WAITS);
        }
    }

    /** The original's elements are here; look again at its state, since turns have gone by. */
    private void reverse(Pending pending, Original original) {
        if (board.inFlight.slotOf(pending.token) < 0) {
            return;
        }
        boolean isRemembered = board.history.has(pending.original);
        if (isRemembered) {
            board.history.clear(pending.original, History.FLAG_REVERSING);
        }
        if (!isRemembered || isWithdrawnInMemoryOnly(pending.original)) {
            abandon(pending, "the original is not at hand");
            return;
        }
        board.count(EngineCounter.REVERSALS_ACCEPTED);
        finish(pending, Reason.ACCEPTED, mustGiveBack(pending.original) ? new Effect.Reverse(original) : Effect.NONE);
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

    /** What a reversal does beside being accepted and answered. */
    private sealed interface Effect {

        Effect NONE = new Nothing();
        Effect TOMBSTONE = new Tombstone();

        record Nothing() implements Effect {}

        record Tombstone() implements Effect {}

        record Reverse(Original original) implements Effect {}

        record PassOn(Issuer issuer) implements Effect {}
    }

    /** One append: R1, its effect, R3; the answer leaves when it is durable. False when the log takes nothing. */
    private boolean finish(Pending pending, Reason reason, Effect effect) {
        int slot = board.inFlight.slotOf(pending.token);
        int code = pending.acquirer.dialect.code(reason, pending.accepted.mti);
        int length = answer(pending, slot, code);
        boolean canLeave = length > 0 && board.outbox.hasRoom(length);
        if (!canLeave || !board.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            abandon(pending, "no room for a reversal");
            return false;
        }
        board.records.add(pending.accepted);
        board.history.acceptedPosition(pending.row, pending.accepted.position);
        OwedDelivery delivery = null;
        if (effect instanceof Effect.Tombstone) {
            entomb(pending);
        } else if (effect instanceof Effect.Reverse reverse) {
            delivery = giveBack(pending, reverse.original());
        } else if (effect instanceof Effect.PassOn passOn) {
            delivery = owed.recordOlder(pending.row, pending.accepted, passOn.issuer(), reason(pending));
        }
        JournalRecord outcome = board.records.outcome(
                pending.accepted.epoch, pending.accepted.counter, TransactionState.ANSWERED, reason);
        // The answer under hand again: writing the effect may have built another one meanwhile.
        length = answer(pending, slot, code);
        board.answers.store(length, pending.acquirer.dialect, outcome);
        board.records.add(outcome);
        long position = board.journal.append();
        board.history.transition(pending.row, TransactionState.ANSWERED);
        board.history.answerPosition(pending.row, position);
        board.outbox.offer(position, pending.token, board.answers.buffer, 0, length);
        if (delivery != null) {
            owed.start(delivery);
        }
        return true;
    }

    private int answer(Pending pending, int slot, int code) {
        board.inFlight.elements(slot, board.elements);
        Acquirer acquirer = pending.acquirer;
        return board.answers.own(
                board.elements,
                pending.accepted.mti,
                acquirer.dialect,
                acquirer.echoed(board.inFlight.isPanOfTrack[slot]),
                code);
    }

    /** A row of its own under the original's key; whoever comes under that key is refused. */
    private void entomb(Pending pending) {
        long epoch = pending.accepted.epoch;
        long counter = pending.accepted.counter;
        Acquirer acquirer = pending.acquirer;
        if (originals.isNamed()) {
            board.records.tombstone(epoch, counter, acquirer, board.facts.soughtOriginal);
        } else {
            board.records.tombstoneByRrn(epoch, counter, acquirer, board.facts);
        }
        if (board.history.hasRoom()) {
            long row = board.history.add(epoch, counter, TransactionState.TOMBSTONE, board.epochClock.epochMillis());
            board.history.entomb(row, acquirer, board.records.record);
        }
    }

    /** Net 0, the stored answer replaced by a decline, the 0420 owed: all in the append that is open. */
    private OwedDelivery giveBack(Pending pending, Original original) {
        History history = board.history;
        long row = pending.original;
        Acquirer acquirer = board.acquirer(row);
        int mti = history.mti(row);
        int length = board.answers.own(
                original.elements,
                mti,
                acquirer.dialect,
                acquirer.echoed(original.isPanOfTrack),
                acquirer.dialect.code(Reason.WITHDRAWN, mti));
        JournalRecord outcome = board.records.outcome(
                history.epoch(row), history.counter(row), TransactionState.ANSWERED, Reason.WITHDRAWN);
        board.answers.store(length, acquirer.dialect, outcome);
        board.records.add(outcome);
        history.answerPosition(row, outcome.position);
        long amount = history.net(row) == NetState.FULL ? history.netAmount(row) : history.amount(row);
        OwedDelivery delivery = owed.record(row, original, amount, reason(pending));
        delivery.isKnownApproval = true;
        history.reversed(row);
        board.records.net(
                history.epoch(row),
                history.counter(row),
                NetState.REVERSED,
                0,
                pending.accepted.epoch,
                pending.accepted.counter);
        return delivery;
    }

    /** Its row and slot: from now on a repeat of it is attached. */
    private Pending remember(Link link, MessageView reversal, Frame frame, Acquirer acquirer) {
        Pending pending = new Pending(acquirer, link);
        long counter = board.nextCounter();
        JournalRecord accepted = pending.accepted.clear(RecordType.ACCEPTED, board.epoch(), counter);
        accepted.mti = reversal.mti();
        accepted.state = board.accepted.state;
        accepted.open.load(board.accepted.open);
        accepted.sealed.load(board.accepted.sealed);
        board.records.describe(accepted, board.facts, acquirer);
        pending.row = admission.addRow(acquirer, reversal.mti(), counter, 0);
        int slot = board.inFlight.take(pending.row);
        board.history.slot(pending.row, slot);
        board.inFlight.acquirerLink[slot] = link;
        board.inFlight.keepHeader(slot, frame.headerBuffer(), frame.headerOffset(), frame.headerLength());
        board.inFlight.keepElements(slot, accepted);
        pending.token = board.inFlight.token(Outbox.ANSWER, slot);
        return pending;
    }

    /** It cannot be made durable: it was never here, and its sender asks again. */
    private void abandon(Pending pending, String why) {
        int slot = board.inFlight.slotOf(pending.token);
        if (slot < 0) {
            return;
        }
        board.count(EngineCounter.REPEATS_UNANSWERED);
        board.history.forgetKeys(pending.row);
        for (InFlight.Waiter waiter = board.inFlight.waiters[slot]; waiter != null; waiter = waiter.next) {
            waiter.link.close(why);
        }
        board.release(slot);
        pending.link.close(why);
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

    private static ReversalReason reason(Pending pending) {
        return ReversalReason.of(pending.accepted.open, pending.acquirer.dialect.version());
    }
}
