package io.wasl.engine;

import io.wasl.journal.keys.OlderTransactions;

/**
 * The engine's own memory of transactions, made reachable for measurements: {@link History} with its key index, used as
 * the duplicate guard and the admission of a request use it.
 *
 * <p>Transactions are numbered from 1, and the key of each is made of its number. It lives in this package because the
 * classes are package-private. Owner: one thread.
 */
public final class RememberedTransactions {

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final History history;
    private final KeyHash duplicate = new KeyHash();
    private final KeyHash original = new KeyHash();
    private final KeyHash rrn = new KeyHash();
    private final KeyHash leg = new KeyHash();
    private long newest;

    /**
     * @param capacity how many are remembered; from the next one on each forgets the oldest
     */
    public RememberedTransactions(int capacity) {
        history = new History(capacity, () -> 0, OlderTransactions.NONE);
    }

    /** The number of the one added last; 0 for none. */
    public long newest() {
        return newest;
    }

    /** The row of a transaction under its duplicate key, or 0. */
    public long find(long number) {
        return find(key(duplicate, KeyHash.DUPLICATE, number));
    }

    /** A new one under its duplicate key only; 0 when it is there already. */
    public long addUnderOneKey() {
        long number = newest + 1;
        if (find(number) != 0) {
            return 0;
        }
        newest = number;
        long row = history.add(1, number, TransactionState.RECEIVED, number);
        history.key(row, KeyHash.DUPLICATE, duplicate);
        return row;
    }

    /**
     * A new one as the engine takes a request: asked for as a duplicate and as reversed before by DE 90 and by RRN, then
     * findable under these three keys and that of its leg; 0 when it is there already.
     */
    public long add() {
        long number = newest + 1;
        key(duplicate, KeyHash.DUPLICATE, number);
        key(original, KeyHash.ORIGINAL, number);
        key(rrn, KeyHash.RRN, number);
        history.index().fetch(duplicate.low(), original.low(), rrn.low());
        boolean isKnown = find(duplicate) != 0 || history.mayHoldTombstone(original) || history.mayHoldTombstone(rrn);
        if (isKnown) {
            return 0;
        }
        newest = number;
        long row = history.add(1, number, TransactionState.RECEIVED, number);
        history.key(row, KeyHash.DUPLICATE, duplicate);
        history.key(row, KeyHash.ORIGINAL, original);
        history.key(row, KeyHash.RRN, rrn);
        history.key(row, KeyHash.LEG, key(leg, KeyHash.LEG, number));
        return row;
    }

    private long find(KeyHash key) {
        return history.index().find(KeyHash.DUPLICATE, key.high(), key.low());
    }

    private static KeyHash key(KeyHash hash, int kind, long number) {
        return hash.begin(kind).add(number * MIX).finish();
    }
}
