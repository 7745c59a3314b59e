package io.wasl.journal.ledger;

/**
 * How the ledger does, for the health page.
 *
 * @param applied the newest position known to be in the database
 * @param lag committed records not yet applied
 * @param problem what went wrong last, empty while it follows; never holds card data or the password
 */
public record LedgerHealth(LedgerState state, long applied, long lag, String problem) {}
