package io.wasl.routing;

/**
 * The number line of PANs cut into pieces, each with the terms that hold there: what a PAN is looked up in.
 *
 * <pre>
 *   first six digits → prefixIndex → the pieces that begin there → samples: which 16 of them → which one
 * </pre>
 *
 * The samples are every sixteenth bound: searched first, they keep a search among many pieces of one prefix from touching
 * a cache line at each step.
 *
 * Immutable; allocates nothing when asked.
 */
final class BinPieces {

    /** No range lies over the piece. */
    static final int NONE = -1;

    private static final int SAMPLE_SHIFT = 4;

    /** Where each piece begins; it ends where the next begins. The first begins at 0. Unsigned, rising. */
    private final long[] lows;

    private final int[] terms;

    /** {@code lows[16 · i]}. */
    private final long[] samples;

    /** For each six digits the piece that holds their lowest number; one entry more for the end. */
    private final int[] prefixIndex = new int[PanNumber.PREFIXES + 1];

    BinPieces(long[] lows, int[] terms) {
        this.lows = lows;
        this.terms = terms;
        samples = new long[(lows.length - 1 >>> SAMPLE_SHIFT) + 1];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = lows[i << SAMPLE_SHIFT];
        }
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
        if (to - from >> SAMPLE_SHIFT > 0) {
            int sample = lastNotAbove(samples, number, from >>> SAMPLE_SHIFT, to >>> SAMPLE_SHIFT);
            from = Math.max(from, sample << SAMPLE_SHIFT);
            to = Math.min(to, (sample << SAMPLE_SHIFT) + (1 << SAMPLE_SHIFT) - 1);
        }
        return terms[lastNotAbove(lows, number, from, to)];
    }

    /** The last index from {@code from} to {@code to} whose bound is not above the number; {@code from} if all are. */
    private static int lastNotAbove(long[] bounds, long number, int from, int to) {
        int low = from;
        int high = to;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (Long.compareUnsigned(bounds[middle], number) <= 0) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    long memoryBytes() {
        return (long) lows.length * (Long.BYTES + Integer.BYTES)
                + (long) samples.length * Long.BYTES
                + (long) prefixIndex.length * Integer.BYTES;
    }
}
