package io.wasl.codec;

import io.wasl.iso.Version;

/**
 * Where a message says its PAN.
 *
 * <pre>
 *   DE 2   the PAN
 *   DE 35  PAN = expiry …           track 2
 *   DE 45  B PAN ^ name ^ …         track 1, format B
 *   DE 34  PAN [= …]                extended PAN; in 2003 data of electronic commerce, no PAN
 * </pre>
 */
final class PanSource {

    /** ISO/IEC 7812-1: at most 19 digits. */
    static final int MAX_DIGITS = 19;

    /** The order in which they are asked; the first that has one gives the PAN, the others must agree. */
    private static final int[] SOURCES = {2, 35, 45, 34};

    private static final int[] SOURCES_2003 = {2, 35, 45};

    /** One digit more than a PAN has, and the rest of its last word. */
    static final int SCRATCH_BYTES = 24;

    private PanSource() {}

    /**
     * @param scratch of {@link #SCRATCH_BYTES}
     * @param target with room for 19 digits from {@code offset}
     * @return how many digits were written; 0 when the message has no PAN; −1 when two sources differ or one has more
     *     digits than a PAN can
     */
    static int read(MessageView message, byte[] scratch, byte[] target, int offset) {
        int digits = 0;
        for (int de : message.dialect().version() == Version.V2003 ? SOURCES_2003 : SOURCES) {
            int found = message.has(de) ? message.leadingDigits(de, firstDigit(de), scratch) : 0;
            if (found > MAX_DIGITS) {
                return -1;
            }
            if (found > 0 && digits == 0) {
                Bytes.copy(scratch, 0, target, offset, found);
                digits = found;
            } else if (found > 0 && (found != digits || !Bytes.areEqual(scratch, 0, target, offset, digits))) {
                return -1;
            }
        }
        return digits;
    }

    /** Track 1 starts with its format code. */
    private static int firstDigit(int de) {
        return de == 45 ? 1 : 0;
    }
}
