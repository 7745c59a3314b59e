package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.config.PartialForm;
import io.wasl.iso.Version;

/**
 * What an acquirer's reversal says of amounts: which one it means, and how much of it remains.
 *
 * <pre>
 *                     full                partial                            remains
 *   1987, DE 95       DE 4 original       DE 4 original, DE 95 not zeros     DE 95, first 12 digits
 *   1987, DE 30       DE 4 original       DE 30 original                     DE 4
 *   1993, 2003        DE 4 original       DE 24 = 401, DE 30 original        DE 4
 * </pre>
 *
 * Reused; loop thread.
 */
final class ReversalAmounts {

    private static final int AMOUNT = 4;
    private static final int FUNCTION_CODE = 24;
    private static final int ORIGINAL_AMOUNTS = 30;
    private static final int REPLACEMENT_AMOUNTS = 95;
    private static final int DIGITS = 12;
    private static final long NOT_TOLD = -1;

    private long original = NOT_TOLD;
    private long remains;

    /**
     * @return false when it says that a part remains and not how much
     */
    boolean read(MessageView reversal, PartialForm form) {
        Version version = reversal.dialect().version();
        original = Money.amount(reversal);
        remains = 0;
        if (version.is1987() && form == PartialForm.DE95) {
            if (reversal.has(REPLACEMENT_AMOUNTS)) {
                remains = first(reversal, REPLACEMENT_AMOUNTS, 0);
            }
            return remains >= 0;
        }
        boolean isPartial = version.is1987()
                ? reversal.has(ORIGINAL_AMOUNTS)
                : reversal.number(FUNCTION_CODE) == Version.PARTIAL_REVERSAL;
        if (isPartial) {
            remains = original;
            // Of 2003 its currency and exponent stand before it.
            int before = version == Version.V2003 ? Version.AMOUNT_PREFIX_DIGITS : 0;
            original = first(reversal, ORIGINAL_AMOUNTS, before);
            return reversal.has(AMOUNT) && remains >= 0;
        }
        return true;
    }

    /** Twelve digits of the element from that one on; −1 where they are not there. */
    private static long first(MessageView message, int de, int from) {
        if (!message.has(de) || message.neutralLength(de) < from + DIGITS) {
            return NOT_TOLD;
        }
        long value = 0;
        for (int i = from; i < from + DIGITS; i++) {
            int digit = message.neutralByte(de, i) - '0';
            if (digit < 0 || digit > 9) {
                return NOT_TOLD;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Whether a part remains; otherwise nothing does. */
    boolean isPartial() {
        return remains > 0;
    }

    /** Whether it says which amount it means; DE 90 alone may say it. */
    boolean isTold() {
        return original >= 0;
    }

    /** The amount that it reverses or reduces, in minor units. */
    long original() {
        return original;
    }

    /** What is to remain of it, in minor units. */
    long remains() {
        return remains;
    }
}
