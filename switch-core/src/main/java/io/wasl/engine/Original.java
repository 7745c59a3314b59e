package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Version;
import io.wasl.journal.JournalRecord;

/**
 * A transaction as its reversal needs it, or an advice that names it: its elements, and what its leg to the issuer carried.
 * Filled from a slot or from the log; of an advice what OWED and SENT say stands for R2.
 */
final class Original {

    private static final int ELEMENTS_BYTES = 4096;
    private static final int TIME = 7;
    private static final int RESPONSE_CODE = 39;
    private static final int TIME_DIGITS = 10;

    final ElementSet elements = new ElementSet(ELEMENTS_BYTES);
    /** Whether DE 2 among them was not sent: the PAN came in a track. */
    boolean isPanOfTrack;

    final byte[] rrn = new byte[64];
    int rrnLength;
    int legStan;
    int legMti;
    /** The transaction that it is about itself, as R1 says; 0 for none. */
    long relatedEpoch;

    long relatedCounter;
    /** DE 7 on the leg where it is not as received: an advice leaves at a time of its own. 0 for others. */
    long legTime;

    void load(InFlight inFlight, int slot) {
        inFlight.elements(slot, elements);
        isPanOfTrack = inFlight.isPanOfTrack[slot];
        rrnLength = inFlight.rrn(slot, rrn);
        legStan = inFlight.legStan[slot];
        legMti = inFlight.legMti[slot];
        legTime = 0;
    }

    /** Of one that was stood in for: its issuer knows it as the advice, not as the leg. */
    void loadTold(int advice, long time, int stan) {
        legMti = advice;
        sentAs(time, stan);
    }

    /** R1's elements. */
    void loadAccepted(JournalRecord accepted) {
        relatedEpoch = accepted.relatedEpoch;
        relatedCounter = accepted.relatedCounter;
        isPanOfTrack = accepted.state == JournalRecord.PAN_OF_TRACK;
        legTime = 0;
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
        loadRrn(intent);
    }

    /** An advice's: its MTI and RRN there. How it ended at the terminal concerns nobody who takes it back or names it. */
    void loadOwed(JournalRecord owed) {
        elements.remove(RESPONSE_CODE);
        legMti = owed.mti;
        loadRrn(owed);
    }

    /** An advice's: the number and time of all its copies. */
    void loadSent(JournalRecord sent) {
        sentAs(sent.open.number(7), (int) Math.max(sent.open.number(11), 0));
    }

    void sentAs(long time, int stan) {
        legTime = time;
        legStan = stan;
    }

    /**
     * Puts the original's data, as its leg said them, into a reversal's or advice's elements.
     *
     * @param leg its elements as the issuer's leg speaks them; DE 7 becomes the leg's
     */
    void putData(ElementSet target, Version version, ElementSet leg) {
        if (legTime != 0) {
            leg.remove(TIME);
            leg.putNumber(TIME, legTime, TIME_DIGITS);
        }
        OriginalData.put(target, version, legMti, legStan, leg);
    }

    private void loadRrn(JournalRecord record) {
        int value = record.open.find(37);
        rrnLength = value < 0 ? 0 : record.open.lengthAt(value);
        if (value >= 0) {
            System.arraycopy(record.open.buffer(), value, rrn, 0, rrnLength);
        }
    }
}
