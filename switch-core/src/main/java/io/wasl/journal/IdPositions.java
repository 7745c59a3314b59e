package io.wasl.journal;

import java.io.IOException;

/**
 * A position for each of some transactions, without an object for any: open addressing, linear probing, backward-shift
 * deletion, so that it does not degrade as they come and go. It grows and does not shrink. Owner: one thread.
 *
 * <pre>
 *   entry: [ epoch, 0 = empty ][ counter ][ position ]
 * </pre>
 */
final class IdPositions {

    private static final int EPOCH = 0;
    private static final int COUNTER = 1;
    private static final int POSITION = 2;
    private static final int ENTRY_LONGS = 3;
    private static final int FIRST_PLACES = 64;

    private long[] entries = new long[FIRST_PLACES * ENTRY_LONGS];
    private int mask = FIRST_PLACES - 1;
    private int size;

    /** Is told of each. */
    interface Visitor {
        void onPosition(long epoch, long counter, long position) throws IOException;
    }

    int size() {
        return size;
    }

    /** In place of what was there. Epochs count from 1. */
    void put(long epoch, long counter, long position) {
        assert epoch != 0 : "no transaction has this id";
        if (2 * (size + 1) > mask + 1) {
            grow();
        }
        int at = place(epoch, counter) * ENTRY_LONGS;
        if (entries[at + EPOCH] == 0) {
            size++;
        }
        entries[at + EPOCH] = epoch;
        entries[at + COUNTER] = counter;
        entries[at + POSITION] = position;
    }

    /** Nothing happens when it is not there. */
    void remove(long epoch, long counter) {
        int hole = place(epoch, counter);
        if (entries[hole * ENTRY_LONGS + EPOCH] == 0) {
            return;
        }
        size--;
        for (int next = hole + 1 & mask; entries[next * ENTRY_LONGS + EPOCH] != 0; next = next + 1 & mask) {
            int home = home(entries[next * ENTRY_LONGS + EPOCH], entries[next * ENTRY_LONGS + COUNTER]);
            if ((next - home & mask) >= (next - hole & mask)) {
                System.arraycopy(entries, next * ENTRY_LONGS, entries, hole * ENTRY_LONGS, ENTRY_LONGS);
                hole = next;
            }
        }
        entries[hole * ENTRY_LONGS + EPOCH] = 0;
    }

    /** In no order. */
    void forEach(Visitor visitor) throws IOException {
        for (int at = 0; at < entries.length; at += ENTRY_LONGS) {
            if (entries[at + EPOCH] != 0) {
                visitor.onPosition(entries[at + EPOCH], entries[at + COUNTER], entries[at + POSITION]);
            }
        }
    }

    /** 0 where there is none. */
    long lowest() {
        long lowest = 0;
        for (int at = 0; at < entries.length; at += ENTRY_LONGS) {
            if (entries[at + EPOCH] != 0 && (lowest == 0 || entries[at + POSITION] < lowest)) {
                lowest = entries[at + POSITION];
            }
        }
        return lowest;
    }

    /** Where it is, or the empty place where it belongs. */
    private int place(long epoch, long counter) {
        int place = home(epoch, counter);
        while (entries[place * ENTRY_LONGS + EPOCH] != 0
                && (entries[place * ENTRY_LONGS + EPOCH] != epoch
                        || entries[place * ENTRY_LONGS + COUNTER] != counter)) {
            place = place + 1 & mask;
        }
        return place;
    }

    /** Counters follow each other, and so do their places. */
    private int home(long epoch, long counter) {
        return (int) (counter + (epoch << 16)) & mask;
    }

    private void grow() {
        long[] before = entries;
        entries = new long[Math.multiplyExact(before.length, 2)];
        mask = 2 * mask + 1;
        for (int at = 0; at < before.length; at += ENTRY_LONGS) {
            if (before[at + EPOCH] != 0) {
                int to = place(before[at + EPOCH], before[at + COUNTER]) * ENTRY_LONGS;
                System.arraycopy(before, at, entries, to, ENTRY_LONGS);
            }
        }
    }
}
