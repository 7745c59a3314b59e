package io.wasl.sim.acquirer;

import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One message key with all copies sent under it: a request and its repeats, or a reversal and its repeats. Every copy
 * is owed one answer on the connection that carried it.
 *
 * <p>Owner: the acquirer's loop.
 */
final class Exchange {

    /**
     * What every copy is made from; only the repeat digit differs.
     *
     * @param key DE 7, 11, 37 and 41 joined
     * @param mti of the first copy
     */
    record Message(String key, int mti, ElementSet elements) {}

    private final Payment payment;
    private final Message message;
    private final boolean reversal;
    private final List<Long> awaiting = new ArrayList<>(1);
    private final Set<Long> carriers = new HashSet<>(2);
    private int copies;
    private boolean done;
    private boolean parked;
    private int code = ResponseCode.NONE;

    Exchange(Payment payment, Message message, boolean reversal) {
        this.payment = payment;
        this.message = message;
        this.reversal = reversal;
    }

    Payment payment() {
        return payment;
    }

    Message message() {
        return message;
    }

    boolean isReversal() {
        return reversal;
    }

    /** How many copies have been sent. */
    int copies() {
        return copies;
    }

    void sent(long connectionId) {
        copies++;
        awaiting.add(connectionId);
        carriers.add(connectionId);
    }

    boolean wasCarriedBy(long connectionId) {
        return carriers.contains(connectionId);
    }

    /** Settles one copy of that connection; false when it owes none. */
    boolean answeredOn(long connectionId) {
        return awaiting.remove((Object) connectionId);
    }

    /** A lost connection owes no answers any more; true when this takes the last hope of one. */
    boolean lost(long connectionId) {
        boolean hit = awaiting.removeIf(id -> id == connectionId);
        return hit && awaiting.isEmpty();
    }

    boolean isDone() {
        return done;
    }

    /** Nothing more is sent under this key. */
    void done(int firstCode) {
        done = true;
        code = firstCode;
    }

    int code() {
        return code;
    }

    boolean isParked() {
        return parked;
    }

    /** Waits for a connection, or no longer. */
    void park(boolean waits) {
        parked = waits;
    }
}
