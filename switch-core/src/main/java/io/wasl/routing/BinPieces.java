package io.wasl.routing;

import java.util.Arrays;

/**
 * The number line of PANs cut into pieces, each with the terms that hold there: what a PAN is looked up in.
 *
 * <pre>
 *   first six digits → prefixes: the terms, if one piece holds them all
 *                              | a short list of pieces
 *                              | a hundred cells, one for each two more digits → cells: the terms | a list of pieces
 * </pre>
 *
 * A large table does not fit the caches, and each step to another array may wait for memory: so most PANs take two or
 * three. A list's pieces stand side by side, each with its terms; it needs no end, since the list behind it begins above
 * every number that belongs to it.
 *
 * Immutable; allocates nothing when asked.
 */
final class BinPieces {

    /** No range lies over the piece. */
    static final int NONE = -1;

    /** Six digits cut into more pieces than these get cells; they cost as much as 25 pieces. */
    private static final int LONGEST_LIST = 16;

    private static final int CELLS = 100;
    private static final long CELL_WIDTH = PanNumber.firstOf(1) / CELLS;

    // An entry of prefixes and cells: what it is in the lowest bits, above them the terms, the list's first piece or
    // the
    // number of the hundred cells.
    private static final int KIND_BITS = 2;
    private static final int KIND = (1 << KIND_BITS) - 1;
    private static final int TERMS = 0;
    private static final int LIST = 1;
    private static final int CELL_BLOCK = 2;

    private final int[] prefixes = new int[PanNumber.PREFIXES];
    private final int[] cells;

    /**
     * Of each listed piece where it begins, then its terms; it ends where the next begins. Unsigned, rising over all lists;
     * one more that nothing reaches.
     */
    private final long[] listed;

    /**
     * @param lows where each piece begins, unsigned, rising, the first at 0
     * @param terms of each piece
     */
    BinPieces(long[] lows, int[] terms) {
        Layout layout = new Layout(lows, terms);
        for (int prefix = 0; prefix < prefixes.length; ) {
            int next = layout.endOfPiece(prefix);
            if (next > prefix) {
                Arrays.fill(prefixes, prefix, next, layout.entryOfPiece());
                prefix = next;
            } else {
                prefixes[prefix] = layout.prefix(PanNumber.firstOf(prefix));
                prefix++;
            }
        }
        layout.list(-1L, NONE);
        cells = Arrays.copyOf(layout.cells, layout.cellCount);
        listed = Arrays.copyOf(layout.listed, layout.listedCount);
    }

    /** The terms where this number lies, or {@link #NONE}. */
    int termsAt(long number) {
        int prefix = PanNumber.prefixOf(number);
        int entry = prefixes[prefix];
        if ((entry & KIND) == CELL_BLOCK) {
            int cell = (int) ((number - PanNumber.firstOf(prefix)) / CELL_WIDTH);
            entry = cells[(entry >> KIND_BITS) * CELLS + cell];
        }
        int value = entry >> KIND_BITS;
        return (entry & KIND) == TERMS ? value : (int) listed[2 * lastNotAbove(number, value) + 1];
    }

    /** The last piece from {@code first} on, which is not above the number, that is not above it either. */
    private int lastNotAbove(long number, int first) {
        int found = first;
        int step = 1;
        while (beginsNotAbove(number, found + step)) {
            found += step;
            step <<= 1;
        }
        while ((step >>= 1) > 0) {
            if (beginsNotAbove(number, found + step)) {
                found += step;
            }
        }
        return found;
    }

    private boolean beginsNotAbove(long number, int piece) {
        int at = 2 * piece;
        return at < listed.length && Long.compareUnsigned(listed[at], number) <= 0;
    }

    long memoryBytes() {
        return (long) listed.length * Long.BYTES + (long) (prefixes.length + cells.length) * Integer.BYTES;
    }

    /** Lays the pieces out, from low to high. */
    private static final class Layout {

        private final long[] lows;
        private final int[] terms;
        private int[] cells = new int[CELLS];
        private int cellCount;
        private long[] listed = new long[2 * LONGEST_LIST];
        private int listedCount;
        /** The piece that holds the number that was asked for last. */
        private int piece;

        Layout(long[] lows, int[] terms) {
            this.lows = lows;
            this.terms = terms;
        }

        /** The first prefix that the piece, on which this one begins, does not hold whole. */
        int endOfPiece(int prefix) {
            int next = pieceOf(PanNumber.firstOf(prefix)) + 1;
            return next < lows.length ? PanNumber.prefixOf(lows[next]) : PanNumber.PREFIXES;
        }

        /** Of numbers that the piece asked for last holds. */
        int entryOfPiece() {
            return terms[piece] << KIND_BITS | TERMS;
        }

        int prefix(long low) {
            long high = low + PanNumber.firstOf(1) - 1;
            int first = pieceOf(low);
            if (first + LONGEST_LIST >= lows.length || Long.compareUnsigned(lows[first + LONGEST_LIST], high) > 0) {
                return entry(low, high);
            }
            int block = cellCount / CELLS;
            if (cellCount + CELLS > cells.length) {
                cells = Arrays.copyOf(cells, cells.length + (cells.length >> 1) + CELLS);
            }
            for (int cell = 0; cell < CELLS; cell++) {
                long cellLow = low + cell * CELL_WIDTH;
                cells[cellCount++] = entry(cellLow, cellLow + CELL_WIDTH - 1);
            }
            return block << KIND_BITS | CELL_BLOCK;
        }

        /** The terms of these numbers, or the list of their pieces. */
        private int entry(long low, long high) {
            int first = pieceOf(low);
            int last = pieceOf(high);
            if (first == last) {
                return terms[first] << KIND_BITS | TERMS;
            }
            int list = listedCount / 2;
            list(low, terms[first]);
            for (int i = first + 1; i <= last; i++) {
                list(lows[i], terms[i]);
            }
            return list << KIND_BITS | LIST;
        }

        private void list(long low, int itsTerms) {
            if (listedCount == listed.length) {
                listed = Arrays.copyOf(listed, 2 * listed.length);
            }
            listed[listedCount++] = low;
            listed[listedCount++] = itsTerms;
        }

        private int pieceOf(long number) {
            while (piece + 1 < lows.length && Long.compareUnsigned(lows[piece + 1], number) <= 0) {
                piece++;
            }
            return piece;
        }
    }
}
