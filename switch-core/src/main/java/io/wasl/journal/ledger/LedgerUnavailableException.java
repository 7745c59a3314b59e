package io.wasl.journal.ledger;

import org.jspecify.annotations.Nullable;

/** The database cannot be asked now. Says nothing about the log, nor about authorizing. */
public final class LedgerUnavailableException extends Exception {

    private static final long serialVersionUID = 1L;

    public LedgerUnavailableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
