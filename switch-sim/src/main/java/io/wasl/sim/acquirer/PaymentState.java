package io.wasl.sim.acquirer;

import java.util.EnumSet;
import java.util.Set;

/** Where a payment stands with its acquirer host. Exactly one final state ends it. */
public enum PaymentState {
    /** Sent, or waiting for a connection to be sent again. */
    WAITING(false),
    /** Approved, then taken back by the cardholder: its reversal is being delivered. */
    CANCELLING(false),
    /** No answer after all repeats: its reversal is being delivered. */
    REVERSING(false),
    /** Approved; the money moved. */
    APPROVED(true),
    /** Declined; no money moved. */
    DECLINED(true),
    /** Outcome unknown, reversal acknowledged: no money moved. */
    REVERSED(true),
    /** Approved, reversal acknowledged: the money moved back. */
    CANCELLED(true),
    /** Never left: no connection, or the generator's own limit. */
    NOT_SENT(true),
    /** No answer, and no duty was done (control runs): nobody here knows whether money moved. */
    UNKNOWN(true),
    /** The run ended before its reversal was acknowledged. */
    UNSETTLED(true),
    /** Its reversal was refused with a code that ends nothing. */
    REFUSED(true);

    private final boolean ends;

    PaymentState(boolean ends) {
        this.ends = ends;
    }

    public boolean isFinal() {
        return ends;
    }

    /**
     * @throws IllegalStateException if this state cannot become that one
     */
    PaymentState transition(PaymentState to) {
        if (!next().contains(to)) {
            throw new IllegalStateException(this + " cannot become " + to);
        }
        return to;
    }

    private Set<PaymentState> next() {
        return switch (this) {
            case WAITING -> EnumSet.of(CANCELLING, REVERSING, APPROVED, DECLINED, NOT_SENT, UNKNOWN, UNSETTLED);
            case CANCELLING -> EnumSet.of(CANCELLED, UNSETTLED, REFUSED);
            case REVERSING -> EnumSet.of(REVERSED, UNSETTLED, REFUSED);
            case APPROVED, DECLINED, REVERSED, CANCELLED, NOT_SENT, UNKNOWN, UNSETTLED, REFUSED ->
                EnumSet.noneOf(PaymentState.class);
        };
    }
}
