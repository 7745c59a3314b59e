package io.wasl.engine;

import io.wasl.iso.Reason;
import org.jspecify.annotations.Nullable;

/**
 * An acquirer's reversal that its issuer is asked for: what its end needs. Loop thread.
 *
 * <p>Holds the reversal's and the original's elements on the heap, some 15 KiB: {@link Relays#MOST_UNDER_WAY}.
 */
final class Relay {

    /** A sentence a state. */
    enum State {
        /** R1 and R2 are in the log; its frame waits for them to be durable. */
        RECORDED,
        /** Its frame was handed to the issuer's link; the leg's time runs. */
        ASKED,
        /** A start has found it so: its original is being read back, and whether its issuer has it nobody knows. */
        FOUND,
        /** Wasl answers, as soon as the log takes that. */
        DUE,
        /** Its R3 is in the log. */
        ENDED
    }

    final Takeover pending;
    final int slot;
    State state;
    /** What stands of the original in the log; null until a start has read it. */
    @Nullable
    Original original;

    /** DE 4 of its leg in minor units and its currency, as {@link Money} has them. */
    long legAmount;

    int legCurrency;
    /** Whether an answer came that does not fit. */
    boolean isMismatched;
    /** Why Wasl answers, once that is decided. */
    Reason why = Reason.ISSUER_TIMEOUT;
    /** Where its original begins in the log. */
    long originalPosition;

    /** When its original is read again. */
    long readAgainNs;

    boolean isBeingRead;

    Relay(Takeover pending, int slot, State state) {
        this.pending = pending;
        this.slot = slot;
        this.state = state;
    }
}
