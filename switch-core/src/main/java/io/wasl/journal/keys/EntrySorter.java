package io.wasl.journal.keys;

import java.util.Arrays;

/**
 * The entries of the run that is being made, until they are sorted. Keeper's thread.
 *
 * <p>Quicksort in place: keys are hashes, so that halves are even, and no two entries are equal.
 */
final class EntrySorter {

    private static final int FIRST_CAPACITY = 1 << 12;
    /** Below this, insertion is quicker. */
    private static final int FEW = 12;

    private long[] longs = new long[FIRST_CAPACITY * Entry.LONGS];
    private int size;
    private long keys;
    private long tombstones;

    void clear() {
        size = 0;
        keys = 0;
        tombstones = 0;
    }

    int size() {
        return size;
    }

    /** How many belong into the filter. */
    long keys() {
        return keys;
    }

    /** How many belong into the tombstones' filter. */
    long tombstones() {
        return tombstones;
    }

    void add(int kind, long high, long low, long position) {
        int at = size * Entry.LONGS;
        if (at == longs.length) {
            longs = Arrays.copyOf(longs, longs.length * 2);
        }
        longs[at] = high;
        longs[at + 1] = low;
        longs[at + 2] = Entry.tagged(kind, position);
        size++;
        keys += kind == Entry.TRANSACTION ? 1 : 0;
        tombstones += kind == Entry.TOMBSTONE ? 1 : 0;
    }

    long high(int entry) {
        return longs[entry * Entry.LONGS];
    }

    long low(int entry) {
        return longs[entry * Entry.LONGS + 1];
    }

    long tagged(int entry) {
        return longs[entry * Entry.LONGS + 2];
    }

    void sort() {
        sort(0, size - 1);
    }

    private void sort(int from, int to) {
        int first = from;
        int last = to;
        while (last - first >= FEW) {
            int middle = split(first, last);
            // The shorter half by recursion, so that the stack stays short.
            if (middle - first < last - middle) {
                sort(first, middle);
                first = middle + 1;
            } else {
                sort(middle + 1, last);
                last = middle;
            }
        }
        insert(first, last);
    }

    /** Entries up to the one returned are not above those behind it. */
    private int split(int first, int last) {
        int pivot = first + last >>> 1;
        long high = high(pivot);
        long low = low(pivot);
        long tagged = tagged(pivot);
        int left = first - 1;
        int right = last + 1;
        while (true) {
            do {
                left++;
            } while (compare(left, high, low, tagged) < 0);
            do {
                right--;
            } while (compare(right, high, low, tagged) > 0);
            if (left >= right) {
                return right;
            }
            swap(left, right);
        }
    }

    private void insert(int first, int last) {
        for (int entry = first + 1; entry <= last; entry++) {
            for (int at = entry; at > first && compare(at - 1, high(at), low(at), tagged(at)) > 0; at--) {
                swap(at - 1, at);
            }
        }
    }

    private int compare(int entry, long high, long low, long tagged) {
        return Entry.compare(high(entry), low(entry), tagged(entry), high, low, tagged);
    }

    private void swap(int one, int other) {
        for (int i = 0; i < Entry.LONGS; i++) {
            long kept = longs[one * Entry.LONGS + i];
            longs[one * Entry.LONGS + i] = longs[other * Entry.LONGS + i];
            longs[other * Entry.LONGS + i] = kept;
        }
    }
}
