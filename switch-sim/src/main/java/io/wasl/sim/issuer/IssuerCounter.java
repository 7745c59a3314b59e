package io.wasl.sim.issuer;

/** What an issuer simulator counts. */
public enum IssuerCounter {
    CONNECTIONS,
    SIGN_ONS,
    ECHOES,
    REQUESTS,
    /** Requests answered from the book, not decided again. */
    REPEATS,
    APPROVED,
    DECLINED,
    REVERSALS,
    /** Reversals that found nothing. */
    UNKNOWN_ORIGINALS,
    /** Answers that a rule held back. */
    SILENCES,
    /** Connections that a rule closed. */
    HANG_UPS,
    /** Answers whose connection was gone. */
    UNDELIVERED,
    /** Frames that could not be decoded, and messages without what a decision needs. */
    MALFORMED,
    /** Classes and functions that an issuer does not take. */
    UNSUPPORTED
}
