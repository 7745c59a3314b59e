package io.wasl.journal.ledger;

/** What the ledger counts; written by its own thread. */
public enum LedgerCounter {
    /** Records applied, those without a row of their own included. */
    RECORDS_APPLIED,
    /** Rows written, each insert and update counted once a batch. */
    ROWS_WRITTEN,
    /** Database transactions committed. */
    BATCHES,
    /** Times that opening or applying failed and was tried again. */
    RETRIES,
    /** Batches applied row by row, because a record had been appended to the log a second time. */
    CAREFUL_BATCHES,
    /** Updates that found no row: the record that would have made it is older than this ledger. */
    UPDATES_WITHOUT_ROW,
    /** Times that records were missing between the applied position and the log's oldest. */
    GAPS,
    /** Times that an embedded database was damaged, set aside and made again from the log. */
    REBUILDS,
    /** A level: the applied position. */
    APPLIED_POSITION,
    /** A level: committed records not yet applied, as seen after the last batch or retry. */
    LAG_RECORDS,
    /** A level: records applied in a second, over the newest second or longer. */
    RECORDS_PER_SECOND,
    /** A level: how much of the time it works while there is more to apply than a batch, of 100. */
    SHARE_PERCENT
}
