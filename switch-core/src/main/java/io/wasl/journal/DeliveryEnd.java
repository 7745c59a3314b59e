package io.wasl.journal;

/** How an owed delivery ended: the number that {@link RecordType#DELIVERY_ENDED} stores as its state. Never reused. */
public enum DeliveryEnd {
    /** The issuer acknowledged it. */
    ACKED(1),
    /** It waits for an operator, who makes it owed again ({@link RecordType#REOPENED}) or drops it. */
    PARKED(2),
    /** An advice was reversed before a copy of it left: its issuer never hears of it. */
    UNSENT(3),
    /** An operator took a parked one off the list: its issuer never hears of it again. */
    DROPPED(4);

    private final int wireId;

    DeliveryEnd(int wireId) {
        this.wireId = wireId;
    }

    public int wireId() {
        return wireId;
    }

    /** The end's word; {@code END_9} for a number of a newer version. */
    public static String word(int wireId) {
        for (DeliveryEnd end : values()) {
            if (end.wireId == wireId) {
                return end.name();
            }
        }
        return "END_" + wireId;
    }
}
