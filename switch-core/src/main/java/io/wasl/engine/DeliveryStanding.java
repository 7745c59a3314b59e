package io.wasl.engine;

/** Where an owed delivery stands, as an operator sees it. */
public enum DeliveryStanding {
    /** Goes as soon as window and pace allow. */
    READY,
    /** Behind another delivery of the same transaction, or of the one it names. */
    BEHIND,
    /** A copy is being made and recorded. */
    SENDING,
    /** A copy is with the issuer; its answer is awaited. */
    SENT,
    /** Waits before the next copy: no answer came, or one that says "again". */
    WAITING,
    /** Not sent any more until an operator says so. */
    PARKED;

    static DeliveryStanding of(OwedDelivery delivery) {
        return switch (delivery.state) {
            case HELD -> BEHIND;
            case READY -> READY;
            case LOADING, RECORDING -> SENDING;
            case SENT -> SENT;
            case WAITING -> WAITING;
            case PARKED -> PARKED;
            case ENDED -> throw new IllegalStateException("an ended delivery stands nowhere");
        };
    }
}
