package io.wasl.sim.acquirer;

import io.wasl.iso.ResponseCode;
import io.wasl.sim.book.Card;

/** One payment from its due time to its one final state. Owner: the acquirer's loop. */
final class Payment {

    private final Traffic traffic;
    private final Card card;
    private final long requestedMinor;
    private final long dueNs;
    private final Exchange request;
    private PaymentState state = PaymentState.WAITING;
    private int code = ResponseCode.NONE;
    private long approvedMinor;

    /**
     * @param dueNs when it should have been sent; latency counts from here
     */
    Payment(Traffic traffic, Card card, long requestedMinor, long dueNs, Exchange.Message request) {
        this.traffic = traffic;
        this.card = card;
        this.requestedMinor = requestedMinor;
        this.dueNs = dueNs;
        this.request = new Exchange(this, request, false);
    }

    Traffic traffic() {
        return traffic;
    }

    Card card() {
        return card;
    }

    long requestedMinor() {
        return requestedMinor;
    }

    long dueNs() {
        return dueNs;
    }

    Exchange request() {
        return request;
    }

    PaymentState state() {
        return state;
    }

    /** Packed DE 39 of its first answer, NONE before. */
    int code() {
        return code;
    }

    /** What was approved, which a partial approval makes less than what was asked for. */
    long approvedMinor() {
        return approvedMinor;
    }

    void answered(int firstCode, long approved) {
        code = firstCode;
        approvedMinor = approved;
    }

    void transition(PaymentState to) {
        state = state.transition(to);
    }
}
