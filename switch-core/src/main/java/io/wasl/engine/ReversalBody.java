package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.time.EpochClock;
import io.wasl.translation.Translation;

/**
 * What an 0420 of Wasl carries: the original's identifying elements as the issuer's leg spoke them, the amount to give back,
 * why, and the original's data ({@link OriginalData}).
 *
 * <p>DE 7 and DE 11 of the reversal itself are not part of the body: they are made when the first copy is sent and never
 * change. Reused; loop thread.
 */
final class ReversalBody {

    private static final int LEG_BYTES = 8192;
    private static final int AMOUNT = 4;
    private static final int AMOUNT_DIGITS = 12;
    /** Currency and exponent, before an amount of 2003. */
    private static final int AMOUNT_PREFIX_2003 = 4;

    private static final int FUNCTION_CODE = 24;
    private static final int REASON = 25;
    private static final int REASON_DIGITS = 4;

    private final ElementSet leg = new ElementSet(LEG_BYTES);

    /**
     * Puts the body into an OWED record.
     *
     * @param request from the acquirer's dialect to the issuer's
     * @return false when the original says something that the issuer's dialect has no word for
     */
    boolean fill(
            JournalRecord owed,
            Original original,
            Translation request,
            EpochClock clock,
            long amountMinor,
            ReversalReason why) {
        Dialect issuer = request.to();
        Version version = issuer.version();
        boolean isWhole = request.translate(original.elements, original.legMti, leg, clock);
        ElementMask kept = LegElements.ofReversal(version);
        for (int entry = 0; entry < leg.length(); entry = leg.next(entry)) {
            if (kept.contains(leg.elementAt(entry))) {
                isWhole &= put(owed, issuer, leg, entry);
            }
        }
        putAmount(owed.open, version, amountMinor);
        if (original.rrnLength > 0) {
            owed.open.put(37, original.rrn, 0, original.rrnLength);
        }
        if (version.is1987()) {
            int at = owed.open.claim(39, ResponseCode.length(why.code1987()));
            ResponseCode.write(why.code1987(), owed.open.buffer(), at);
        } else {
            owed.open.putNumber(FUNCTION_CODE, Version.FULL_REVERSAL, 3);
            owed.open.putNumber(REASON, why.reason1993(), REASON_DIGITS);
        }
        original.putData(owed.open, version, leg);
        owed.amountMinor = amountMinor;
        owed.code = why.code1987();
        return isWhole;
    }

    private void putAmount(ElementSet owed, Version version, long amountMinor) {
        int told = version == Version.V2003 ? leg.find(AMOUNT) : -1;
        if (told < 0) {
            owed.putNumber(AMOUNT, amountMinor, AMOUNT_DIGITS);
            return;
        }
        int at = owed.claim(AMOUNT, AMOUNT_PREFIX_2003 + AMOUNT_DIGITS);
        System.arraycopy(leg.buffer(), told, owed.buffer(), at, AMOUNT_PREFIX_2003);
        long rest = amountMinor;
        for (int i = AMOUNT_PREFIX_2003 + AMOUNT_DIGITS - 1; i >= AMOUNT_PREFIX_2003; i--) {
            owed.buffer()[at + i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }

    /** Puts what may be stored of the leg into an OWED record; false when it does not fit. */
    static boolean put(JournalRecord owed, Dialect issuer, ElementSet leg, int entry) {
        int de = leg.elementAt(entry);
        int value = leg.valueAt(entry);
        if (issuer.storedSealed().contains(de)) {
            return owed.sealed.put(de, leg.buffer(), value, leg.lengthAt(value));
        }
        return !issuer.storedOpen().contains(de) || owed.open.put(de, leg.buffer(), value, leg.lengthAt(value));
    }
}
