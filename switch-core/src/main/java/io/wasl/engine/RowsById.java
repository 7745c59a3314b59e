package io.wasl.engine;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;

/**
 * Where transactions stand in the {@link History}, by their ids: while a start reads. Outside the heap: open addressing, linear
 * probing, backward-shift deletion, so that it does not degrade as rows come and go. The recovering thread.
 *
 * <pre>
 *   entry: [ epoch ][ counter, spread ][ row, 0 = empty ]
 * </pre>
 */
final class RowsById {

    private static final int ENTRY_LONGS = 3;

    private final LongBuffer entries;
    private final int mask;

    /**
     * @param capacity how many it holds at most; it has at least twice as many places
     */
    RowsById(int capacity) {
        int places = Integer.highestOneBit(Math.max(capacity, 8) * 2 - 1) << 1;
        mask = places - 1;
        entries = ByteBuffer.allocateDirect(Math.multiplyExact(places, ENTRY_LONGS * Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
    }

    void put(long epoch, long counter, long row) {
        assert row > 0 : "no row";
        long spread = spread(epoch, counter);
        int place = home(spread);
        while (rowAt(place) != 0) {
            place = place + 1 & mask;
        }
        set(place, epoch, spread, row);
    }

    /** Its row; 0 where none was read, or it is forgotten again. */
    long find(long epoch, long counter) {
        long spread = spread(epoch, counter);
        for (int place = home(spread); ; place = place + 1 & mask) {
            long row = rowAt(place);
            if (row == 0 || spreadAt(place) == spread && entries.get(place * ENTRY_LONGS) == epoch) {
                return row;
            }
        }
    }

    /** Nothing happens when it is not there. */
    void remove(long epoch, long counter, long row) {
        long spread = spread(epoch, counter);
        for (int place = home(spread); ; place = place + 1 & mask) {
            long there = rowAt(place);
            if (there == 0) {
                return;
            }
            if (there == row && spreadAt(place) == spread) {
                closeGap(place);
                return;
            }
        }
    }

    /** Moves later entries of the run forward, so that no probe ends before its id. */
    private void closeGap(int from) {
        int gap = from;
        int place = from;
        for (; ; ) {
            place = place + 1 & mask;
            if (rowAt(place) == 0) {
                break;
            }
            int home = home(spreadAt(place));
            if ((place - home & mask) >= (place - gap & mask)) {
                set(gap, entries.get(place * ENTRY_LONGS), spreadAt(place), rowAt(place));
                gap = place;
            }
        }
        set(gap, 0, 0, 0);
    }

    /** Spreads counters, which are dense, over the places; different counters of one epoch stay different. */
    private static long spread(long epoch, long counter) {
        return counter * 0x9E3779B97F4A7C15L ^ epoch;
    }

    private int home(long spread) {
        return (int) spread & mask;
    }

    private long spreadAt(int place) {
        return entries.get(place * ENTRY_LONGS + 1);
    }

    private long rowAt(int place) {
        return entries.get(place * ENTRY_LONGS + 2);
    }

    private void set(int place, long epoch, long spread, long row) {
        int at = place * ENTRY_LONGS;
        entries.put(at, epoch);
        entries.put(at + 1, spread);
        entries.put(at + 2, row);
    }
}
