package io.wasl.journal.keys;

import io.wasl.journal.JournalRecord;

/** Under which keys what a record says will be looked up. The engine's knowledge, asked on the keeper's thread. */
public interface RecordKeys {

    /**
     * Names the keys of one record. Records come in the order of the log; a pass begins with a record that begins a
     * transaction, or with the oldest one kept.
     *
     * @param record lent during this call, without its sealed elements
     */
    void keysOf(JournalRecord record, KeySink sink);

    /** Takes the keys of the record under hand. */
    interface KeySink {

        /** A transaction that began with the record at {@code position} is looked up under this key. */
        void transaction(long high, long low, long position);

        /** The record under hand is a tombstone, looked up under this key. */
        void tombstone(long high, long low);

        /** The record under hand says more of this transaction. */
        void more(long epoch, long counter);
    }
}
