package io.wasl.journal.ledger;

import java.sql.SQLException;

/** The database is not where the ledger left it: another applier, a failover or a restored copy. Read it again. */
final class AppliedMovedException extends SQLException {

    private static final long serialVersionUID = 1L;

    AppliedMovedException(long expected) {
        super("the ledger is no longer at position " + expected);
    }
}
