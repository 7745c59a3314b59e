package io.wasl.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same ranges as one would look them up without a table of one's own: cut where one lies in another, so that each number is
 * in one piece, then a binary search or a tree of the JDK. Favoured: nothing is checked, neither length nor check digit.
 */
final class FlatRanges {

    private static final int NOBODY = -1;

    private final long[] starts;
    private final int[] issuers;
    private final TreeMap<Long, Integer> tree = new TreeMap<>();

    FlatRanges(BinMix mix) {
        TreeMap<Long, Integer> pieces = tree;
        mix.eachRange((low, high, issuer) -> {
            // Wider ones come first: what is behind this range is again what was before it.
            Map.Entry<Long, Integer> around = pieces.floorEntry(high);
            int outside = around == null ? NOBODY : around.getValue();
            pieces.subMap(low, true, high, true).clear();
            pieces.put(low, issuer);
            pieces.putIfAbsent(high + 1, outside);
        });
        starts = new long[pieces.size()];
        issuers = new int[pieces.size()];
        int i = 0;
        for (Map.Entry<Long, Integer> piece : pieces.entrySet()) {
            starts[i] = piece.getKey();
            issuers[i++] = piece.getValue();
        }
    }

    /** The issuer's index, or −1. */
    int search(byte[] pan, int offset, int length) {
        int at = Arrays.binarySearch(starts, number(pan, offset, length));
        int piece = at >= 0 ? at : -at - 2;
        return piece < 0 ? NOBODY : issuers[piece];
    }

    /** The same by {@link TreeMap}. */
    int tree(byte[] pan, int offset, int length) {
        Map.Entry<Long, Integer> piece = tree.floorEntry(number(pan, offset, length));
        return piece == null ? NOBODY : piece.getValue();
    }

    /** As 18 digits, cut or filled with zeros. */
    private static long number(byte[] pan, int offset, int length) {
        long number = 0;
        for (int i = 0; i < BinMix.DIGITS; i++) {
            number = number * 10 + (i < length ? pan[offset + i] - '0' : 0);
        }
        return number;
    }
}
