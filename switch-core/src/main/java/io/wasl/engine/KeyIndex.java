package io.wasl.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * From a key's hash to the transactions that carry it, in memory outside the heap: open addressing, linear probing,
 * backward-shift deletion, so that it never degrades with age.
 *
 * <pre>
 *   entry: [ high ][ low ][ transaction number, 0 = empty ]
 * </pre>
 *
 * Several transactions may share a key (an RRN that is not unique): {@link #find} gives one, {@link #next} the others.
 * Loop thread.
 */
final class KeyIndex {

    /** No entry. */
    static final int NONE = -1;

    private static final int ENTRY_LONGS = 3;

    private final LongBuffer entries;
    private final int mask;
    private final int limit;
    private int size;

    /**
     * @param keys how many must fit; the table has at least twice as many places
     */
    KeyIndex(int keys) {
        int places = Integer.highestOneBit(Math.max(keys, 8) * 2 - 1) << 1;
        mask = places - 1;
        limit = keys;
        entries = ByteBuffer.allocateDirect(Math.multiplyExact(places, ENTRY_LONGS * Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    int size() {
        return size;
    }

    void put(long high, long low, long transaction) {
        assert transaction > 0 && size < limit : "key index is full or transaction number is bad";
        int place = home(low);
        while (transactionAt(place) != 0) {
            place = place + 1 & mask;
        }
        set(place, high, low, transaction);
        size++;
    }

    /** The first entry with this key, or {@link #NONE}. */
    int find(long high, long low) {
        return probe(home(low), high, low);
    }

    /** The next entry with the same key, or {@link #NONE}. */
    int next(int place, long high, long low) {
        return probe(place + 1 & mask, high, low);
    }

    /** The transaction of a found entry. */
    long transactionAt(int place) {
        return entries.get(place * ENTRY_LONGS + 2);
    }

    /** Removes the entry of this transaction under this key's low half; nothing happens when there is none. */
    void remove(long low, long transaction) {
        int place = home(low);
        for (; ; place = place + 1 & mask) {
            long there = transactionAt(place);
            if (there == 0) {
                return;
            }
            if (there == transaction && lowAt(place) == low) {
                break;
            }
        }
        closeGap(place);
        size--;
    }

    private int probe(int from, long high, long low) {
        for (int place = from; ; place = place + 1 & mask) {
            if (transactionAt(place) == 0) {
                return NONE;
            }
            if (lowAt(place) == low && entries.get(place * ENTRY_LONGS) == high) {
                return place;
            }
        }
    }

    /** Moves later entries of the run forward, so that no probe ends before its key. */
    private void closeGap(int from) {
        int gap = from;
        int place = from;
        for (; ; ) {
            place = place + 1 & mask;
            if (transactionAt(place) == 0) {
                break;
            }
            int home = home(lowAt(place));
            if ((place - home & mask) >= (place - gap & mask)) {
                set(gap, entries.get(place * ENTRY_LONGS), lowAt(place), transactionAt(place));
                gap = place;
            }
        }
        set(gap, 0, 0, 0);
    }

    private int home(long low) {
        return (int) low & mask;
    }

    private long lowAt(int place) {
        return entries.get(place * ENTRY_LONGS + 1);
    }

    private void set(int place, long high, long low, long transaction) {
        int at = place * ENTRY_LONGS;
        entries.put(at, high);
        entries.put(at + 1, low);
        entries.put(at + 2, transaction);
    }
}
