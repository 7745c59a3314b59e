package io.wasl.sim.world;

import io.wasl.iso.Mti;

/**
 * One payment as its acquirer's host sees it.
 *
 * <pre>
 *   AWAITING ─ approved ─► STANDS ─ void ─► REVERSING ─ acknowledged ─► VOID
 *      │ └──── declined ─► VOID                ▲
 *      └──── no answer, again and again ───────┘
 * </pre>
 *
 * <p>Owner: the world's thread.
 */
final class Payment {

    enum State {
        /** Its request, or its advice, has no answer yet. */
        AWAITING,
        /** Its net amount stands, as far as the acquirer knows. */
        STANDS,
        /** Its reversal has no answer yet. */
        REVERSING,
        /** No money has moved. */
        VOID
    }

    final Message request;
    final Message reversal;
    /** Whether the first thing the node hears of it is its reversal. */
    final boolean isReversedFirst;

    State state = State.AWAITING;
    /** What stands when {@link State#STANDS}. */
    long netMinor;
    /** The first approval, for replays to be held against. */
    Message approval = Message.of(0);

    int requestsSent;
    int reversalsSent;
    /** Counts what was sent, so that a timer knows whether it is still the newest. */
    int timer;

    Payment(Message request, Message reversal, boolean isReversedFirst) {
        this.request = request;
        this.reversal = reversal;
        this.isReversedFirst = isReversedFirst;
    }

    boolean isAdvice() {
        return Mti.function(request.mti()) == Mti.FUNCTION_ADVICE;
    }

    String rrn() {
        return request.get(37);
    }

    boolean isSettled() {
        return state == State.STANDS || state == State.VOID;
    }

    long requestedMinor() {
        return request.number(4);
    }
}
