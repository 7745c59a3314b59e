package io.wasl.journal.ledger;

/**
 * How often the ledger looks and tries, milliseconds.
 *
 * @param pollMs pause when the log has nothing new; also lets a transaction's records gather into one row
 * @param firstRetryMs pause after the first failure, doubled after each further one
 * @param maxRetryMs the longest pause
 */
record LedgerPace(long pollMs, long firstRetryMs, long maxRetryMs) {

    static final LedgerPace DEFAULT = new LedgerPace(100, 200, 10_000);
}
