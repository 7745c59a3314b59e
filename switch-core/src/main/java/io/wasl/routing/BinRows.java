package io.wasl.routing;

import java.util.Arrays;

/**
 * The rows of a table as read, by column, in file order: a million rows without a million objects.
 *
 * <p>Owner: the thread that loads the table.
 */
final class BinRows {

    private static final int FIRST_CAPACITY = 1024;

    long[] lows = new long[FIRST_CAPACITY];
    long[] highs = new long[FIRST_CAPACITY];
    int[] issuers = new int[FIRST_CAPACITY];
    int[] priorities = new int[FIRST_CAPACITY];
    int[] lines = new int[FIRST_CAPACITY];

    /** What rows of one range must agree on: an index into the reader's list of such terms. */
    int[] terms = new int[FIRST_CAPACITY];

    private int count;

    int count() {
        return count;
    }

    /** Opens a row; the caller fills its columns and then calls {@link #keep}, or leaves it out. */
    int open() {
        if (count == lows.length) {
            int capacity = count + (count >> 1);
            lows = Arrays.copyOf(lows, capacity);
            highs = Arrays.copyOf(highs, capacity);
            issuers = Arrays.copyOf(issuers, capacity);
            priorities = Arrays.copyOf(priorities, capacity);
            lines = Arrays.copyOf(lines, capacity);
            terms = Arrays.copyOf(terms, capacity);
        }
        return count;
    }

    void keep() {
        count++;
    }

    boolean sameRange(int a, int b) {
        return lows[a] == lows[b] && highs[a] == highs[b];
    }

    /** By low bound, then the wider first, then by priority, then by line. */
    int[] inOrder() {
        int[] order = new int[count];
        boolean sorted = true;
        for (int i = 0; i < count; i++) {
            order[i] = i;
            sorted &= i == 0 || compare(i - 1, i) <= 0;
        }
        return sorted ? order : mergeSort(order);
    }

    private int compare(int a, int b) {
        int byLow = Long.compareUnsigned(lows[a], lows[b]);
        if (byLow != 0) {
            return byLow;
        }
        int byHigh = Long.compareUnsigned(highs[b], highs[a]);
        return byHigh != 0 ? byHigh : Integer.compare(priorities[a], priorities[b]);
    }

    /** Bottom-up and stable, so that equal rows stay in line order. */
    private int[] mergeSort(int[] order) {
        int[] from = order;
        int[] to = new int[count];
        for (long width = 1; width < count; width *= 2) {
            for (long start = 0; start < count; start += 2 * width) {
                int middle = (int) Math.min(start + width, count);
                int end = (int) Math.min(start + 2 * width, count);
                merge(from, to, (int) start, middle, end);
            }
            int[] swapped = from;
            from = to;
            to = swapped;
        }
        return from;
    }

    private void merge(int[] from, int[] to, int start, int middle, int end) {
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean takeLeft = left < middle && (right == end || compare(from[left], from[right]) <= 0);
            to[i] = takeLeft ? from[left++] : from[right++];
        }
    }
}
