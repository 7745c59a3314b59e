package io.wasl.journal;

/**
 * Where the groups of one segment start, one entry for each {@value #STRIDE_BYTES} bytes: a position is found by the
 * entry at or before it and a walk over the headers from there. 16 KiB for a segment of 64 MiB, and nothing for a segment
 * that nobody has looked into: that one's is made by the first look-up ({@link GroupCursor#seek}).
 *
 * <p>One thread adds, any thread finds.
 */
final class SegmentIndex {

    static final int STRIDE_BYTES = 64 << 10;

    private final int capacity;
    private long[] positions = {};
    private long[] offsets = {};
    /** Written last and read first, so that the arrays are seen as they were. */
    private volatile int count;

    SegmentIndex(long segmentBytes) {
        capacity = Math.toIntExact(segmentBytes / STRIDE_BYTES + 2);
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** Offers a group; kept when it starts far enough behind the last one kept. */
    void add(long firstPosition, long offset) {
        int next = count;
        if (next == 0) {
            positions = new long[capacity];
            offsets = new long[capacity];
        }
        if (next < capacity && (next == 0 || offset >= offsets[next - 1] + STRIDE_BYTES)) {
            positions[next] = firstPosition;
            offsets[next] = offset;
            count = next + 1;
        }
    }

    /** Takes over what was found in a sealed segment; when two looked at once, the second finds it done. */
    synchronized void adopt(SegmentIndex found) {
        if (count == 0) {
            positions = found.positions;
            offsets = found.offsets;
            count = found.count;
        }
    }

    /** The last entry whose group starts at or before {@code position}; −1 when there is none. */
    int floor(long position) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            int middle = low + high >>> 1;
            if (positions[middle] <= position) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    long positionAt(int entry) {
        return positions[entry];
    }

    long offsetAt(int entry) {
        return offsets[entry];
    }
}
