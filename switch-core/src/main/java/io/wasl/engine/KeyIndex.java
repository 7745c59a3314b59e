package io.wasl.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * From a key's hash to the transactions that carry it, in memory outside the heap. Nothing is taken out when a transaction is
 * forgotten: its entries count no more and their places are taken by the next ones, so that a key costs one line of memory.
 *
 * <pre>
 *   line, 64 bytes:  [ entry ] × 7  [ the newest transaction whose entry found this line full and stands in a later one ]
 *   entry:           tag 22 | kind 2 | transaction 40                                          0 = none
 *   keys, 64 bytes of each transaction:  [ high ][ low ] × 4 kinds                             0 = none
 * </pre>
 *
 * The line is told by the low half of the hash, the tag by the high one; the whole key decides. Several transactions may share a
 * key (an RRN that is not unique): {@link #find} gives one, {@link #next} the others. Loop thread.
 */
final class KeyIndex {

    /** No entry. */
    static final int NONE = -1;

    private static final int KINDS = 4;
    private static final int LINE_LONGS = 8;
    private static final int LINE_BYTES = LINE_LONGS * Long.BYTES;
    private static final int OVERFLOW = LINE_LONGS - 1;
    private static final int TRANSACTION_BITS = 40;
    private static final long TRANSACTION = (1L << TRANSACTION_BITS) - 1;
    private static final int KIND_BITS = 2;
    /** So many keys a line on the average at most. */
    private static final int KEYS_OF_A_LINE = 4;

    private final Ring ring;
    private final LongBuffer lines;
    private final LongBuffer keys;
    private final int mask;
    /** Written so that the loads of {@link #fetch} are done, and for nothing else. */
    @SuppressWarnings("UnusedVariable")
    private long fetched;

    /**
     * @param ring of the transactions, each of which may have a key of each kind
     */
    KeyIndex(Ring ring) {
        this.ring = ring;
        int count = ceilingPowerOfTwo(Math.max(ring.capacity() * KINDS / KEYS_OF_A_LINE, LINE_LONGS));
        mask = count - 1;
        lines = longs(count);
        keys = longs(ring.capacity());
    }

    private static int ceilingPowerOfTwo(int value) {
        return Integer.highestOneBit(2 * value - 1);
    }

    /** Each line in one line of the processor's memory. */
    private static LongBuffer longs(int lines) {
        return ByteBuffer.allocateDirect(Math.multiplyExact(lines, LINE_BYTES) + LINE_BYTES)
                .alignedSlice(LINE_BYTES)
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    /** The newest transaction begins without keys. */
    void begin(long transaction) {
        int at = keyAt(transaction, 0);
        for (int i = 0; i < LINE_LONGS; i++) {
            keys.put(at + i, 0);
        }
    }

    /**
     * @param kind from 1 to 4, of which the transaction has no key yet
     */
    void put(int kind, long high, long low, long transaction) {
        assert ring.has(transaction) : "a forgotten transaction";
        int key = keyAt(transaction, kind - 1);
        assert (keys.get(key) | keys.get(key + 1)) == 0 : "second key of kind " + kind;
        keys.put(key, high);
        keys.put(key + 1, low);
        long entry = tag(high) | (long) (kind - 1) << TRANSACTION_BITS | transaction;
        long forgotten = ring.forgotten();
        for (int line = home(low); ; line = line + 1 & mask) {
            int at = line * LINE_LONGS;
            for (int place = at; place < at + OVERFLOW; place++) {
                if (isFree(lines.get(place), forgotten)) {
                    lines.put(place, entry);
                    return;
                }
            }
            lines.put(at + OVERFLOW, Math.max(lines.get(at + OVERFLOW), transaction));
        }
    }

    /**
     * Asks the memory for the lines of three keys at once: who looks them up or puts them next waits for one line and not for
     * three in turn.
     *
     * @param low1 the low half of the first key's hash
     */
    void fetch(long low1, long low2, long low3) {
        fetched = lines.get(home(low1) * LINE_LONGS)
                ^ lines.get(home(low2) * LINE_LONGS)
                ^ lines.get(home(low3) * LINE_LONGS);
    }

    /** The first entry with this key, or {@link #NONE}. */
    int find(long high, long low) {
        return probe(home(low), 0, high, low);
    }

    /** The next entry with the same key, or {@link #NONE}. */
    int next(int place, long high, long low) {
        return probe(place / LINE_LONGS, place % LINE_LONGS + 1, high, low);
    }

    /** The transaction of a found entry. */
    long transactionAt(int place) {
        return lines.get(place) & TRANSACTION;
    }

    /** The transaction stays, and is found under none of its keys any more. */
    void remove(long transaction) {
        for (int kind = 1; kind <= KINDS; kind++) {
            remove(kind, transaction);
        }
    }

    private void remove(int kind, long transaction) {
        int key = keyAt(transaction, kind - 1);
        long high = keys.get(key);
        long low = keys.get(key + 1);
        if ((high | low) == 0) {
            return;
        }
        int place = find(high, low);
        while (place != NONE && (transactionAt(place) != transaction || kindAt(place) != kind - 1)) {
            place = next(place, high, low);
        }
        assert place != NONE : "a key without its entry";
        lines.put(place, 0);
        keys.put(key, 0);
        keys.put(key + 1, 0);
    }

    private int probe(int from, int fromPlace, long high, long low) {
        long forgotten = ring.forgotten();
        long tag = tag(high);
        int skipped = fromPlace;
        for (int line = from; ; line = line + 1 & mask) {
            int at = line * LINE_LONGS;
            for (int place = at + skipped; place < at + OVERFLOW; place++) {
                long entry = lines.get(place);
                if (isTagged(entry, tag) && !isFree(entry, forgotten) && isKey(entry, high, low)) {
                    return place;
                }
            }
            if (lines.get(at + OVERFLOW) <= forgotten || lines.get(at + OVERFLOW) == 0) {
                return NONE;
            }
            skipped = 0;
        }
    }

    /** No entry, or one of a transaction that is forgotten. */
    private static boolean isFree(long entry, long forgotten) {
        return entry == 0 || (entry & TRANSACTION) <= forgotten;
    }

    private static boolean isTagged(long entry, long tag) {
        return (entry ^ tag) >>> TRANSACTION_BITS + KIND_BITS == 0;
    }

    private boolean isKey(long entry, long high, long low) {
        int key = keyAt(entry & TRANSACTION, (int) (entry >>> TRANSACTION_BITS) & KINDS - 1);
        return keys.get(key) == high && keys.get(key + 1) == low;
    }

    private int kindAt(int place) {
        return (int) (lines.get(place) >>> TRANSACTION_BITS) & KINDS - 1;
    }

    private int keyAt(long transaction, int kind) {
        return ring.place(transaction) * LINE_LONGS + 2 * kind;
    }

    private static long tag(long high) {
        return high & -1L << TRANSACTION_BITS + KIND_BITS;
    }

    private int home(long low) {
        return (int) low & mask;
    }
}
