package io.wasl.engine;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/** What the engine counts. Levels are set, everything else only grows. */
public enum EngineCounter {
    /** Requests, reversals and advices that were read, repeats included. */
    RECEIVED,
    /** Answered by an issuer with an approving code. */
    APPROVED,
    /** Answered by an issuer with another code. */
    ISSUER_DECLINED,
    /** Answered by Wasl itself with a decline that stands in the log. */
    DECLINED,
    /** Answered by Wasl itself without a record: malformed, unsupported, shed. */
    REFUSED,
    /** Refused because a table, queue or buffer was full. */
    SHED,
    FORWARDED,
    /** Approved by Wasl in an issuer's place. */
    STOOD_IN,
    /** Declined by the rules of stand-in. */
    STAND_IN_DECLINED,
    /** Requests that nobody decided because as many are counted today as can be. */
    STAND_IN_FULL,
    /** Declined because its card is on the hot list, without asking its issuer. */
    HOT_CARDS_DECLINED,
    /** Cards put on the hot list, or taken off, by file maintenance. */
    HOT_LIST_CHANGES,
    /** Cards that the hot list had no room for. */
    HOT_LIST_FULL,
    TIMED_OUT,
    /** Their forward never left. */
    NOT_SENT,
    BAD_ANSWERS,
    /** Approvals that were withdrawn because they came too late, or could not be delivered. */
    WITHDRAWN,
    /** Repeats that were attached to their original in flight. */
    ATTACHED,
    /** Repeats that got the stored answer. */
    REPLAYED,
    /** The same key with other contents. */
    DUPLICATE_MISMATCHES,
    /** Connections closed because a repeat could not be looked up or attached. */
    REPEATS_UNANSWERED,
    /** Messages that waited for a look-up in the key files. */
    RECALLS,
    /** Transactions that memory had forgotten and the log brought back. */
    BROUGHT_BACK,
    /** Reversals of acquirers that were taken over. */
    REVERSALS_ACCEPTED,
    REVERSALS_UNKNOWN_ORIGINAL,
    /** Reversals whose original was forgotten, passed on to its issuer. */
    REVERSALS_PASSED_ON,
    /** Reversals of acquirers that their issuers were asked for. */
    REVERSALS_RELAYED,
    /** Of those, the ones that their issuers refused. */
    RELAYS_REFUSED,
    /** Of those, the ones that Wasl took over since there was no answer, or none that decides. */
    RELAYS_TAKEN_OVER,
    /** Reversals taken over at once because as many are with issuers as may be. */
    RELAYS_FULL,
    /** Answers of issuers to reversals that had ended. */
    RELAYS_LATE,
    /** Advices of acquirers that were taken over. */
    ADVICES_ACCEPTED,
    /** Advices taken over that name an original nobody knows. */
    ADVICES_UNKNOWN_ORIGINAL,
    /** Business dates begun. */
    CUTOVERS,
    /** The business date, as 20261122. */
    BUSINESS_DATE,
    /** Advices that completed an authorization. */
    COMPLETIONS,
    /** Advices reversed before a copy of them left. */
    ADVICES_UNSENT,
    /** Requests and advices refused because their reversal came first. */
    REVERSED_BEFORE,
    /** Answers that fit no transaction in flight. */
    UNMATCHED_ANSWERS,
    LATE_APPROVALS,
    LATE_DECLINES,
    /** Answers that carry the right key and wrong contents. */
    MISMATCHED_ANSWERS,
    /** Messages that nobody answers: notifications, answers from acquirers. */
    DROPPED,
    /** What did not leave because another node leads by now; never with the local log. */
    OUTPUTS_WITHHELD,
    MALFORMED,
    /** Copies of reversals and advices that were given to a link. */
    DELIVERY_COPIES,
    DELIVERIES_ACKED,
    DELIVERIES_PARKED,
    /** Parked ones that an operator made owed again. */
    DELIVERIES_REOPENED,
    /** Parked ones that an operator dropped. */
    DELIVERIES_DROPPED,
    /** Owed or parked ones that were appended again, so that the segment they stood in may go. */
    DELIVERIES_RENEWED,
    /** Records that the log did not take now and that are kept in memory until it does. */
    RECORDS_DEFERRED,
    /** Approvals found at start whose delivery was not recorded. */
    UNCONFIRMED,
    /** Level: transactions in flight. */
    IN_FLIGHT,
    /** Level: reversals and advices owed. */
    OWED,
    /** Level: reversals and advices that wait for an operator. */
    PARKED,
    /** Level: outputs that wait for the log. */
    OUTBOX_ENTRIES,
    /** Level: bytes of outputs that wait for the log. */
    OUTBOX_BYTES,
    /** Level: transactions that are remembered. */
    REMEMBERED,
    /** Level: transactions stood in for today (UTC) that count against their cards' limits. */
    STOOD_IN_TODAY,
    /** Level: cards on the hot list by file maintenance. */
    HOT_CARDS,
    /** Level: issuers that can be reached. */
    ISSUERS_USABLE;

    /** Those that are set rather than grow. */
    public static final Set<EngineCounter> LEVELS = Collections.unmodifiableSet(EnumSet.of(
            UNCONFIRMED,
            IN_FLIGHT,
            OWED,
            PARKED,
            OUTBOX_ENTRIES,
            OUTBOX_BYTES,
            REMEMBERED,
            STOOD_IN_TODAY,
            HOT_CARDS,
            BUSINESS_DATE,
            ISSUERS_USABLE));
}
