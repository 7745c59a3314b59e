package io.wasl.engine;

/** What a person must look at: none of these happens in good order. */
public enum Alarm {
    /** A key came again with another PAN, processing code, amount or currency. */
    DUPLICATE_MISMATCH,
    /** A range of the routing table has no destination. */
    NO_DESTINATION,
    /** An issuer approved after it had declined, or after its reversal had ended with "unknown". */
    LATE_APPROVAL,
    /** An issuer's answer carries another PAN, currency or amount than its request. */
    MISMATCHED_ANSWER,
    /** A reversal asks for more than its original, or for another amount. */
    REVERSAL_AMOUNT,
    /** An authorization is completed once more, or reversed after its completion. */
    COMPLETED_BEFORE,
    /** A reversal fits several transactions. */
    AMBIGUOUS_ORIGINAL,
    /** An issuer acknowledged an advice with 25: it may not have booked it. */
    ADVICE_ORIGINAL_UNKNOWN,
    /** An owed delivery waits for an operator. */
    DELIVERY_PARKED,
    /** A card could not be put on the hot list: it is full. */
    HOT_LIST_FULL,
    /** The log takes no new business. */
    JOURNAL_RESERVE,
    /** The log takes nothing. */
    JOURNAL_FULL,
    /** The log failed: nothing is approved any more. */
    JOURNAL_FAILED,
    /** A stored answer could not be read back. */
    ANSWER_UNREADABLE
}
