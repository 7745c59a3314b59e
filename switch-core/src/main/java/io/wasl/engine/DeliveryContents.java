package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.journal.JournalRecord;

/**
 * What the copies of a delivery say, to which its answer is held as one of a request is: PAN, amount and currency where both
 * carry them, but no amount of a partial reversal. The body stays in the log, so a few bits stand in memory, from the first copy
 * of this life on; before that nothing can be told from them.
 *
 * <pre>
 *   contents   63 known   62-23 amount and one, 0 for none   22-0 hash of the PAN, 0 for none
 * </pre>
 *
 * Pure.
 */
final class DeliveryContents {

    private static final int PAN = 2;
    private static final int ORIGINAL_AMOUNTS = 30;
    private static final int REPLACEMENT_AMOUNTS = 95;
    private static final int PAN_BITS = 23;
    private static final long KNOWN = 1L << 63;

    private DeliveryContents() {}

    /** A copy of it is made from this body. */
    static void tell(OwedDelivery delivery, JournalRecord owed) {
        int pan = owed.sealed.find(PAN);
        int hash = 0;
        for (int i = 0; pan >= 0 && i < owed.sealed.lengthAt(pan); i++) {
            hash = add(hash, owed.sealed.buffer()[pan + i]);
        }
        long amount = saysWhatRemains(owed) ? -1 : Money.amount(owed.open, owed.mti);
        delivery.contents = KNOWN | amount + 1 << PAN_BITS | finish(hash);
        delivery.currency = Money.currency(owed.open, owed.mti);
    }

    /** Then it has two amounts, and hosts differ in which of them DE 4 of an answer repeats. */
    private static boolean saysWhatRemains(JournalRecord owed) {
        return Mti.messageClass(owed.mti) == Mti.CLASS_REVERSAL
                && (owed.open.has(ORIGINAL_AMOUNTS) || owed.open.has(REPLACEMENT_AMOUNTS));
    }

    /** Whether an answer has a code, and what it carries is what was said. */
    static boolean fits(OwedDelivery delivery, MessageView answer) {
        if (answer.code() == ResponseCode.NONE) {
            return false;
        }
        long contents = delivery.contents;
        if (contents == 0) {
            return true;
        }
        long told = (contents & ~KNOWN) >>> PAN_BITS;
        int pan = (int) contents & (1 << PAN_BITS) - 1;
        return (told == 0 || !answer.has(4) || Money.amount(answer) + 1 == told)
                && (pan == 0 || !answer.has(PAN) || hash(answer) == pan)
                && Money.isSameCurrency(Money.currency(answer), delivery.currency);
    }

    private static int hash(MessageView answer) {
        int hash = 0;
        for (int i = 0; i < answer.neutralLength(PAN); i++) {
            hash = add(hash, answer.neutralByte(PAN, i));
        }
        return finish(hash);
    }

    private static int add(int hash, int digit) {
        return (hash ^ digit & 0xFF) * 0x01000193;
    }

    /** Never 0. */
    private static int finish(int hash) {
        return hash == 0 ? 0 : Math.max((hash ^ hash >>> PAN_BITS) & (1 << PAN_BITS) - 1, 1);
    }
}
