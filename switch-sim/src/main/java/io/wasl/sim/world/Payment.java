package io.wasl.sim.world;

import io.wasl.iso.Mti;
import org.jspecify.annotations.Nullable;

/**
 * One payment as its acquirer's host sees it; or something it asks or tells that moves no money.
 *
 * <pre>
 *                        REDUCING
 *                  a part ▲    ▼ acknowledged
 *   AWAITING ─ approved ─► STANDS ─ void ─► REVERSING ─ acknowledged ─► VOID
 *      │ │                   ▲│ completed by another ─► COMPLETED
 *      │ ├── all declined ─► VOID              ▲▲
 *      │ └── one of several declined ─► DECLINED ─┘ approved, or no answer; declined as well ─► VOID
 *      └──── no answer, again and again ───────┘
 * </pre>
 *
 * <p>Owner: the world's thread.
 */
final class Payment {

    enum State {
        /** Its request, or its advice, has no answer yet. */
        AWAITING,
        /** One of its frames was declined, and another has no answer: that one may have been approved. */
        DECLINED,
        /** Its net amount stands, as far as the acquirer knows. */
        STANDS,
        /** Its partial reversal has no answer yet. */
        REDUCING,
        /** Its reversal has no answer yet. */
        REVERSING,
        /** No money has moved. */
        VOID,
        /** An authorization whose completion is under way or was taken: the money is in that one. */
        COMPLETED
    }

    final Message request;
    /** A request, 0400, until its issuer has refused that. */
    Message reversal;
    /** Its partial reversal, when there is one. */
    Message reduction = Message.of(0);

    /** Whether the first thing the node hears of it is its reversal. */
    final boolean isReversedFirst;

    /** The authorization that it completes, if it does. */
    final @Nullable Payment completes;

    State state = State.AWAITING;
    /** What stands when {@link State#STANDS}. */
    long netMinor;
    /** What will, when its partial reversal is acknowledged. */
    long remainsMinor;
    /** Whether that is more than stood when its partial reversal was made. */
    private boolean isTooMuch;
    /** The first approval, for replays to be held against. */
    Message approval = Message.of(0);

    int requestsSent;
    int requestsAnswered;
    int reversalsSent;
    int reductionsSent;
    /** Whether days have passed since: its acquirer neither repeats nor changes it any more. */
    boolean isOld;

    /** Counts what was sent, so that a timer knows whether it is still the newest. */
    int timer;

    Payment(Message request, Message reversal, boolean isReversedFirst) {
        this(request, reversal, isReversedFirst, null);
    }

    Payment(Message request, Message reversal, boolean isReversedFirst, @Nullable Payment completes) {
        this.request = request;
        this.reversal = reversal;
        this.isReversedFirst = isReversedFirst;
        this.completes = completes;
    }

    /** A part of what stands is to be taken back. */
    void reduceTo(long minor, String stan) {
        remainsMinor = minor;
        isTooMuch = minor > netMinor;
        state = State.REDUCING;
        reduction = reversal.as(reversal.mti())
                .with(11, stan)
                .with(95, Message.digits(minor, 12) + "000000000000C00000000C00000000");
    }

    /** What its partial reversal is answered, each copy of it, whatever has been given back since it was made. */
    String reductionCode() {
        return isTooMuch ? "25" : "00";
    }

    /** Its issuer has refused to take it back as it was asked: from now on it is told. */
    void insist() {
        reversal = reversal.as(0x0420);
        reversalsSent = 0;
    }

    boolean isAdvice() {
        return Mti.function(request.mti()) == Mti.FUNCTION_ADVICE;
    }

    boolean isAuthorization() {
        return request.mti() == 0x0100;
    }

    boolean movesMoney() {
        return Mti.movesMoney(request.mti());
    }

    String rrn() {
        return request.get(37);
    }

    String stan() {
        return request.get(11);
    }

    boolean isSettled() {
        return state == State.STANDS || state == State.VOID || state == State.COMPLETED;
    }

    long requestedMinor() {
        return request.number(4);
    }
}
