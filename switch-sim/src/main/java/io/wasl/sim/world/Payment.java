package io.wasl.sim.world;

import io.wasl.iso.Mti;

/**
 * One payment as its acquirer's host sees it.
 *
 * <pre>
 *                        REDUCING
 *                  a part ▲    ▼ acknowledged
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
        /** Its partial reversal has no answer yet. */
        REDUCING,
        /** Its reversal has no answer yet. */
        REVERSING,
        /** No money has moved. */
        VOID
    }

    final Message request;
    final Message reversal;
    /** Its partial reversal, when there is one. */
    Message reduction = Message.of(0);

    /** Whether the first thing the node hears of it is its reversal. */
    final boolean isReversedFirst;

    State state = State.AWAITING;
    /** What stands when {@link State#STANDS}. */
    long netMinor;
    /** What will, when its partial reversal is acknowledged. */
    long remainsMinor;
    /** The first approval, for replays to be held against. */
    Message approval = Message.of(0);

    int requestsSent;
    int reversalsSent;
    int reductionsSent;
    /** Counts what was sent, so that a timer knows whether it is still the newest. */
    int timer;

    Payment(Message request, Message reversal, boolean isReversedFirst) {
        this.request = request;
        this.reversal = reversal;
        this.isReversedFirst = isReversedFirst;
    }

    /** A part of what stands is to be taken back. */
    void reduceTo(long minor) {
        remainsMinor = minor;
        state = State.REDUCING;
        String stan = reversal.get(11);
        reduction = reversal.as(0x0420)
                .with(11, "7" + stan.substring(1))
                .with(95, String.format("%012d", minor) + "000000000000C00000000C00000000");
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
