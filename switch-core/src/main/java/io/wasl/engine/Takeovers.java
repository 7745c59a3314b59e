package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.link.Link;

/**
 * What reversals and advices of acquirers have in common: never shed, answered by Wasl once they are durable, and not
 * answered at all where nothing can be stored, so that their sender asks again. Loop thread.
 */
final class Takeovers {

    /** The message's own row has taken the place of the oldest remembered, its original: the next copy finds it in the log. */
    static final String PUSHED_OUT = "the original has just been forgotten";

    private final Switchboard board;
    private final Admission admission;
    private final OwedDeliveries deliveries;

    Takeovers(Switchboard board, Admission admission, OwedDeliveries deliveries) {
        this.board = board;
        this.admission = admission;
        this.deliveries = deliveries;
    }

    boolean hasRoom() {
        return board.inFlight.hasRoomForReversal()
                && board.history.hasRoom()
                && deliveries.hasRoomBeside(board.inFlight.size());
    }

    /** There is no room for it: its sender gets no answer and sends it again. */
    void turnAway(Link link, String why) {
        board.count(EngineCounter.REPEATS_UNANSWERED);
        link.close(why);
    }

    /** Row and slot of the message under hand, whose R1 is in {@link Switchboard#accepted}: a repeat of it is attached. */
    Takeover begin(Link link, MessageView message, Frame frame, Acquirer acquirer) {
        Takeover takeover = new Takeover(acquirer, link);
        long counter = board.nextCounter();
        JournalRecord accepted = takeover.accepted.clear(RecordType.ACCEPTED, board.epoch(), counter);
        accepted.mti = message.mti();
        accepted.state = board.accepted.state;
        accepted.number = board.accepted.number;
        accepted.open.load(board.accepted.open);
        accepted.sealed.load(board.accepted.sealed);
        board.records.describe(accepted, board.facts, acquirer);
        takeover.row = admission.addRow(acquirer, message.mti(), counter, 0);
        int slot = board.inFlight.take(takeover.row);
        board.history.slot(takeover.row, slot);
        board.inFlight.acquirerLink[slot] = link;
        board.inFlight.keepHeader(slot, frame.headerBuffer(), frame.headerOffset(), frame.headerLength());
        board.inFlight.keepElements(slot, accepted);
        takeover.token = board.inFlight.token(Outbox.ANSWER, slot);
        return takeover;
    }

    /** Which transaction it is about, for its R1. */
    void relate(Takeover takeover, long original) {
        takeover.original = original;
        takeover.accepted.relatedEpoch = board.history.epoch(original);
        takeover.accepted.relatedCounter = board.history.counter(original);
    }

    /** Whether it is still under hand. */
    boolean isOpen(Takeover takeover) {
        return board.inFlight.slotOf(takeover.token) >= 0;
    }

    /** Puts its answer into {@link Answers#buffer} and returns the length. */
    int answer(Takeover takeover, int code) {
        int slot = board.inFlight.slotOf(takeover.token);
        board.inFlight.elements(slot, board.elements);
        Acquirer acquirer = takeover.acquirer;
        return board.answers.own(
                board.elements,
                takeover.accepted.mti,
                acquirer.dialect,
                acquirer.echoed(board.inFlight.isPanOfTrack[slot]),
                code);
    }

    /** It cannot be made durable: it was never here, and its sender asks again. */
    void abandon(Takeover takeover, String why) {
        int slot = board.inFlight.slotOf(takeover.token);
        if (slot < 0) {
            return;
        }
        board.count(EngineCounter.REPEATS_UNANSWERED);
        board.history.forgetKeys(takeover.row);
        for (InFlight.Waiter waiter = board.inFlight.waiters[slot]; waiter != null; waiter = waiter.next) {
            waiter.link.close(why);
        }
        board.release(slot);
        Link link = takeover.link;
        if (link != null) {
            link.close(why);
        }
    }
}
