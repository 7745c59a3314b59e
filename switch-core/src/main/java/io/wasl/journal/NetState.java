package io.wasl.journal;

/** What became of the money: the number that {@link RecordType#NET} stores as its state. Never reused. */
public enum NetState {
    /** No money moved, or not as far as the acquirer knows. Never stored: it is the state without a record. */
    NONE(0),
    /** The approved amount stands. */
    FULL(1),
    /** A part of it stands: the record's amount. */
    PARTIAL(2),
    /** Nothing of it stands any more. */
    REVERSED(3),
    /** Its reversal came first: it will never move money. */
    TOMBSTONE(4),
    /** An authorization whose amount a completion has used up: the money is in the completion. */
    COMPLETED(5),
    /** An authorization whose completion was taken back: nothing stands, and it may be completed again, or reversed. */
    UNCOMPLETED(6);

    /** The numbers are dense. */
    private static final NetState[] BY_WIRE_ID = values();

    private final int wireId;

    NetState(int wireId) {
        this.wireId = wireId;
    }

    public int wireId() {
        return wireId;
    }

    /**
     * @throws IllegalArgumentException for a number this version does not know
     */
    public static NetState ofWireId(int wireId) {
        if (wireId < 0 || wireId >= BY_WIRE_ID.length) {
            throw new IllegalArgumentException("unknown net state " + wireId);
        }
        return BY_WIRE_ID[wireId];
    }

    /** The state's word; {@code NET_9} for a number of a newer version. */
    public static String word(int wireId) {
        for (NetState state : values()) {
            if (state.wireId == wireId) {
                return state.name();
            }
        }
        return "NET_" + wireId;
    }
}
