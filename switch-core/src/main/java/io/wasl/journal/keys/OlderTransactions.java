package io.wasl.journal.keys;

import java.util.List;

/** Transactions that memory has forgotten, by their wire keys. Loop thread; nothing here blocks. */
public interface OlderTransactions {

    /** Where nothing is looked up: what memory has forgotten is not known any more. */
    OlderTransactions NONE = new OlderTransactions() {
        @Override
        public boolean isKept() {
            return false;
        }

        @Override
        public boolean mayHold(long high, long low, long begunUntil) {
            return false;
        }

        @Override
        public boolean mayHoldTombstone(long high, long low) {
            return false;
        }

        @Override
        public long knownUntil() {
            return Long.MAX_VALUE;
        }

        @Override
        public long keptSinceMs() {
            return 0;
        }

        @Override
        public boolean find(List<WireKey> keys, Listener listener) {
            return false;
        }
    };

    /** What came of a look-up; exactly one of these is called, in a later turn. */
    interface Listener {

        /**
         * @param found oldest first; of more than 16 the newest 16
         * @param knownUntil of the runs that were asked: what was recorded later is not among it
         */
        void onFound(List<FoundTransaction> found, long knownUntil);

        /** It cannot be told now. */
        void onUnknown();
    }

    /** Whether anything is looked up at all. */
    boolean isKept();

    /**
     * False when no transaction that is kept has this key.
     *
     * @param begunUntil only those are asked for that began up to this position
     */
    boolean mayHold(long high, long low, long begunUntil);

    /** False when no tombstone that is kept has this key. */
    boolean mayHoldTombstone(long high, long low);

    /** Every record up to this position is found, as far as it is kept; later ones may not be. */
    long knownUntil();

    /** The log time since which all records are kept, milliseconds since 1970; 0 when none was ever removed. */
    long keptSinceMs();

    /**
     * Looks for transactions.
     *
     * @return false when too many look-ups are under way: nothing will be told
     */
    boolean find(List<WireKey> keys, Listener listener);
}
