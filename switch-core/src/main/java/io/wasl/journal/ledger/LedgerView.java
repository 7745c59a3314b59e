package io.wasl.journal.ledger;

import io.wasl.metric.Counters;

/**
 * A ledger as its node sees it, in the node's process ({@link Ledger}) or in another. Any thread; nobody waits for it but who
 * asks for totals.
 */
public interface LedgerView extends AutoCloseable {

    /** Returns at once; what there is to open is opened in the background. */
    void start();

    LedgerHealth health();

    /**
     * The position up to which the database has the log for certain, whoever dies: not only written but on its disk. Negative
     * while that is not known, as while the database is away.
     */
    long certain();

    Counters<LedgerCounter> counters();

    /** Asks the database, on the caller's thread. */
    LedgerTotals totals() throws LedgerUnavailableException;

    /** What members settle with each other; as {@link #totals()}. */
    BusinessTotals totals(TotalsQuery query) throws LedgerUnavailableException;

    /** Committed records that are not in the database yet, as far as it is known. */
    default long lag() {
        return health().lag();
    }

    @Override
    void close();
}
