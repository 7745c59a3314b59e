package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;

/**
 * Why a reversal is sent, in the words of each version.
 *
 * @param code1987 DE 39, packed
 * @param reason1993 DE 25, the message reason code, of 1993 and 2003
 */
record ReversalReason(int code1987, int reason1993) {

    /** The leg ran out of time, nobody knows the outcome. */
    static final ReversalReason TIMED_OUT = of("68", 4021);

    /** The issuer approved, too late for its acquirer. */
    static final ReversalReason APPROVED_TOO_LATE = of("68", 4006);

    /** The issuer approved, and no connection took the approval. */
    static final ReversalReason NOT_DELIVERED = of("68", 4013);

    /** The issuer's answer does not fit its request. */
    static final ReversalReason BAD_ANSWER = of("22", 4020);

    /** Where an acquirer's reversal says no other reason. */
    static final ReversalReason CUSTOMER_CANCELLATION = of("17", 4000);

    /** Of 1993: what no other reason says. */
    private static final int UNSPECIFIED = 4001;

    private static final ReversalReason SUSPECTED_MALFUNCTION = of("22", 4002);
    private static final ReversalReason UNABLE_TO_COMPLETE = of("21", 4007);

    private static final ReversalReason[] KNOWN = {
        APPROVED_TOO_LATE,
        TIMED_OUT,
        NOT_DELIVERED,
        SUSPECTED_MALFUNCTION,
        BAD_ANSWER,
        CUSTOMER_CANCELLATION,
        UNABLE_TO_COMPLETE
    };

    private static ReversalReason of(String code1987, int reason1993) {
        return new ReversalReason(ResponseCode.of(code1987), reason1993);
    }

    /** What an acquirer's reversal says, from the elements kept of it. */
    static ReversalReason of(ElementSet reversal, Version version) {
        return version.is1987() ? of1987(reversal) : of1993(reversal);
    }

    private static ReversalReason of1987(ElementSet reversal) {
        int value = reversal.find(39);
        if (value < 0) {
            return CUSTOMER_CANCELLATION;
        }
        int code = ResponseCode.read(reversal.buffer(), value, reversal.lengthAt(value));
        for (ReversalReason known : KNOWN) {
            if (known.code1987 == code) {
                return known;
            }
        }
        return new ReversalReason(code, UNSPECIFIED);
    }

    private static ReversalReason of1993(ElementSet reversal) {
        int reason = (int) reversal.number(25);
        if (reason < 0) {
            return CUSTOMER_CANCELLATION;
        }
        for (ReversalReason known : KNOWN) {
            if (known.reason1993 == reason) {
                return known;
            }
        }
        return new ReversalReason(CUSTOMER_CANCELLATION.code1987, reason);
    }
}
