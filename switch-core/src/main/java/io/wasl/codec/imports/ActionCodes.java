package io.wasl.codec.imports;

import io.wasl.iso.Reason;

/** DE 39 of the versions whose codes a dialect must list, by the reason they give. */
final class ActionCodes {

    private ActionCodes() {}

    /**
     * @param length 3 for 1993, 4 for 2003, where a digit 1 follows the first
     */
    static String of(Reason reason, int length) {
        String code = of1993(reason);
        if (length == 3) {
            return code;
        }
        return code.charAt(0) == '0' ? "0" + code : code.charAt(0) + "1" + code.substring(1);
    }

    private static String of1993(Reason reason) {
        return switch (reason) {
            case ISSUER_ANSWER, ACCEPTED -> "000";
            case FORMAT_ERROR -> "904";
            case UNSUPPORTED_MESSAGE, NOT_SIGNED_ON, PARTIAL_REVERSAL_UNSUPPORTED -> "902";
            case INVALID_PAN -> "111";
            case UNKNOWN_BIN, NO_DESTINATION -> "908";
            case ISSUER_DOWN, NOT_SENT, NODE_STOPPING -> "907";
            case ISSUER_SIGNED_OFF -> "910";
            case ISSUER_TIMEOUT, WITHDRAWN, REVERSED_IN_FLIGHT, RECOVERED -> "911";
            case BAD_ISSUER_ANSWER, OVERLOAD, JOURNAL_FULL -> "909";
            case DUPLICATE_MISMATCH, DUPLICATE, REVERSED_BEFORE -> "913";
            case MAC_INVALID -> "916";
            case PIN_ZONE -> "126";
            case ORIGINAL_UNKNOWN, REVERSAL_EXCEEDS_ORIGINAL -> "914";
        };
    }
}
