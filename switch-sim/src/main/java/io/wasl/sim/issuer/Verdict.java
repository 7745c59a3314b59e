package io.wasl.sim.issuer;

import io.wasl.codec.Dialect;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import io.wasl.sim.rules.Decision;
import io.wasl.sim.rules.Request;

/** A rule's decision as code and amount for one request. */
final class Verdict {

    private static final int PERCENT = 100;

    private Verdict() {}

    /** Packed DE 39. */
    static int code(Decision decision, Request request, Dialect dialect) {
        if (decision instanceof Decision.Decline decline) {
            return decline.code();
        }
        if (decision instanceof Decision.AmountCents) {
            return ResponseCode.of(String.format("%02d", Math.max(0, request.amountMinor()) % PERCENT));
        }
        boolean whole = share(decision, request) >= request.amountMinor();
        return whole
                ? dialect.version().accepted(Mti.CLASS_AUTHORIZATION)
                : dialect.version().partiallyApproved();
    }

    /** What an approving code approves. */
    static long approvedMinor(Decision decision, Request request, int code) {
        long requested = Math.max(0, request.amountMinor());
        if (decision instanceof Decision.AmountCents) {
            return code == ResponseCode.PARTIALLY_APPROVED ? requested / 2 : requested;
        }
        return Math.min(requested, Math.max(0, share(decision, request)));
    }

    private static long share(Decision decision, Request request) {
        if (decision instanceof Decision.PartialAmount partial) {
            return partial.amountMinor();
        }
        if (decision instanceof Decision.PartialShare partial) {
            return request.amountMinor() * partial.percent() / PERCENT;
        }
        return request.amountMinor();
    }
}
