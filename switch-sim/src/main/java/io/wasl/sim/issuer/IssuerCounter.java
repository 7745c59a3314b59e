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
    /** Administrative messages, which move no money. */
    ADMINISTRATIVE,
    /** Answers that a rule held back. */
    SILENCES,
    /** Connections that a rule closed. */
    HANG_UPS,
    /** Answers that a rule sent two times. */
    DOUBLE_ANSWERS,
    /** Answers that a rule gave a wrong STAN or amount. */
    WRONG_ANSWERS,
    /** Connections that a rule reset in the middle of an answer. */
    RESETS,
    /** Connections that are not read, from their beginning or any more. */
    UNREAD_CONNECTIONS,
    /** Answers whose connection was gone. */
    UNDELIVERED,
    /** Frames that could not be decoded, and messages without what a decision needs. */
    MALFORMED,
    /** Classes and functions that an issuer does not take. */
    UNSUPPORTED
}
