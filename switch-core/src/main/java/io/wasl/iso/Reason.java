package io.wasl.iso;

import org.jspecify.annotations.Nullable;

/**
 * Why a message got the answer it got: finer than DE 39, the same inside the switch for every dialect. A dialect maps a
 * reason to its wire code, a link may override the map; logs, metrics and the journal keep the reason itself.
 *
 * <p>Ordinals are never stored: the journal writes {@link #wireId()}, which is never reused.
 */
public enum Reason {
    /** The issuer's own code is passed on; the reason says nothing more. */
    ISSUER_ANSWER(1, "00", "000", "0000"),
    /** Wasl itself accepts: network management, reversals and advices taken over. */
    ACCEPTED(2, "00", "000", "0000"),
    /** A field is missing, has a wrong class of characters, or lies about its length. */
    FORMAT_ERROR(3, "30", "904", "9104"),
    /** Class, function or MTI that this member may not send. */
    UNSUPPORTED_MESSAGE(4, "12", "902", "9102"),
    /** Business before a required sign-on. */
    NOT_SIGNED_ON(5, "12", "902", "9102"),
    /** Luhn or length of the PAN. */
    INVALID_PAN(6, "14", "111", "1011"),
    /** The PAN lies in no configured range. */
    UNKNOWN_BIN(7, "15", "908", "9108"),
    /** The range is known, none of its destinations is usable. */
    NO_DESTINATION(8, "92", "908", "9108"),
    /** No connection to the issuer. */
    ISSUER_DOWN(9, "91", "907", "9107"),
    /** Connected, but the issuer signed off or has not signed on. */
    ISSUER_SIGNED_OFF(10, "91", "910", "9110"),
    /** The issuer's leg ran out of time: outcome unknown, reversal owed. */
    ISSUER_TIMEOUT(11, "91", "911", "9111"),
    /** Made durable too late, or its link went away before a byte left: nothing owed. */
    NOT_SENT(12, "91", "907", "9107"),
    /** The issuer approved, but too late for the acquirer or while a reversal was under way: withdrawn, reversal owed. */
    WITHDRAWN(13, "91", "911", "9111"),
    /** The issuer's answer does not fit its request: reversal owed. */
    BAD_ISSUER_ANSWER(14, "96", "909", "9109"),
    /** The same key with another PAN, processing code, amount or currency. */
    DUPLICATE_MISMATCH(15, "94", "913", "9113"),
    /** A profile that answers duplicates instead of replaying. */
    DUPLICATE(16, "94", "913", "9113"),
    /** The reversal of this transaction came first; or it is an advice that has been reversed. */
    REVERSED_BEFORE(17, "94", "913", "9113"),
    /** A reversal arrived while the original was in flight. */
    REVERSED_IN_FLIGHT(18, "91", "911", "9111"),
    /** A table, queue or buffer is at its limit. */
    OVERLOAD(19, "96", "909", "9109"),
    /** The journal has no room for new business. */
    JOURNAL_FULL(20, "91", "907", "9107"),
    /** The message authentication code is wrong. */
    MAC_INVALID(21, "63", "916", "9116"),
    /** A PIN block under another zone's key and no way to translate it. */
    PIN_ZONE(22, "81", "126", "1026"),
    /** A reversal whose original is unknown, ambiguous or another acquirer's. */
    ORIGINAL_UNKNOWN(23, "25", "914", "9114"),
    /** A reversal of more than the original's amount. */
    REVERSAL_EXCEEDS_ORIGINAL(24, "25", "914", "9114"),
    /** The node crashed between forwarding and the answer: outcome unknown, reversal owed. */
    RECOVERED(25, "91", "911", "9111"),
    /** A partial reversal of what an issuer approved whose dialect cannot say what remains. */
    PARTIAL_REVERSAL_UNSUPPORTED(26, "40", "115", "1015"),
    /** The node is draining: what is in flight ends, nothing new begins. */
    NODE_STOPPING(27, "91", "907", "9107"),
    /** A completion of an authorization that another one has completed. */
    COMPLETED_BEFORE(28, "94", "913", "9113"),
    /** A reversal of an authorization that a completion has used up: the completion is what can be reversed. */
    AUTHORIZATION_COMPLETED(29, "25", "914", "9114"),
    /** The hot list says that the card is to be picked up. */
    HOT_CARD(40, "04", "200", "2000"),
    /** The hot list says that the card is lost. */
    LOST_CARD(41, "41", "208", "2008"),
    /** The hot list says that the card is stolen. */
    STOLEN_CARD(42, "43", "209", "2009"),
    /** Stand-in: the card's expiry has passed. */
    EXPIRED_CARD(43, "54", "101", "1001"),
    /** Stand-in: more than its rule allows for one transaction, or for one card and day. */
    STAND_IN_AMOUNT(44, "61", "121", "1021"),
    /** Stand-in: more often than its rule allows for one card and day. */
    STAND_IN_COUNT(45, "65", "123", "1023"),
    /** File maintenance: an action that is none of ours, or of a card of an issuer whose list this member may not change. */
    FILE_ACTION_UNSUPPORTED(46, "24", "301", "3001"),
    /** File maintenance: no such file. */
    FILE_UNKNOWN(47, "24", "309", "3009"),
    /** File maintenance: the card is not on that list. */
    FILE_RECORD_UNKNOWN(48, "25", "302", "3002"),
    /** File maintenance: done; the card was on the list, and what it was listed for is replaced. */
    FILE_RECORD_REPLACED(49, "26", "303", "3003"),
    /** File maintenance: DE 73 is no date to come. */
    FILE_DATE_WRONG(50, "27", "304", "3004"),
    /** File maintenance: the list is full. */
    FILE_FULL(51, "29", "306", "3006");

    private static final @Nullable Reason[] BY_WIRE_ID = new Reason[64];

    static {
        for (Reason reason : values()) {
            BY_WIRE_ID[reason.wireId] = reason;
        }
    }

    private final int wireId;
    private final int code1987;
    private final int action1993;
    private final int action2003;

    Reason(int wireId, String code1987, String action1993, String action2003) {
        this.wireId = wireId;
        this.code1987 = ResponseCode.of(code1987);
        this.action1993 = ResponseCode.of(action1993);
        this.action2003 = ResponseCode.of(action2003);
    }

    /** The number the journal stores; never reused for another meaning. */
    public int wireId() {
        return wireId;
    }

    /**
     * The packed DE 39 that says this reason to the outside: the response code of ISO 8583:1987, the action code of 1993
     * and 2003.
     */
    public int code(Version version) {
        return switch (version) {
            case V1987 -> code1987;
            case V1993 -> action1993;
            case V2003 -> action2003;
        };
    }

    /**
     * @throws IllegalArgumentException for a number this version does not know
     */
    public static Reason ofWireId(int wireId) {
        Reason reason = wireId >= 0 && wireId < BY_WIRE_ID.length ? BY_WIRE_ID[wireId] : null;
        if (reason == null) {
            throw new IllegalArgumentException("unknown reason " + wireId);
        }
        return reason;
    }
}
