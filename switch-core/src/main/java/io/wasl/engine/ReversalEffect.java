package io.wasl.engine;

/** What a reversal does beside being accepted and answered. */
sealed interface ReversalEffect {

    ReversalEffect NONE = new Nothing();

    /** No money moved, or it is being given back. */
    record Nothing() implements ReversalEffect {}

    /**
     * It came before its original, or without one: that one will be refused.
     *
     * @param isByData whether DE 90 (56) names it, RRN and terminal otherwise
     */
    record Tombstone(boolean isByData) implements ReversalEffect {}

    /** Net 0. */
    record Reverse(Original original) implements ReversalEffect {}

    /** Net {@link Takeover#remains}. */
    record Reduce(Original original) implements ReversalEffect {}

    /** Its issuer has given it back: nothing is owed. */
    record Settle(Original original) implements ReversalEffect {}

    /** Its original was forgotten: its issuer reverses. */
    record PassOn(Issuer issuer, Release release) implements ReversalEffect {}
}
