package io.wasl.engine;

import io.wasl.codec.Dialect;
import io.wasl.iso.ActionCodes;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import io.wasl.iso.ResponseCode;
import io.wasl.iso.Version;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an issuer's DE 39 says about a reversal or advice that it was owed.
 *
 * <pre>
 *                      1987             1993, of an advice        1993, of a reversal
 *   TAKEN              00 94            000 901 913               400 000 913
 *   ORIGINAL_UNKNOWN   25               914                       914
 *   AGAIN              91 96 09 19      903 906 907 909 910 911 912 920 923
 *   REFUSED            anything else, 900 of an advice too: told, but its issuer is not liable
 * </pre>
 */
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

    private static final Set<Integer> AGAIN_1993 = codes("903", "906", "907", "909", "910", "911", "912", "920", "923");

    private static final Set<Integer> AGAIN_2003 = AGAIN_1993.stream()
            .map(code -> ActionCodes.translate(code, Version.V1993, Version.V2003))
            .collect(Collectors.toUnmodifiableSet());

    /** Of 1993: an advice acknowledged, financial liability accepted. */
    private static final int LIABILITY_ACCEPTED = ResponseCode.of("901");

    private static Set<Integer> codes(String... codes) {
        return Arrays.stream(codes).map(ResponseCode::of).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * @param mti of the delivery, in the issuer's version
     */
    static DeliveryAnswer of(Dialect issuer, int mti, int code) {
        Version version = issuer.version();
        int messageClass = Mti.messageClass(mti);
        boolean isTaken = version.isAccepted(code, messageClass)
                || code == issuer.code(Reason.ACCEPTED, mti)
                || code == issuer.code(Reason.DUPLICATE, mti)
                || messageClass != Mti.CLASS_REVERSAL && isLiabilityAccepted(code, version);
        if (isTaken) {
            return TAKEN;
        }
        if (code == issuer.code(Reason.ORIGINAL_UNKNOWN, mti)) {
            return ORIGINAL_UNKNOWN;
        }
        Set<Integer> again = switch (version) {
            case V1987 -> AGAIN_1987;
            case V1993 -> AGAIN_1993;
            case V2003 -> AGAIN_2003;
        };
        return again.contains(code) ? AGAIN : REFUSED;
    }

    private static boolean isLiabilityAccepted(int code, Version version) {
        return !version.is1987() && ActionCodes.translate(code, version, Version.V1993) == LIABILITY_ACCEPTED;
    }
}
