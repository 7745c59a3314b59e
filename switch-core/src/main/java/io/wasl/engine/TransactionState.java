package io.wasl.engine;

import io.wasl.iso.Reason;
import io.wasl.journal.OutcomeState;

/**
 * The life of a transaction, a sentence a state. What money moved is told apart, by {@link io.wasl.journal.NetState}.
 *
 * <pre>
 *   RECEIVED ─► DECLINED
 *            ├► STOOD_IN ─► WITHDRAWN          ◄─ TIMED_OUT, NOT_SENT
 *            └► FORWARDED ─► ANSWERED ─► WITHDRAWN
 *                         ├► TIMED_OUT
 *                         ├► BAD_ANSWER
 *                         └► NOT_SENT
 * </pre>
 */
enum TransactionState {
    /** Accepted, nothing decided. */
    RECEIVED,
    /** Declined by Wasl itself; no issuer has seen it. */
    DECLINED(OutcomeState.DECLINED),
    /** R1 and R2 are in the log; its frame waits for them to be durable, or is with the issuer. */
    FORWARDED,
    /** The issuer answered and the answer is the acquirer's. */
    ANSWERED(OutcomeState.ANSWERED),
    /** No answer in time, or the connection broke: outcome unknown, reversal owed. */
    TIMED_OUT(OutcomeState.TIMED_OUT),
    /** The answer did not fit: outcome unknown, reversal owed. */
    BAD_ANSWER(OutcomeState.BAD_ANSWER),
    /** No byte of it reached the issuer: nothing owed. */
    NOT_SENT(OutcomeState.NOT_SENT),
    /** The issuer approved, the acquirer never got the approval and never will: reversal owed. */
    WITHDRAWN(OutcomeState.WITHDRAWN),
    /** Approved by Wasl in the place of an issuer that could not be heard: an advice is owed. */
    STOOD_IN(OutcomeState.STOOD_IN),
    /** Not a transaction: a reversal that came before its original, which will be refused. */
    TOMBSTONE;

    private static final TransactionState[] VALUES = values();

    /** The number the journal stores; 0 for states that are no outcome. */
    private final int wireId;

    TransactionState() {
        wireId = 0;
    }

    TransactionState(OutcomeState outcome) {
        wireId = outcome.wireId();
    }

    int wireId() {
        assert wireId != 0 : this + " is no outcome";
        return wireId;
    }

    /** For rows in memory; never stored. */
    long ordinalByte() {
        return ordinal();
    }

    static TransactionState ofOrdinalByte(int ordinal) {
        return VALUES[ordinal];
    }

    /**
     * @throws IllegalArgumentException for a number this version does not know
     */
    static TransactionState ofWireId(int wireId) {
        for (TransactionState state : VALUES) {
            if (state.wireId == wireId && wireId != 0) {
                return state;
            }
        }
        throw new IllegalArgumentException("unknown outcome " + wireId);
    }

    /** Whether nothing can be decided about it any more, except that an approval is withdrawn. */
    boolean isEnded() {
        return this != RECEIVED && this != FORWARDED;
    }

    /** Whether the issuer may have executed it although nobody knows. */
    boolean isOutcomeUnknown() {
        return this == TIMED_OUT || this == BAD_ANSWER;
    }

    /** Whether its acquirer has, or is about to get, an answer that was given by an issuer or in its place. */
    boolean isAnswered() {
        return this == ANSWERED || this == STOOD_IN;
    }

    /** Why Wasl itself answers a transaction that ended so, where nothing more exact is known any more. */
    Reason usualReason() {
        return switch (this) {
            case NOT_SENT -> Reason.NOT_SENT;
            case BAD_ANSWER -> Reason.BAD_ISSUER_ANSWER;
            case WITHDRAWN -> Reason.WITHDRAWN;
            case RECEIVED, DECLINED, FORWARDED, ANSWERED, STOOD_IN, TIMED_OUT, TOMBSTONE -> Reason.ISSUER_TIMEOUT;
        };
    }

    boolean mayBecome(TransactionState next) {
        return switch (this) {
            case RECEIVED -> next == DECLINED || next == FORWARDED || next == ANSWERED || next == STOOD_IN;
            case FORWARDED ->
                next == ANSWERED || next == TIMED_OUT || next == BAD_ANSWER || next == NOT_SENT || next == WITHDRAWN;
            case ANSWERED, STOOD_IN -> next == WITHDRAWN;
            case TIMED_OUT, NOT_SENT -> next == STOOD_IN;
            case DECLINED, BAD_ANSWER, WITHDRAWN, TOMBSTONE -> false;
        };
    }
}
