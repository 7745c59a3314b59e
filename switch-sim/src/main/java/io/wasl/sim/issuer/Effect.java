package io.wasl.sim.issuer;

/**
 * One line of the issuer's book.
 *
 * @param currency DE 49; empty where no money moved
 * @param amountMinor approved or released; 0 where no money moved
 * @param code DE 39 of the answer, text
 * @param authorization DE 38, empty without one
 */
public record Effect(
        Kind kind, TransactionKey key, String currency, long amountMinor, String code, String authorization) {

    public enum Kind {
        APPROVED,
        DECLINED,
        /** Given back, by a full or partial reversal. */
        RELEASED,
        /** A reversal whose original has not been seen: that original will be declined. */
        REVERSED_FIRST
    }

    /** Where effects are kept beside the memory. Called on the issuer's loop, before the answer leaves. */
    @FunctionalInterface
    public interface Sink {

        /** For an issuer whose book lives only as long as it does. */
        Sink NOWHERE = effect -> {};

        void append(Effect effect);
    }
}
