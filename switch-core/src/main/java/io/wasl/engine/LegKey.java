package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;

/**
 * The key by which an issuer's answer names its leg: the issuer, and the elements that its profile matches by, as sent
 * ({@code issuers[].match}, DE 7, 11 and 37 unless it says otherwise). Reused; loop thread.
 *
 * <pre>
 *   a request's leg     as received, but DE 11 is Wasl's and DE 37 is made where it is missing
 *   an owed reversal    as stored, but DE 7 and 11 are its own
 *   a relayed reversal  the same
 *   a record            as INTENT or SENT says; what only R1 of a request holds, as R1 says
 * </pre>
 */
final class LegKey {

    private static final int TIME_DIGITS = 10;
    private static final int MOST_DIGITS = 12;

    private final KeyHash hash = new KeyHash();
    private final byte[] digits = new byte[MOST_DIGITS];

    /** Of an answer as received. */
    KeyHash ofAnswer(Issuer issuer, MessageView answer) {
        begin(issuer);
        for (int de : issuer.matched) {
            hash.add(answer, de);
        }
        return hash.finish();
    }

    /** Of a request that will be sent with these as DE 11 and 37. */
    KeyHash ofRequest(Issuer issuer, MessageView request, byte[] stan, byte[] rrn, int rrnLength) {
        begin(issuer);
        for (int de : issuer.matched) {
            switch (de) {
                case 11 -> hash.add(stan, 0, issuer.dialect.version().stanDigits());
                case 37 -> hash.add(rrn, 0, rrnLength);
                default -> hash.add(request, de);
            }
        }
        return hash.finish();
    }

    /** Of a reversal that will be sent with these as DE 7 and 11. */
    KeyHash ofDelivery(Issuer issuer, ElementSet owed, long time, int stan) {
        begin(issuer);
        for (int de : issuer.matched) {
            switch (de) {
                case 7 -> addDigits(time, TIME_DIGITS);
                case 11 -> addDigits(stan, issuer.dialect.version().stanDigits());
                default -> hash.add(owed, de);
            }
        }
        return hash.finish();
    }

    /** Of what INTENT says was sent; that of a relayed reversal holds all that its leg carries. */
    KeyHash ofIntent(Issuer issuer, JournalRecord intent, ElementSet accepted) {
        boolean isReversal = Mti.messageClass(intent.mti) == Mti.CLASS_REVERSAL;
        return ofSent(issuer, intent.open, isReversal ? intent.open : accepted);
    }

    /** Of what the log says was sent: what INTENT or SENT does not hold stands in the record beside it. */
    KeyHash ofSent(Issuer issuer, ElementSet sent, ElementSet beside) {
        begin(issuer);
        for (int de : issuer.matched) {
            hash.add(sent.find(de) >= 0 ? sent : beside, de);
        }
        return hash.finish();
    }

    /** The key made last. */
    KeyHash hash() {
        return hash;
    }

    private void begin(Issuer issuer) {
        hash.begin(KeyHash.LEG).add(issuer.key);
    }

    private void addDigits(long value, int count) {
        Digits.write(value, digits, 0, count);
        hash.add(digits, 0, count);
    }
}
