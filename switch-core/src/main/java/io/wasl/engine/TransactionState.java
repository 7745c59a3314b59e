package io.wasl.engine;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The life of a transaction, a sentence a state. What money moved is told apart, by {@link NetState}.
 *
 * <pre>
 *   RECEIVED ─► DECLINED
 *            └► FORWARDED ─► ANSWERED ─► WITHDRAWN
 *                         ├► TIMED_OUT
 *                         ├► BAD_ANSWER
 *                         └► NOT_SENT
 * </pre>
 */
enum TransactionState {
    /** Accepted, nothing decided. */
    RECEIVED(7),
    /** Declined by Wasl itself; no issuer has seen it. */
    DECLINED(1),
    /** R1 and R2 are in the log; its frame waits for them to be durable, or is with the issuer. */
    FORWARDED(8),
    /** The issuer answered and the answer is the acquirer's. */
    ANSWERED(2),
    /** No answer in time, or the connection broke: outcome unknown, reversal owed. */
    TIMED_OUT(3),
    /** The answer did not fit: outcome unknown, reversal owed. */
    BAD_ANSWER(4),
    /** No byte of it reached the issuer: nothing owed. */
    NOT_SENT(5),
    /** The issuer approved, the acquirer never got the approval and never will: reversal owed. */
    WITHDRAWN(6),
    /** Not a transaction: a reversal that came before its original, which will be refused. */
    TOMBSTONE(9);

    private static final TransactionState[] VALUES = values();
    private static final @Nullable TransactionState[] BY_WIRE_ID = new TransactionState[16];

    static {
        for (TransactionState state : values()) {
            BY_WIRE_ID[state.wireId] = state;
        }
    }

    private final int wireId;

    TransactionState(int wireId) {
        this.wireId = wireId;
    }

    /** For rows in memory; never stored. */
    long ordinalByte() {
        return ordinal();
    }

    static TransactionState ofOrdinalByte(int ordinal) {
        return VALUES[ordinal];
    }

    /** The number the journal stores. */
    int wireId() {
        return wireId;
    }

    static TransactionState ofWireId(int wireId) {
        TransactionState state = wireId >= 0 && wireId < BY_WIRE_ID.length ? BY_WIRE_ID[wireId] : null;
        if (state == null) {
            throw new IllegalArgumentException("unknown transaction state " + wireId);
        }
        return state;
    }

    /** Whether nothing can be decided about it any more, except that an approval is withdrawn. */
    boolean isEnded() {
        return this != RECEIVED && this != FORWARDED;
    }

    /** Whether the issuer may have executed it although nobody knows. */
    boolean isOutcomeUnknown() {
        return this == TIMED_OUT || this == BAD_ANSWER;
    }

    boolean mayBecome(TransactionState next) {
        return successors().contains(next);
    }

    private Set<TransactionState> successors() {
        return switch (this) {
            case RECEIVED -> EnumSet.of(DECLINED, FORWARDED, ANSWERED);
            case FORWARDED -> EnumSet.of(ANSWERED, TIMED_OUT, BAD_ANSWER, NOT_SENT, WITHDRAWN);
            case ANSWERED -> EnumSet.of(WITHDRAWN);
            case DECLINED, TIMED_OUT, BAD_ANSWER, NOT_SENT, WITHDRAWN, TOMBSTONE -> EnumSet.noneOf(TransactionState.class);
        };
    }
}
