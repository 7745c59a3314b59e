package io.wasl.journal;

import io.wasl.iso.ElementSet;

/**
 * A delivery that is owed or parked, as a checkpoint keeps it: its identity, where its body stands, and what its copies
 * carry. Mutable and reused: readers are lent it during a call.
 */
@SuppressWarnings("checkstyle:visibilitymodifier") // a flyweight of plain data, as JournalRecord is
public final class OpenDelivery {

    private static final int SENT_BYTES = 2048;

    public long epoch;
    public long counter;
    /** The transaction it is about, of an advice the advice itself. */
    public long relatedEpoch;

    public long relatedCounter;
    /** What an advice's own R1 names as its original; zero for none. */
    public long namedEpoch;

    public long namedCounter;
    /** The issuer's id. */
    public String member = "";

    public int mti;
    /** The number chosen when it was owed ({@link RecordType#OWED}), or zero. */
    public long number;
    /** Where it was owed first. */
    public long firstPosition;
    /** Where its body stands: where it was owed last. */
    public long position;
    /** Log time of the first, milliseconds since 1970. */
    public long owedTimeMs;
    /** Copies whose SENT record was written. */
    public int copies;
    /** Whether it waits for an operator. */
    public boolean isParked;
    /** Whether it reverses the leg of a transaction that was stood in for ({@link JournalRecord#OF_LEG}). */
    public boolean isOfLeg;
    /** Whether nobody knows if its issuer has anything to give back ({@link JournalRecord#OUTCOME_UNKNOWN}). */
    public boolean isOutcomeUnknown;
    /** Position of the R1 that its first copy must name as its leg said it; zero for none. */
    public long names;
    /** Whether its issuer knows that by an advice ({@link JournalRecord#NAMES_ADVICE}). */
    public boolean isAdviceNamed;
    /** Position of a SENT of that advice; zero before its first. */
    public long namesSent;
    /** The issuer's code with which it was parked last. */
    public int code;
    /** Log time at which it was parked last; zero for never. */
    public long parkedTimeMs;
    /** Open elements of its newest SENT; empty before the first copy. */
    public final ElementSet sent = new ElementSet(SENT_BYTES);

    OpenDelivery() {}

    void clear() {
        epoch = 0;
        counter = 0;
        relatedEpoch = 0;
        relatedCounter = 0;
        namedEpoch = 0;
        namedCounter = 0;
        member = "";
        mti = 0;
        number = 0;
        firstPosition = 0;
        position = 0;
        owedTimeMs = 0;
        copies = 0;
        isParked = false;
        isOfLeg = false;
        isOutcomeUnknown = false;
        names = 0;
        isAdviceNamed = false;
        namesSent = 0;
        code = 0;
        parkedTimeMs = 0;
        sent.clear();
    }

    /** Type and identity only. */
    @Override
    public String toString() {
        return (isParked ? "PARKED " : "OWED ") + epoch + "." + counter + " at " + position;
    }
}
