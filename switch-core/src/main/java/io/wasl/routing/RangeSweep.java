package io.wasl.routing;

import java.util.Arrays;

/**
 * Cuts ranges that lie over each other into pieces that do not, each belonging to the narrowest range over it.
 *
 * <pre>
 *   wide     ├──────────────────────┤
 *   narrow        ├──────┤   ├──┤
 *   pieces   ├───┤├──────┤├─┤├──┤├─┤
 * </pre>
 *
 * One pass from low to high with a heap of the ranges that have begun, narrowest on top; a range that has ended leaves
 * when it comes to the top.
 */
final class RangeSweep {

    /** Told each piece in order; pieces touch, from 0 on, those of no range included. */
    @FunctionalInterface
    interface Pieces {
        void piece(long low, long high, int range);
    }

    /** The range of a piece that lies in none. */
    static final int NONE = -1;

    private final long[] lows;
    private final long[] highs;
    private final int count;
    private int[] heap = new int[16];
    private int heapSize;

    /**
     * @param lows in rising order
     */
    RangeSweep(long[] lows, long[] highs, int count) {
        this.lows = lows;
        this.highs = highs;
        this.count = count;
    }

    void run(Pieces pieces) {
        long position = 0;
        int next = 0;
        while (Long.compareUnsigned(position, PanNumber.LARGEST) <= 0) {
            while (next < count && Long.compareUnsigned(lows[next], position) <= 0) {
                push(next++);
            }
            while (heapSize > 0 && Long.compareUnsigned(highs[heap[0]], position) < 0) {
                pop();
            }
            int range = heapSize > 0 ? heap[0] : NONE;
            long end = range == NONE ? PanNumber.LARGEST : highs[range];
            if (next < count && Long.compareUnsigned(lows[next], end) <= 0) {
                end = lows[next] - 1;
            }
            pieces.piece(position, end, range);
            position = end + 1;
        }
    }

    private boolean isNarrower(int a, int b) {
        return Long.compareUnsigned(highs[a] - lows[a], highs[b] - lows[b]) < 0;
    }

    private void push(int range) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, heapSize * 2);
        }
        int hole = heapSize++;
        while (hole > 0 && isNarrower(range, heap[(hole - 1) / 2])) {
            heap[hole] = heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }
        heap[hole] = range;
    }

    private void pop() {
        int last = heap[--heapSize];
        int hole = 0;
        while (2 * hole + 1 < heapSize) {
            int child = 2 * hole + 1;
            if (child + 1 < heapSize && isNarrower(heap[child + 1], heap[child])) {
                child++;
            }
            if (!isNarrower(heap[child], last)) {
                break;
            }
            heap[hole] = heap[child];
            hole = child;
        }
        heap[hole] = last;
    }
}
