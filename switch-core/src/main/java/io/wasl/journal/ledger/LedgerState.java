package io.wasl.journal.ledger;

/** Where the ledger's thread is. */
public enum LedgerState {
    /** Opening the database and bringing its schema up to date. */
    OPENING,
    /** Following the log. */
    FOLLOWING,
    /** The database or the log's reader failed; it is tried again after a pause. */
    RETRYING,
    /** It is applied by another process, which does not answer. */
    AWAY,
    /** The ledger belongs to another log and is left alone. Final. */
    REFUSED,
    /** Final. */
    CLOSED;

    boolean isFinal() {
        return this == REFUSED || this == CLOSED;
    }
}
