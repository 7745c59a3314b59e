package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.iso.ActionCodes;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.util.Set;

/** What an issuer's DE 39 says about a reversal that it was owed. */
enum DeliveryAnswer {
    /** It has it, now or from an earlier copy. */
    TAKEN,
    /** It knows no such original. */
    ORIGINAL_UNKNOWN,
    /** It asks to be told again: inoperative, in progress, re-enter. */
    AGAIN,
    /** Anything else: somebody has to look at it. */
    REFUSED;

    private static final Set<Integer> AGAIN_1987 = codes("91", "96", "09", "19");

    /** Also in the form of 2003. */
    private static final Set<Integer> AGAIN_1993 = codes("903", "906", "907", "909", "910", "911", "912", "920", "923");

    private static Set<Integer> codes(String... codes) {
        return java.util.Arrays.stream(codes).map(ResponseCode::of).collect(java.util.stream.Collectors.toSet());
    }

    static DeliveryAnswer of(Dialect issuer, int code) {
        Version version = issuer.version();
        int mti = version.mti(OwedDeliveries.REVERSAL_ADVICE);
        boolean isTaken = version.isAccepted(code, Mti.CLASS_REVERSAL)
                || code == issuer.code(Reason.ACCEPTED, mti)
                || code == issuer.code(Reason.DUPLICATE, mti);
        if (isTaken) {
            return TAKEN;
        }
        if (code == issuer.code(Reason.ORIGINAL_UNKNOWN, mti)) {
            return ORIGINAL_UNKNOWN;
        }
        boolean asks = version.is1987()
                ? AGAIN_1987.contains(code)
                : AGAIN_1993.contains(ActionCodes.translate(code, version, Version.V1993));
        return asks ? AGAIN : REFUSED;
    }
}
