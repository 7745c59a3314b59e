package io.wasl.routing;

/**
 * The number line of PANs cut into pieces, each with the terms that hold there: what a PAN is looked up in.
 *
 * <pre>
 *   first six digits → prefixIndex → the few pieces that begin there → binary search among them
 * </pre>
 *
 * Immutable; allocates nothing when asked.
 */
final class BinPieces {

    /** No range lies over the piece. */
    static final int NONE = -1;

    /** Where each piece begins; it ends where the next begins. The first begins at 0. Unsigned, rising. */
    private final long[] lows;

    private final int[] terms;

    /** For each six digits the piece that holds their lowest number; one entry more for the end. */
    private final int[] prefixIndex = new int[PanNumber.PREFIXES + 1];

    BinPieces(long[] lows, int[] terms) {
        this.lows = lows;
        this.terms = terms;
        int piece = 0;
        for (int prefix = 0; prefix <= PanNumber.PREFIXES; prefix++) {
            long first = PanNumber.firstOf(prefix);
            while (piece + 1 < lows.length && Long.compareUnsigned(lows[piece + 1], first) <= 0) {
                piece++;
            }
            prefixIndex[prefix] = piece;
        }
    }

    /** The terms where this number lies, or {@link #NONE}. */
    int termsAt(int prefix, long number) {
        int from = prefixIndex[prefix];
        int to = prefixIndex[prefix + 1];
        while (from < to) {
            int middle = (from + to + 1) >>> 1;
            if (Long.compareUnsigned(lows[middle], number) <= 0) {
                from = middle;
            } else {
                to = middle - 1;
            }
        }
        return terms[from];
    }

    int count() {
        return lows.length;
    }

    long memoryBytes() {
        return (long) lows.length * (Long.BYTES + Integer.BYTES) + (long) prefixIndex.length * Integer.BYTES;
    }
}
