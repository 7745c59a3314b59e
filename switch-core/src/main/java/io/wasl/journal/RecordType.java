package io.wasl.journal;

import org.jspecify.annotations.Nullable;

/** What a record says. The number is stored and never reused; which fields of the record count is said here. */
public enum RecordType {
    /** A node began to lead: epoch. */
    NODE_STARTED(1),
    /**
     * R1, a request, reversal or advice was accepted: acquirer as member, MTI as received, duplicate key, PAN token and
     * hint, amount, currency in the elements; related = the original of a reversal or advice, where known; number = the business date as 20261122; state 1 = DE 2 was not sent
     * ({@link JournalRecord#PAN_OF_TRACK}).
     */
    ACCEPTED(2),
    /**
     * R2, it is about to go to an issuer: issuer as member, MTI as sent, elements of the leg that differ from the
     * request (DE 7, 11, 37 …), number = the leg's time-out in nanoseconds, state 1 = DE 11 is not a number of the switch's own
     * ({@link JournalRecord#FOREIGN_STAN}). Of an acquirer's reversal that is passed on, what its leg carries of DE 7, 11, 12,
     * 13, 32, 37, 41, 42, amount = what it leaves of its original, key = position of the R1 of that.
     */
    INTENT(3),
    /**
     * R3, how it ended: state, reason, wire code, answer elements as the acquirer gets them, amount approved. Of one that was
     * stood in for, reason = why the issuer was not heard, and how much its card has been stood in for that day, this one
     * included: PAN token, number = how often, key = amount, day since 1970 and currency; the card's newest one tells it all.
     */
    OUTCOME(4),
    /** R4, the answer was handed to the kernel. */
    RESPONDED(5),
    /**
     * The money's net state changed: state = FULL, PARTIAL, REVERSED, amount = what remains, related = the reversal; or COMPLETED,
     * amount = the final one, related = the completion; or UNCOMPLETED, related = the reversal of that.
     */
    NET(6),
    /**
     * A reversal or advice is owed: issuer as member, MTI of the first copy, its whole body; related = the transaction it
     * is about, of an advice the advice itself (its R1 then stands directly before), or the request that was stood in for;
     * state = bits {@link JournalRecord#OF_LEG}, a reversal of the leg that had timed out before, and
     * {@link JournalRecord#OUTCOME_UNKNOWN}; key = position of the R1 that its first copy must name, zero for none. Where that is
     * known to its issuer by an advice ({@link JournalRecord#NAMES_ADVICE}), the key's low half = position of a SENT of that, zero
     * where no copy of it has left yet.
     */
    OWED(7),
    /**
     * A copy of an owed delivery is about to leave: number = which copy, from 1; DE 7 and 11 of all copies, of an advice that
     * names an original also DE 90 (56) as that one's leg said it.
     */
    SENT(8),
    /**
     * An owed delivery ended: state = a {@link DeliveryEnd}, wire code = the issuer's; of an advice reason =
     * {@code ORIGINAL_UNKNOWN} where that may not have booked it; of a dropped one the operator's note.
     */
    DELIVERY_ENDED(9),
    /**
     * A reversal came before (or without) its original: acquirer as member, key = the original's, as DE 90 names it; where
     * nothing names it (number above 0) the key of its RRN and terminal, its PAN's token and amount.
     */
    TOMBSTONE(10),
    /**
     * An issuer approved after the switch had given up, while its reversal was owed or parked: issuer as member, its wire code. From
     * then on the issuer's 25 does not end the reversal.
     */
    APPROVED_LATE(11),
    /**
     * An operator made a parked delivery owed again, under the identity its copies have: issuer as member; related as OWED's;
     * the operator's note.
     */
    REOPENED(12),
    /**
     * File maintenance: id of the message; acquirer as member, the card's PAN token and hint, state 1 = it is on the hot list from
     * now on ({@link JournalRecord#LISTED}), otherwise it is off; reason = why it is declined, number = the date from which on it
     * is not any more, as 20261122, or zero; key = the low half of the token under which it stood there before, zero when it did
     * not.
     */
    CARD_LISTED(13),
    /** A member ended the business day: who, and number = the date that began, as 20261122. */
    CUTOVER(14);

    private static final @Nullable RecordType[] BY_WIRE_ID = new RecordType[32];

    static {
        for (RecordType type : values()) {
            BY_WIRE_ID[type.wireId] = type;
        }
    }

    private final int wireId;

    RecordType(int wireId) {
        this.wireId = wireId;
    }

    public int wireId() {
        return wireId;
    }

    /**
     * @throws IllegalArgumentException for a number this version does not know
     */
    public static RecordType ofWireId(int wireId) {
        RecordType type = wireId >= 0 && wireId < BY_WIRE_ID.length ? BY_WIRE_ID[wireId] : null;
        if (type == null) {
            throw new IllegalArgumentException("unknown record type " + wireId);
        }
        return type;
    }
}
