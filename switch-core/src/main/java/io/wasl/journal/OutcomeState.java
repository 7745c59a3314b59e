package io.wasl.journal;

/** How a transaction ended: the number that {@link RecordType#OUTCOME} stores as its state. Never reused. */
public enum OutcomeState {
    /** Refused by Wasl itself; nothing was sent to an issuer. */
    DECLINED(1),
    /** The issuer, or Wasl for a message it takes over, answered; the code says what. */
    ANSWERED(2),
    /** The issuer's leg ran out of time or its connection went away: outcome unknown, reversal owed. */
    TIMED_OUT(3),
    /** The issuer's answer did not fit: outcome unknown, reversal owed. */
    BAD_ANSWER(4),
    /** No byte reached the issuer: nothing is owed. */
    NOT_SENT(5),
    /** Approved by the issuer and taken back before the acquirer had it: reversal owed. */
    WITHDRAWN(6),
    /** Approved by Wasl in the issuer's place: an advice is owed, and where a leg timed out its reversal before it. */
    STOOD_IN(7);

    private final int wireId;

    OutcomeState(int wireId) {
        this.wireId = wireId;
    }

    public int wireId() {
        return wireId;
    }

    /** The state's word; {@code STATE_9} for a number of a newer version, so that a view of the log never stops at it. */
    public static String word(int wireId) {
        for (OutcomeState state : values()) {
            if (state.wireId == wireId) {
                return state.name();
            }
        }
        return "STATE_" + wireId;
    }
}
