package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.JournalRecord;

/**
 * What an 0420 of Wasl carries: the original's identifying elements, the amount to give back, why, and DE 90 as the leg
 * spoke (ISO 8583:1987 4.3, DE 90):
 *
 * <pre>
 *   DE 90, n42:  MTI 4 | DE 11 as sent 6 | DE 7 as sent 10 | DE 32, right-justified 11 | DE 33, right-justified 11
 * </pre>
 *
 * Zeros stand for what the original did not carry. DE 7 and DE 11 of the reversal itself are not part of the body: they are
 * made when the first copy is sent and never change.
 */
final class ReversalBody {

    /** Response received too late, for a time-out or an approval that could not be given. */
    static final int TOO_LATE = ResponseCode.of("68");

    /** Suspected malfunction, for an answer that does not fit. */
    static final int SUSPECTED_MALFUNCTION = ResponseCode.of("22");

    /** Customer cancellation, where an acquirer's reversal says no other reason. */
    static final int CUSTOMER_CANCELLATION = ResponseCode.of("17");

    private static final int ORIGINAL_DATA = 90;
    private static final int ORIGINAL_DATA_BYTES = 42;
    private static final int INSTITUTION_DIGITS = 11;

    private ReversalBody() {}

    /**
     * Puts the body into an OWED record.
     *
     * @param code DE 39: why
     */
    static void fill(JournalRecord owed, Original original, Dialect issuer, long amountMinor, int code) {
        ElementSet elements = original.elements;
        for (int entry = 0; entry < elements.length(); entry = elements.next(entry)) {
            int de = elements.elementAt(entry);
            if (LegElements.OF_REVERSAL.contains(de)) {
                put(owed, issuer, de, elements.buffer(), elements.valueAt(entry));
            }
        }
        owed.open.putNumber(4, amountMinor, 12);
        if (original.rrnLength > 0) {
            owed.open.put(37, original.rrn, 0, original.rrnLength);
        }
        int at = owed.open.claim(39, ResponseCode.length(code));
        ResponseCode.write(code, owed.open.buffer(), at);
        putOriginalData(owed.open, original);
        owed.amountMinor = amountMinor;
        owed.code = code;
    }

    private static void put(JournalRecord owed, Dialect issuer, int de, byte[] source, int value) {
        int length = (source[value - 2] & 0xFF) | (source[value - 1] & 0xFF) << 8;
        if (issuer.storedSealed().contains(de)) {
            owed.sealed.put(de, source, value, length);
        } else if (issuer.storedOpen().contains(de)) {
            owed.open.put(de, source, value, length);
        }
    }

    private static void putOriginalData(ElementSet target, Original original) {
        int at = target.claim(ORIGINAL_DATA, ORIGINAL_DATA_BYTES);
        byte[] buffer = target.buffer();
        java.util.Arrays.fill(buffer, at, at + ORIGINAL_DATA_BYTES, (byte) '0');
        int mti = original.legMti;
        for (int i = 0; i < 4; i++) {
            buffer[at + i] = (byte) ('0' + (mti >>> 4 * (3 - i) & 0xF));
        }
        assert Mti.version(mti) == 0 : "DE 90 is of 1987";
        int rest = original.legStan;
        for (int i = 9; i >= 4; i--) {
            buffer[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        justify(original.elements, 7, buffer, at + 10, 10);
        justify(original.elements, 32, buffer, at + 20, INSTITUTION_DIGITS);
        justify(original.elements, 33, buffer, at + 31, INSTITUTION_DIGITS);
    }

    private static void justify(ElementSet elements, int de, byte[] target, int offset, int width) {
        int value = elements.find(de);
        if (value >= 0) {
            int length = Math.min(elements.lengthAt(value), width);
            System.arraycopy(elements.buffer(), value, target, offset + width - length, length);
        }
    }
}
