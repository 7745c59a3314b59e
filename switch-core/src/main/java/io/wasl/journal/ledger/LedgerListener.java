package io.wasl.journal.ledger;

/** Hears what an operator must decide. Called on the ledger's thread. */
@FunctionalInterface
public interface LedgerListener {

    /**
     * The ledger holds another log's transactions: their ids would repeat. It has been left untouched and nothing more is
     * applied; the node is expected to stop with this reason.
     */
    void onForeignLedger(String reason);
}
