package io.wasl.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;

/**
 * From a key's hash to the transactions that carry it, in memory outside the heap. Nothing is taken out when a transaction is
 * forgotten: its entries count no more and their places are taken by the next ones, so that a key costs one line of memory.
 *
 * <pre>
 *   line, 64 bytes:  [ entry ] × 7  [ the newest transaction whose entry found this line full and stands in a later one ]
 *   entry:           tag 22 | kind 2 | transaction 40                                          0 = none
 *   keys, 64 bytes of each transaction:  [ high ][ low ] × 4 kinds                             0 = none
 *   older, 16 bytes of each transaction: [ how many before it the next one with its key is ] × 4 kinds      0 = there is none
 * </pre>
 *
 * The line is told by the low half of the hash, the tag by the high one; the whole key and its kind decide. Transactions may share
 * a key (an RRN that is not unique), however many: the newest has the entry and leads to the others, newest first, so that they
 * take no place from other keys. Loop thread.
 */
final class KeyIndex {

    /** No transaction. */
    static final long NONE = 0;

    private static final int KINDS = 4;
    private static final int LINE_LONGS = 8;
    private static final int LINE_BYTES = LINE_LONGS * Long.BYTES;
    private static final int OVERFLOW = LINE_LONGS - 1;
    private static final int TRANSACTION_BITS = 40;
    private static final long TRANSACTION = (1L << TRANSACTION_BITS) - 1;
    private static final int KIND_BITS = 2;
    private static final int NOWHERE = -1;
    /** So many keys a line on the average at most. */
    private static final int KEYS_OF_A_LINE = 4;

    private final Ring ring;
    private final LongBuffer lines;
    private final LongBuffer keys;
    private final IntBuffer older;
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
        lines = lines(count, LINE_BYTES).asLongBuffer();
        keys = lines(ring.capacity(), LINE_BYTES).asLongBuffer();
        older = lines(ring.capacity(), KINDS * Integer.BYTES).asIntBuffer();
    }

    private static int ceilingPowerOfTwo(int value) {
        return Integer.highestOneBit(2 * value - 1);
    }

    /** None of them in two lines of the processor's memory. */
    private static ByteBuffer lines(int count, int bytes) {
        int aligned = Math.addExact(Math.multiplyExact(count, bytes), LINE_BYTES - 1) & -LINE_BYTES;
        return ByteBuffer.allocateDirect(aligned + LINE_BYTES)
                .alignedSlice(LINE_BYTES)
                .order(ByteOrder.nativeOrder());
    }

    /** The newest transaction begins without keys. */
    void begin(long transaction) {
        int place = ring.place(transaction);
        for (int i = 0; i < LINE_LONGS; i++) {
            keys.put(place * LINE_LONGS + i, 0);
        }
        for (int i = 0; i < KINDS; i++) {
            older.put(place * KINDS + i, 0);
        }
    }

    /**
     * @param kind from 1 to 4, of which the transaction has no key yet
     */
    void put(int kind, long high, long low, long transaction) {
        assert ring.has(transaction) : "a forgotten transaction";
        int key = keyAt(transaction, kind);
        assert (keys.get(key) | keys.get(key + 1)) == 0 : "second key of kind " + kind;
        keys.put(key, high);
        keys.put(key + 1, low);
        int place = place(kind, high, low);
        if (place == NOWHERE) {
            place = freePlace(low);
            lines.put(place, tag(kind, high) | transaction);
        } else {
            join(place, kind, transaction);
        }
        passed(low, place, transaction);
    }

    private int freePlace(long low) {
        long forgotten = ring.forgotten();
        for (int line = home(low); ; line = line + 1 & mask) {
            int at = line * LINE_LONGS;
            for (int place = at; place < at + OVERFLOW; place++) {
                if (isFree(lines.get(place), forgotten)) {
                    return place;
                }
            }
        }
    }

    /** Takes its place among those of one key, of which the newest stands there. */
    private void join(int place, int kind, long transaction) {
        long newest = lines.get(place) & TRANSACTION;
        if (transaction > newest) {
            lines.put(place, lines.get(place) & ~TRANSACTION | transaction);
            link(kind, transaction, newest);
            return;
        }
        long after = newest;
        while (next(kind, after) > transaction) {
            after = next(kind, after);
        }
        link(kind, transaction, next(kind, after));
        link(kind, after, transaction);
    }

    /** Every line before that of the entry is read on from, as long as the transaction is remembered. */
    private void passed(long low, int place, long transaction) {
        for (int line = home(low); line != place / LINE_LONGS; line = line + 1 & mask) {
            int at = line * LINE_LONGS + OVERFLOW;
            lines.put(at, Math.max(lines.get(at), transaction));
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

    /** The newest transaction with this key, or {@link #NONE}. */
    long find(int kind, long high, long low) {
        int place = place(kind, high, low);
        return place == NOWHERE ? NONE : lines.get(place) & TRANSACTION;
    }

    /** The next older one with the same key, or {@link #NONE}. */
    long next(int kind, long transaction) {
        int distance = older.get(olderAt(transaction, kind));
        long next = transaction - distance;
        return distance == 0 || next <= ring.forgotten() ? NONE : next;
    }

    /** The transaction stays, and is found under none of its keys any more. */
    void remove(long transaction) {
        for (int kind = 1; kind <= KINDS; kind++) {
            remove(kind, transaction);
        }
    }

    private void remove(int kind, long transaction) {
        int key = keyAt(transaction, kind);
        long high = keys.get(key);
        long low = keys.get(key + 1);
        if ((high | low) == 0) {
            return;
        }
        int place = place(kind, high, low);
        assert place != NOWHERE : "a key without its entry";
        long next = next(kind, transaction);
        long newer = lines.get(place) & TRANSACTION;
        if (newer == transaction) {
            lines.put(place, next == NONE ? 0 : lines.get(place) & ~TRANSACTION | next);
        } else {
            while (next(kind, newer) != transaction) {
                newer = next(kind, newer);
                assert newer != NONE : "a key without its transaction";
            }
            link(kind, newer, next);
        }
        link(kind, transaction, NONE);
        keys.put(key, 0);
        keys.put(key + 1, 0);
    }

    /** Where the newest transaction with this key has its entry; negative for none. */
    int place(int kind, long high, long low) {
        long forgotten = ring.forgotten();
        long tag = tag(kind, high);
        for (int line = home(low); ; line = line + 1 & mask) {
            int at = line * LINE_LONGS;
            for (int place = at; place < at + OVERFLOW; place++) {
                long entry = lines.get(place);
                if (isTagged(entry, tag) && !isFree(entry, forgotten) && isKey(entry, kind, high, low)) {
                    return place;
                }
            }
            if (!isPassed(at, forgotten)) {
                return NOWHERE;
            }
        }
    }

    private void link(int kind, long transaction, long next) {
        older.put(olderAt(transaction, kind), next == NONE ? 0 : (int) (transaction - next));
    }

    /** Whether an entry that counts may stand in a later line than it belongs to. */
    private boolean isPassed(int line, long forgotten) {
        return !isFree(lines.get(line + OVERFLOW), forgotten);
    }

    /** No entry, or one of a transaction that is forgotten. */
    private static boolean isFree(long entry, long forgotten) {
        return entry == 0 || (entry & TRANSACTION) <= forgotten;
    }

    private static boolean isTagged(long entry, long tag) {
        return (entry ^ tag) >>> TRANSACTION_BITS == 0;
    }

    private boolean isKey(long entry, int kind, long high, long low) {
        int key = keyAt(entry & TRANSACTION, kind);
        return keys.get(key) == high && keys.get(key + 1) == low;
    }

    private int keyAt(long transaction, int kind) {
        return ring.place(transaction) * LINE_LONGS + 2 * (kind - 1);
    }

    private int olderAt(long transaction, int kind) {
        return ring.place(transaction) * KINDS + kind - 1;
    }

    private static long tag(int kind, long high) {
        return high & -1L << TRANSACTION_BITS + KIND_BITS | (long) (kind - 1) << TRANSACTION_BITS;
    }

    private int home(long low) {
        return (int) low & mask;
    }
}
