package io.wasl.codec;

/**
 * Where a message says its PAN.
 *
 * <pre>
 *   DE 2   the PAN
 *   DE 35  PAN = expiry …           track 2
 *   DE 45  B PAN ^ name ^ …         track 1, format B
 *   DE 34  PAN [= …]                extended PAN
 * </pre>
 */
final class PanSource {

    /** ISO/IEC 7812-1: at most 19 digits. */
    static final int MAX_DIGITS = 19;

    /** The order in which they are asked; the first that has one gives the PAN, the others must agree. */
    private static final int[] SOURCES = {2, 35, 45, 34};

    private PanSource() {}

    /**
     * @param target with room for 19 digits from {@code offset}
     * @return how many digits were written; 0 when the message has no PAN; −1 when two sources differ or one has more
     *     digits than a PAN can
     */
    static int read(MessageView message, byte[] target, int offset) {
        int digits = 0;
        for (int de : SOURCES) {
            int found = message.has(de) ? digitsIn(message, de) : 0;
            if (found > MAX_DIGITS) {
                return -1;
            }
            if (found > 0 && digits == 0) {
                copy(message, de, found, target, offset);
                digits = found;
            } else if (found > 0 && !isSame(message, de, found, target, offset, digits)) {
                return -1;
            }
        }
        return digits;
    }

    private static int digitsIn(MessageView message, int de) {
        int first = firstDigit(de);
        int length = message.neutralLength(de);
        int i = first;
        while (i < length && isDigit(message.neutralByte(de, i))) {
            i++;
        }
        return Math.max(0, i - first);
    }

    private static void copy(MessageView message, int de, int digits, byte[] target, int offset) {
        int first = firstDigit(de);
        for (int i = 0; i < digits; i++) {
            target[offset + i] = (byte) message.neutralByte(de, first + i);
        }
    }

    private static boolean isSame(
            MessageView message, int de, int found, byte[] target, int offset, int digits) {
        int first = firstDigit(de);
        boolean same = found == digits;
        for (int i = 0; same && i < digits; i++) {
            same = message.neutralByte(de, first + i) == target[offset + i];
        }
        return same;
    }

    /** Track 1 starts with its format code. */
    private static int firstDigit(int de) {
        return de == 45 ? 1 : 0;
    }

    private static boolean isDigit(int character) {
        return character >= '0' && character <= '9';
    }
}
