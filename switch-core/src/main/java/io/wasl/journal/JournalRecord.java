package io.wasl.journal;

import io.wasl.iso.ElementSet;

/**
 * One record, of one shape for all types: fields that a type does not use are zero or empty ({@link RecordType} says
 * which count). Mutable and reused: the engine fills it to append, readers are lent it during a call.
 *
 * <p>A transaction's id is 128 bits: the epoch of the node that made it and a counter in that epoch. Nothing of one
 * machine is in a record: no monotonic time, no path, no socket.
 */
@SuppressWarnings("checkstyle:visibilitymodifier") // a flyweight of plain data, filled and read field by field
public final class JournalRecord {

    private static final int OPEN_BYTES = 2048;
    private static final int SEALED_BYTES = 2048;

    /** State of an ACCEPTED record whose DE 2 is the PAN out of a track: a reversal needs it, an answer must not have it. */
    public static final int PAN_OF_TRACK = 1;

    /** State of an OWED record: it reverses the leg of a transaction that was stood in for, not the advice of that. */
    public static final int OF_LEG = 1;

    /**
     * State of an OWED record, beside {@link #OF_LEG}: nobody knows whether its issuer approved what it reverses, so that the
     * issuer's 25 ends it.
     */
    public static final int OUTCOME_UNKNOWN = 2;

    /**
     * State of an OWED record: what its first copy must name its issuer knows by an advice, and not by the leg of a request.
     */
    public static final int NAMES_ADVICE = 4;

    /**
     * State of an INTENT record: DE 11 is none of the switch's own, but its acquirer's or, of a reversal, its original's once
     * more. It says nothing of the number last used.
     */
    public static final int FOREIGN_STAN = 1;

    /** State of a CARD_LISTED record: the card is on the hot list from now on. */
    public static final int LISTED = 1;

    /** In place of an element that no message has, the bitmap: what an operator said to what he did, with his name. */
    public static final int NOTE = 1;

    /** Position in the log: dense, from 1. Set by the journal. */
    public long position;
    /** Milliseconds since 1970, never less than the record before. Set by the journal. */
    public long logTimeMs;

    public RecordType type = RecordType.NODE_STARTED;
    public long epoch;
    public long counter;
    /** The other transaction it is about; zero when none. */
    public long relatedEpoch;

    public long relatedCounter;

    /** Acquirer or issuer id, by type; empty when none. */
    public String member = "";
    /** As {@link io.wasl.iso.Mti}. */
    public int mti;
    /** The stored number of a state, by type. */
    public int state;
    /** {@link io.wasl.iso.Reason#wireId()}. */
    public int reason;
    /** {@link io.wasl.iso.ResponseCode}, packed. */
    public int code;
    /** A count or a duration in nanoseconds, by type. */
    public long number;
    /** In the currency's minor unit, DE 4. */
    public long amountMinor;
    /** Hash of the duplicate key, 128 bits. */
    public long keyHigh;

    public long keyLow;
    /** Keyed token of the PAN, 128 bits; zero when there is no PAN. */
    public long tokenHigh;

    public long tokenLow;
    /** Which token key made the token; set by the journal. */
    public int tokenKeyId;
    /** First 6 and last 4 digits as one number of ten digits; zero when there is no PAN. */
    public long panHint;

    /** Elements stored in the clear. */
    public final ElementSet open = new ElementSet(OPEN_BYTES);
    /** Elements stored encrypted: PAN, accounts, expiry, chip, opaque ones with {@code store: true}. */
    public final ElementSet sealed = new ElementSet(SEALED_BYTES);

    /** Starts over with all fields zero or empty. */
    public JournalRecord clear(RecordType newType, long newEpoch, long newCounter) {
        type = newType;
        epoch = newEpoch;
        counter = newCounter;
        position = 0;
        logTimeMs = 0;
        relatedEpoch = 0;
        relatedCounter = 0;
        member = "";
        mti = 0;
        state = 0;
        reason = 0;
        code = 0;
        number = 0;
        amountMinor = 0;
        keyHigh = 0;
        keyLow = 0;
        tokenHigh = 0;
        tokenLow = 0;
        tokenKeyId = 0;
        panHint = 0;
        open.clear();
        sealed.clear();
        return this;
    }

    /** Becomes the same as another. */
    public JournalRecord load(JournalRecord other) {
        clear(other.type, other.epoch, other.counter);
        position = other.position;
        logTimeMs = other.logTimeMs;
        relatedEpoch = other.relatedEpoch;
        relatedCounter = other.relatedCounter;
        member = other.member;
        mti = other.mti;
        state = other.state;
        reason = other.reason;
        code = other.code;
        number = other.number;
        amountMinor = other.amountMinor;
        keyHigh = other.keyHigh;
        keyLow = other.keyLow;
        tokenHigh = other.tokenHigh;
        tokenLow = other.tokenLow;
        tokenKeyId = other.tokenKeyId;
        panHint = other.panHint;
        open.load(other.open);
        sealed.load(other.sealed);
        return this;
    }

    /** Type and identity only: the elements may be card data. */
    @Override
    public String toString() {
        return type + " " + epoch + "." + counter + " at " + position;
    }
}
