package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.routing.Route;
import org.jspecify.annotations.Nullable;

/**
 * Reversals of originals that were forgotten: DE 90 names a time before the oldest transaction remembered, so that nobody
 * here can say whether it was approved. Its issuer can: the reversal is passed on to it, by PAN.
 *
 * <p>What Wasl sent as DE 11 is forgotten too: DE 90 towards the issuer has zeros in its place, DE 7, 32 and 33 as the
 * acquirer's DE 90 says. Loop thread.
 */
final class OlderOriginals {

    private static final int DE_90_LENGTH = 42;
    private static final int TIME_AT = 10;
    private static final int TIME_DIGITS = 10;
    private static final int ACQUIRING_AT = 20;
    private static final int FORWARDING_AT = 31;
    private static final int INSTITUTION_DIGITS = 11;

    private final Switchboard board;

    OlderOriginals(Switchboard board) {
        this.board = board;
    }

    /** Whom the reversal of an unknown original concerns, when that is old enough; null when it is not, or nobody's. */
    @Nullable
    Issuer issuerOf(JournalRecord reversal) {
        ElementSet open = reversal.open;
        int data = open.find(90);
        int pan = reversal.sealed.find(2);
        boolean isTold = data >= 0 && open.lengthAt(data) == DE_90_LENGTH && pan >= 0 && open.has(4);
        if (!isTold || !isForgotten(open.buffer(), data + TIME_AT)) {
            return null;
        }
        Route route = board.router.route(reversal.sealed.buffer(), pan, reversal.sealed.lengthAt(pan));
        return route instanceof Route.To to ? board.issuers.get(to.issuers()[0]) : null;
    }

    private boolean isForgotten(byte[] buffer, int at) {
        long nowMs = board.epochClock.epochMillis();
        long sentMs = MessageTime.toEpochMillis(buffer, at, nowMs);
        return sentMs != MessageTime.NO_TIME && sentMs < board.history.forgottenUntilMs();
    }

    /** The original as far as its reversal tells. */
    static Original of(JournalRecord reversal) {
        Original original = new Original();
        original.loadAccepted(reversal);
        ElementSet elements = original.elements;
        byte[] data = new byte[DE_90_LENGTH];
        System.arraycopy(elements.buffer(), elements.find(90), data, 0, DE_90_LENGTH);
        for (int i = 0; i < 4; i++) {
            original.legMti = original.legMti << 4 | data[i] - '0';
        }
        original.legMti = Mti.first(original.legMti);
        elements.remove(7);
        elements.put(7, data, TIME_AT, TIME_DIGITS);
        putInstitution(elements, 32, data, ACQUIRING_AT);
        putInstitution(elements, 33, data, FORWARDING_AT);
        int rrn = elements.find(37);
        if (rrn >= 0) {
            original.rrnLength = elements.lengthAt(rrn);
            System.arraycopy(elements.buffer(), rrn, original.rrn, 0, original.rrnLength);
        }
        return original;
    }

    /** Zeros stand for one that the original did not carry. */
    private static void putInstitution(ElementSet elements, int de, byte[] data, int at) {
        int first = at;
        int end = at + INSTITUTION_DIGITS;
        while (first < end && data[first] == '0') {
            first++;
        }
        elements.remove(de);
        if (first < end) {
            elements.put(de, data, first, end - first);
        }
    }
}
