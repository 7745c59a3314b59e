package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.journal.JournalRecord;

/**
 * A forwarded request as a reversal needs it: its elements, and what its leg carried. Filled from a slot or from the log.
 */
final class Original {

    private static final int ELEMENTS_BYTES = 4096;

    final ElementSet elements = new ElementSet(ELEMENTS_BYTES);
    /** Whether DE 2 among them was not sent: the PAN came in a track. */
    boolean isPanOfTrack;

    final byte[] rrn = new byte[64];
    int rrnLength;
    int legStan;
    int legMti;

    void load(InFlight inFlight, int slot) {
        inFlight.elements(slot, elements);
        isPanOfTrack = inFlight.isPanOfTrack[slot];
        rrnLength = inFlight.rrn(slot, rrn);
        legStan = inFlight.legStan[slot];
        legMti = inFlight.legMti[slot];
    }

    /** R1's elements. */
    void loadAccepted(JournalRecord accepted) {
        isPanOfTrack = accepted.state == JournalRecord.PAN_OF_TRACK;
        boolean isWhole = elements.load(accepted.open);
        for (int entry = 0; entry < accepted.sealed.length(); entry = accepted.sealed.next(entry)) {
            int value = accepted.sealed.valueAt(entry);
            isWhole &= elements.put(
                    accepted.sealed.elementAt(entry), accepted.sealed.buffer(), value, accepted.sealed.lengthAt(value));
        }
        assert isWhole : "a stored request is larger than any request";
    }

    /** R2's: what the leg carried instead. */
    void loadIntent(JournalRecord intent) {
        legMti = intent.mti;
        legStan = (int) Math.max(intent.open.number(11), 0);
        int value = intent.open.find(37);
        rrnLength = value < 0 ? 0 : intent.open.lengthAt(value);
        if (value >= 0) {
            System.arraycopy(intent.open.buffer(), value, rrn, 0, rrnLength);
        }
    }
}
