package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;
import io.wasl.routing.Route;
import io.wasl.translation.Translation;
import org.jspecify.annotations.Nullable;

/**
 * Reversals of originals that were forgotten: DE 90 names a time before the oldest transaction remembered, so that nobody
 * here can say whether it was approved. Its issuer can: the reversal is passed on to it, by PAN.
 *
 * <p>What Wasl sent as DE 11 is forgotten too: DE 90 towards the issuer has zeros in its place, DE 7, 32 and 33 as the
 * acquirer's DE 90 says. Loop thread.
 */
final class OlderOriginals {

    private static final int ELEMENTS_BYTES = 8192;
    private static final int RESPONSE_CODE = 39;

    private final Switchboard board;
    private final ElementSet trial = new ElementSet(ELEMENTS_BYTES);

    OlderOriginals(Switchboard board) {
        this.board = board;
    }

    /** Whom the reversal of an unknown original concerns, when that is old enough; null when it is not, or nobody's. */
    @Nullable
    Issuer issuerOf(JournalRecord reversal, Acquirer acquirer) {
        ElementSet open = reversal.open;
        Version version = acquirer.dialect.version();
        int data = open.find(version.originalData());
        int pan = reversal.sealed.find(2);
        boolean isTold = data >= 0 && OriginalData.isWhole(version, open.lengthAt(data)) && pan >= 0 && open.has(4);
        if (!isTold || !isForgotten(open.buffer(), data + OriginalData.timeAt(version), version)) {
            return null;
        }
        Route route = board.router.route(reversal.sealed.buffer(), pan, reversal.sealed.lengthAt(pan));
        if (!(route instanceof Route.To to)) {
            return null;
        }
        Issuer issuer = board.issuers.get(to.issuers()[0]);
        Translation translation = board.translations.request(acquirer.index, issuer.index);
        return translation.translate(of(reversal).elements, reversal.mti, trial, board.epochClock) ? issuer : null;
    }

    private boolean isForgotten(byte[] buffer, int at, Version version) {
        long nowMs = board.epochClock.epochMillis();
        long sentMs = version.is1987()
                ? MessageTime.toEpochMillis(buffer, at, nowMs)
                : MessageTime.latestOfLocal(buffer, at, version.originalTimeDigits(), nowMs);
        return sentMs != MessageTime.NO_TIME && sentMs < knownSinceMs();
    }

    /** Since when every transaction is found: in memory, or in the log as far as it is kept. */
    private long knownSinceMs() {
        return board.older.isKept() ? board.older.keptSinceMs() : board.history.forgottenUntilMs();
    }

    /** The original as far as its reversal tells. */
    static Original of(JournalRecord reversal) {
        Original original = new Original();
        original.loadAccepted(reversal);
        ElementSet elements = original.elements;
        Version version = Version.ofNibble(Mti.version(reversal.mti));
        int told = elements.find(version.originalData());
        byte[] data = java.util.Arrays.copyOfRange(elements.buffer(), told, told + elements.lengthAt(told));
        // Why it is reversed is no answer of an issuer.
        elements.remove(RESPONSE_CODE);
        original.legMti = OriginalData.mti(data);
        OriginalData.takeApart(data, data.length, version, elements);
        int rrn = elements.find(37);
        if (rrn >= 0) {
            original.rrnLength = elements.lengthAt(rrn);
            System.arraycopy(elements.buffer(), rrn, original.rrn, 0, original.rrnLength);
        }
        return original;
    }
}
