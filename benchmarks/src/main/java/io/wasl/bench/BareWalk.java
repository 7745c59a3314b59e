package io.wasl.bench;

import java.util.Arrays;

/**
 * Walks a message of the {@link Traffic} from element to element and notes where each one starts. It knows the elements
 * of that traffic only, and believes every byte.
 */
final class BareWalk {

    /** Widths in characters; negative: the digits of the length prefix. */
    private static final int[][] WIDTHS = {
        {2, -2}, {3, 6}, {4, 12}, {7, 10}, {11, 6}, {12, 6}, {13, 4}, {14, 4}, {18, 4}, {22, 3}, {25, 2}, {32, -2},
        {35, -2}, {37, 12}, {38, 6}, {39, 2}, {41, 8}, {42, 15}, {43, 40}, {49, 3}, {52, 8}, {55, -3}, {63, -3}
    };

    /** Those that are digits, which the packed form writes two a byte. */
    private static final int[] NUMERIC = {2, 3, 4, 7, 11, 12, 13, 14, 18, 22, 25, 32, 35};

    private static final int PIN = 52;

    private final boolean isPacked;
    private final int[] widths = new int[65];
    private final boolean[] isNumeric = new boolean[65];
    private final int[] starts = new int[65];
    private final int[] lengths = new int[65];

    BareWalk(Encoding encoding) {
        isPacked = encoding == Encoding.BINARY;
        for (int[] width : WIDTHS) {
            widths[width[0]] = width[1];
        }
        Arrays.stream(NUMERIC).forEach(de -> isNumeric[de] = isPacked);
        if (!isPacked) {
            widths[PIN] *= 2; // hex digits
        }
    }

    /** Returns where the last element ends. */
    int walk(byte[] message) {
        int at = isPacked ? 2 : 4;
        long bits = 0;
        if (isPacked) {
            for (int i = 0; i < 8; i++) {
                bits = bits << 8 | message[at++] & 0xFF;
            }
        } else {
            for (int i = 0; i < 16; i++) {
                int digit = message[at++];
                bits = bits << 4 | (digit & 0xF) + (digit >>> 6) * 9;
            }
        }
        while (bits != 0) {
            int de = Long.numberOfLeadingZeros(bits) + 1;
            bits &= ~(Long.MIN_VALUE >>> de - 1);
            int width = widths[de];
            if (width < 0) {
                int prefixEnd = at + (isPacked ? 1 - width >> 1 : -width);
                width = isPacked ? packed(message, at, prefixEnd) : digits(message, at, prefixEnd);
                at = prefixEnd;
            }
            starts[de] = at;
            lengths[de] = width;
            at += isNumeric[de] ? width + 1 >> 1 : width;
        }
        return at;
    }

    /** The element's digits, one a byte; returns how many. */
    int digits(byte[] message, int de, byte[] target) {
        int length = lengths[de];
        int start = starts[de];
        if (!isPacked) {
            System.arraycopy(message, start, target, 0, length);
            return length;
        }
        for (int i = 0; i < length; i++) {
            target[i] = (byte) ('0' + (message[start + (i >> 1)] >>> ((i & 1) == 0 ? 4 : 0) & 0xF));
        }
        return length;
    }

    /** The element as a number. */
    int number(byte[] message, int de) {
        int end = starts[de] + (isPacked ? lengths[de] + 1 >> 1 : lengths[de]);
        return isPacked ? packed(message, starts[de], end) : digits(message, starts[de], end);
    }

    private static int packed(byte[] message, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 100 + (message[i] >>> 4 & 0xF) * 10 + (message[i] & 0xF);
        }
        return value;
    }

    private static int digits(byte[] message, int from, int to) {
        int value = 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + message[i] - '0';
        }
        return value;
    }
}
