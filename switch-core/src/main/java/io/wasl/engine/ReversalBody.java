package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.config.PartialForm;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.time.EpochClock;
import io.wasl.translation.Translation;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

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

    private static final int FUNCTION_CODE = 24;
    private static final int REASON = 25;
    private static final int REASON_DIGITS = 4;
    private static final int ORIGINAL_AMOUNTS = 30;
    private static final int REPLACEMENT_AMOUNTS = 95;
    private static final int REPLACEMENT_CHARACTERS = 42;
    /** Behind what remains, DE 95 has it in the settlement currency, then two fees: none of them is told. */
    private static final byte[] NO_OTHER_REPLACEMENTS =
            "000000000000C00000000C00000000".getBytes(StandardCharsets.US_ASCII);

    private final ElementSet leg = new ElementSet(LEG_BYTES);
    private final EpochClock clock;

    ReversalBody(EpochClock clock) {
        this.clock = clock;
    }

    /** Whether the dialect has room for what remains after a partial reversal. */
    static boolean canSayWhatRemains(Dialect issuer, PartialForm form) {
        Version version = issuer.version();
        if (version.is1987() && form == PartialForm.DE95) {
            return holds(issuer, REPLACEMENT_AMOUNTS, REPLACEMENT_CHARACTERS);
        }
        int most = version.is1987() ? AMOUNT_DIGITS : originalAmountsDigits(version);
        return holds(issuer, ORIGINAL_AMOUNTS, most) && (version.is1987() || issuer.declares(FUNCTION_CODE));
    }

    private static boolean holds(Dialect issuer, int de, int length) {
        return issuer.declares(de) && issuer.spec(de).length() >= length;
    }

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
            Issuer issuer,
            Release release,
            ReversalReason why) {
        Dialect dialect = request.to();
        Version version = dialect.version();
        boolean isWhole = request.translate(original.elements, original.legMti, leg, clock);
        ElementMask kept = LegElements.ofReversal(version);
        for (int entry = 0; entry < leg.length(); entry = leg.next(entry)) {
            if (kept.contains(leg.elementAt(entry))) {
                isWhole &= put(owed, dialect, leg, entry);
            }
        }
        putAmounts(owed.open, version, issuer.config.profile().partial(), release);
        if (original.rrnLength > 0) {
            owed.open.put(37, original.rrn, 0, original.rrnLength);
        }
        if (version.is1987()) {
            int at = owed.open.claim(39, ResponseCode.length(why.code1987()));
            ResponseCode.write(why.code1987(), owed.open.buffer(), at);
        } else {
            int function = release.isPartial() ? Version.PARTIAL_REVERSAL : Version.FULL_REVERSAL;
            owed.open.putNumber(FUNCTION_CODE, function, 3);
            owed.open.putNumber(REASON, why.reason1993(), REASON_DIGITS);
        }
        original.putData(owed.open, version, leg);
        owed.amountMinor = release.released();
        owed.code = why.code1987();
        return isWhole;
    }

    /** As {@link ReversalAmounts} reads them. */
    private void putAmounts(ElementSet owed, Version version, PartialForm form, Release release) {
        boolean isReplaced = version.is1987() && form == PartialForm.DE95;
        putAmount(owed, version, release.isPartial() && !isReplaced ? release.remains() : release.original());
        if (!release.isPartial()) {
            return;
        }
        if (isReplaced) {
            int at = owed.claim(REPLACEMENT_AMOUNTS, REPLACEMENT_CHARACTERS);
            Digits.write(release.remains(), owed.buffer(), at, AMOUNT_DIGITS);
            System.arraycopy(NO_OTHER_REPLACEMENTS, 0, owed.buffer(), at + AMOUNT_DIGITS, NO_OTHER_REPLACEMENTS.length);
        } else {
            putOriginalAmounts(owed, version, release.original());
        }
    }

    private void putAmount(ElementSet owed, Version version, long amountMinor) {
        int prefix = prefix(version);
        int at = owed.claim(AMOUNT, prefix + AMOUNT_DIGITS);
        putPrefix(owed, at, prefix);
        Digits.write(amountMinor, owed.buffer(), at + prefix, AMOUNT_DIGITS);
    }

    /** Twice: of the transaction, and zeros for the one of reconciliation; in the practice of 1987 the first alone. */
    private void putOriginalAmounts(ElementSet owed, Version version, long amountMinor) {
        int digits = version.is1987() ? AMOUNT_DIGITS : originalAmountsDigits(version);
        int prefix = prefix(version);
        int at = owed.claim(ORIGINAL_AMOUNTS, digits);
        Arrays.fill(owed.buffer(), at, at + digits, (byte) '0');
        putPrefix(owed, at, prefix);
        Digits.write(amountMinor, owed.buffer(), at + prefix, AMOUNT_DIGITS);
    }

    private static int originalAmountsDigits(Version version) {
        int prefix = version == Version.V2003 ? Version.AMOUNT_PREFIX_DIGITS : 0;
        return 2 * (prefix + AMOUNT_DIGITS);
    }

    /** Currency and exponent, as the leg told them; where it told none there are none. */
    private int prefix(Version version) {
        return version == Version.V2003 && leg.has(AMOUNT) ? Version.AMOUNT_PREFIX_DIGITS : 0;
    }

    private void putPrefix(ElementSet owed, int at, int length) {
        if (length > 0) {
            System.arraycopy(leg.buffer(), leg.find(AMOUNT), owed.buffer(), at, length);
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
