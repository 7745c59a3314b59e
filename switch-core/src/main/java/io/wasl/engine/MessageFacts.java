package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.security.PanHint;
import io.wasl.security.PanTokenizer;
import java.util.List;

/**
 * What identifies the message under hand: its PAN as digits, token and hint, its amount, and the hashes of its wire keys
 * (semantics of keys: see docs/ARCHITECTURE.md, "Identity"). Filled from a received message or from its stored record,
 * with the same result. Reused; loop thread.
 *
 * <pre>
 *   duplicate    acquirer, class and function, DE 7 11 32 37 41 42 (by profile); class 4 also DE 90 95, class 3 also 91 101
 *   fingerprint  DE 3 4 49; with the PAN's token it tells two contents of one key apart (of 2003 no 49: its currency
 *                stands in DE 4, and DE 49 is verification data); class 4 also what it takes back: DE 90 95
 *   original     acquirer, class, DE 11 7: what DE 90 names (since 1993 DE 11 12: what DE 56 names)
 *   RRN          acquirer, whether a reversal, DE 37 41
 * </pre>
 */
final class MessageFacts {

    private static final int LONGEST_PAN = 28;
    private static final int CURRENCY = 49;
    private static final int CREDIT = '2';
    private static final long FINGERPRINT = (1L << 48) - 1;

    private final PanTokenizer tokenizer;
    /** Of keys that were in use before: what was written under them is still found. */
    private final List<PanTokenizer> olderTokenizers;

    private final byte[] originalData = new byte[OriginalData.LONGEST];

    final byte[] pan = new byte[LONGEST_PAN];
    int panLength;
    long tokenHigh;
    long tokenLow;
    long panHint;
    long amountMinor;
    /** Its three characters, packed; {@link Money#NO_CURRENCY} for none. */
    int currency;

    long stan;
    /** Whether DE 3 says that money goes to the cardholder: 20 to 29, a refund or a deposit. */
    boolean isCredit;

    final KeyHash duplicate = new KeyHash();
    final KeyHash original = new KeyHash();
    final KeyHash rrn = new KeyHash();
    /** Under which a reversal's original is found; see {@link #seekOriginal}. */
    final KeyHash soughtOriginal = new KeyHash();

    final KeyHash soughtRrn = new KeyHash();
    private final KeyHash fingerprintHash = new KeyHash();
    /** 48 bits. */
    long fingerprint;
    /** DE 32, folded into 16 bits; 0 for none. */
    int institution;
    /** The same of what DE 90 (56) names. */
    int soughtInstitution;
    /** The class of what it names; 0 where it has zeros. */
    int soughtClass;

    /**
     * @param tokenizers the one in use first
     */
    MessageFacts(List<PanTokenizer> tokenizers) {
        tokenizer = tokenizers.get(0);
        olderTokenizers = List.copyOf(tokenizers.subList(1, tokenizers.size()));
    }

    /** Whether a stored token is that of the PAN under hand, under any of the keys; 0 is the token of no PAN. */
    boolean hasToken(long storedLow) {
        if (storedLow == tokenLow) {
            return true;
        }
        for (int i = 0; i < olderTokenizers.size() && panLength > 0; i++) {
            PanTokenizer older = olderTokenizers.get(i);
            older.compute(pan, 0, panLength);
            if (older.low() == storedLow) {
                return true;
            }
        }
        return false;
    }

    /** Whether DE 2 of another message, where it has one, is the PAN of a stored token; the PAN under hand is gone afterwards. */
    boolean isPanOf(MessageView other, long storedLow) {
        boolean isTold = storedLow != 0 && other.has(2) && other.neutralLength(2) <= LONGEST_PAN;
        if (!isTold) {
            return true;
        }
        panLength = other.copy(2, pan, 0);
        tokenizer.compute(pan, 0, panLength);
        tokenLow = tokenizer.low();
        return hasToken(storedLow);
    }

    /** False when the message carries two PANs that differ. */
    boolean read(MessageView message, Acquirer acquirer) {
        int length = message.pan(pan, 0);
        if (length < 0) {
            return false;
        }
        panLength = length;
        if (length > 0) {
            tokenizer.compute(pan, 0, length);
            tokenHigh = tokenizer.high();
            tokenLow = tokenizer.low();
            panHint = PanHint.of(pan, 0, length);
        } else {
            tokenHigh = 0;
            tokenLow = 0;
            panHint = 0;
        }
        int mti = message.mti();
        Version version = message.dialect().version();
        amountMinor = Math.max(Money.amount(message), 0);
        currency = Money.withoutExponent(Money.currency(message));
        stan = Math.max(message.number(11), 0);
        institution = fold(message.number(32));
        isCredit = message.has(3) && message.neutralByte(3, 0) == CREDIT;
        duplicate.begin(KeyHash.DUPLICATE).add(acquirer.key).add(Mti.messageClass(mti) << 4 | Mti.function(mti));
        for (int de : acquirer.duplicateKey) {
            duplicate.add(message, de);
        }
        boolean isReversal = Mti.messageClass(mti) == Mti.CLASS_REVERSAL;
        if (isReversal) {
            duplicate.add(message, version.originalData()).add(message, remains(version));
        }
        if (Mti.messageClass(mti) == Mti.CLASS_FILE) {
            duplicate.add(message, version.is1987() ? 91 : 24).add(message, 101);
        }
        duplicate.finish();
        fingerprintHash.begin(KeyHash.FINGERPRINT).add(message, 3).add(message, 4);
        if (version != Version.V2003) {
            fingerprintHash.add(message, CURRENCY);
        }
        if (isReversal) {
            fingerprintHash.add(message, version.originalData()).add(message, remains(version));
        }
        fingerprint = fingerprintHash.finish().low() & FINGERPRINT;
        int time = version.originalTime();
        beginOriginal(acquirer.key, mti).add(message, 11).add(message, time).finish();
        beginRrn(acquirer.key, Mti.messageClass(mti) == Mti.CLASS_REVERSAL)
                .add(message, 37)
                .add(message, 41)
                .finish();
        return true;
    }

    /** From an ACCEPTED record; the duplicate key is the stored one, not computed. */
    void read(JournalRecord accepted, long acquirerKey) {
        ElementSet open = accepted.open;
        panLength = 0;
        tokenHigh = accepted.tokenHigh;
        tokenLow = accepted.tokenLow;
        panHint = accepted.panHint;
        amountMinor = accepted.amountMinor;
        currency = Money.withoutExponent(Money.currency(open, accepted.mti));
        stan = Math.max(open.number(11), 0);
        institution = fold(open.number(32));
        int processing = open.find(3);
        isCredit = processing >= 0 && open.buffer()[processing] == CREDIT;
        Version version = Version.ofNibble(Mti.version(accepted.mti));
        fingerprintHash.begin(KeyHash.FINGERPRINT).add(open, 3).add(open, 4);
        if (version != Version.V2003) {
            fingerprintHash.add(open, CURRENCY);
        }
        if (Mti.messageClass(accepted.mti) == Mti.CLASS_REVERSAL) {
            fingerprintHash.add(open, version.originalData()).add(open, remains(version));
        }
        fingerprint = fingerprintHash.finish().low() & FINGERPRINT;
        int time = version.originalTime();
        beginOriginal(acquirerKey, accepted.mti).add(open, 11).add(open, time).finish();
        beginRrn(acquirerKey, Mti.messageClass(accepted.mti) == Mti.CLASS_REVERSAL)
                .add(open, 37)
                .add(open, 41)
                .finish();
    }

    /**
     * Fills {@link #soughtOriginal} and {@link #soughtRrn} from a reversal under hand.
     *
     * @return whether DE 90 (56) names an original; otherwise only the RRN is meaningful
     */
    boolean seekOriginal(MessageView reversal, Acquirer acquirer) {
        soughtRrn.begin(KeyHash.RRN).add(acquirer.key).add(0);
        soughtRrn.add(reversal, 37).add(reversal, 41).finish();
        Version version = reversal.dialect().version();
        int data = version.originalData();
        int length = reversal.has(data) ? reversal.neutralLength(data) : 0;
        if (length > originalData.length || !OriginalData.isWhole(version, length)) {
            return false;
        }
        reversal.copy(data, originalData, 0);
        soughtOriginal(version, acquirer, length);
        return true;
    }

    private static int fold(long institution) {
        if (institution <= 0) {
            return 0;
        }
        int folded = (int) (institution ^ institution >>> 16 ^ institution >>> 32) & 0xFFFF;
        return folded == 0 ? 1 : folded;
    }

    /** The element that makes a reversal a partial one. */
    private static int remains(Version version) {
        return version.is1987() ? 95 : 30;
    }

    /** The same of an advice that was kept. */
    boolean seekOriginal(ElementSet kept, Acquirer acquirer) {
        soughtRrn.begin(KeyHash.RRN).add(acquirer.key).add(0);
        soughtRrn.add(kept, 37).add(kept, 41).finish();
        Version version = acquirer.dialect.version();
        int start = kept.find(version.originalData());
        if (start < 0
                || kept.lengthAt(start) > originalData.length
                || !OriginalData.isWhole(version, kept.lengthAt(start))) {
            return false;
        }
        System.arraycopy(kept.buffer(), start, originalData, 0, kept.lengthAt(start));
        soughtOriginal(version, acquirer, kept.lengthAt(start));
        return true;
    }

    private void soughtOriginal(Version version, Acquirer acquirer, int length) {
        soughtInstitution = fold(OriginalData.institution(originalData, length, version));
        soughtClass = originalData[1] - '0';
        soughtOriginal.begin(KeyHash.ORIGINAL).add(acquirer.key).add(soughtClass);
        soughtOriginal
                .add(originalData, OriginalData.stanAt(), version.stanDigits())
                .add(originalData, OriginalData.timeAt(version), version.originalTimeDigits())
                .finish();
    }

    private KeyHash beginOriginal(long acquirerKey, int mti) {
        return original.begin(KeyHash.ORIGINAL).add(acquirerKey).add(Mti.messageClass(mti));
    }

    private KeyHash beginRrn(long acquirerKey, boolean isReversal) {
        return rrn.begin(KeyHash.RRN).add(acquirerKey).add(isReversal ? 1 : 0);
    }
}
