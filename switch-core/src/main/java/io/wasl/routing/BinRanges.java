package io.wasl.routing;

import java.util.List;

/**
 * The ranges as the table names them, for explaining and comparing; routing itself asks {@link BinPieces}.
 *
 * @param lows rising; of equal ones the wider range first
 * @param terms for each range an index into the table's terms
 * @param firstRows for each range the index of its first row in {@code rowLines}; one entry more for the end
 * @param rowLines lines of the rows, by range and priority
 */
@SuppressWarnings("ArrayRecordComponent") // columns of a million ranges, made once and never written or compared
record BinRanges(List<String> issuerIds, long[] lows, long[] highs, int[] terms, int[] firstRows, int[] rowLines) {

    int count() {
        return lows.length;
    }

    boolean overlaps(int range, long low, long high) {
        return Long.compareUnsigned(lows[range], high) <= 0 && Long.compareUnsigned(highs[range], low) >= 0;
    }

    boolean covers(int range, long low, long high) {
        return Long.compareUnsigned(lows[range], low) <= 0 && Long.compareUnsigned(highs[range], high) >= 0;
    }

    long memoryBytes() {
        return (long) count() * (2 * Long.BYTES + 2 * Integer.BYTES) + (long) rowLines.length * Integer.BYTES;
    }
}
