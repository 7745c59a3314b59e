package io.wasl.journal.keys;

/**
 * A key to look up.
 *
 * @param isTombstone whether a tombstone is sought under it, or a transaction
 */
public record WireKey(boolean isTombstone, long high, long low) {

    int kind() {
        return isTombstone ? Entry.TOMBSTONE : Entry.TRANSACTION;
    }
}
