package io.wasl.translation;

/**
 * DE 54, amounts beside the transaction's own: up to six, in 2003 each with the exponent of its currency.
 *
 * <pre>
 *   account type 2 | amount type 2 | currency 3 | [2003: exponent 1] | C or D 1 | amount 12
 * </pre>
 */
final class AdditionalAmountsStep implements Step {

    private static final int ELEMENT = 54;
    private static final int MOST_BYTES = 6 * 21;
    private static final int CURRENCY_AT = 4;
    private static final int BEFORE_EXPONENT = 7;
    private static final int BEHIND_EXPONENT = 13;
    private static final int AMOUNT_DIGITS = 12;

    private final boolean into2003;
    private final byte[] received = new byte[MOST_BYTES];

    AdditionalAmountsStep(boolean into2003) {
        this.into2003 = into2003;
    }

    @Override
    public int element() {
        return ELEMENT;
    }

    @Override
    public int convert(Source source, byte[] target) {
        int length = source.copy(ELEMENT, received, 0);
        int each = BEFORE_EXPONENT + BEHIND_EXPONENT + (into2003 ? 0 : 1);
        if (length < 0) {
            return length;
        }
        if (length % each != 0) {
            return IMPOSSIBLE;
        }
        int at = 0;
        for (int entry = 0; entry < length; entry += each) {
            System.arraycopy(received, entry, target, at, BEFORE_EXPONENT);
            at += BEFORE_EXPONENT;
            if (into2003) {
                int exponent = AmountSteps.exponent(received, entry + CURRENCY_AT);
                if (exponent < 0) {
                    return IMPOSSIBLE;
                }
                target[at++] = (byte) ('0' + exponent);
            } else if (!AmountSteps.hasUsualExponent(
                    received, entry + CURRENCY_AT, entry + BEFORE_EXPONENT, entry + each - AMOUNT_DIGITS)) {
                return IMPOSSIBLE;
            }
            System.arraycopy(received, entry + each - BEHIND_EXPONENT, target, at, BEHIND_EXPONENT);
            at += BEHIND_EXPONENT;
        }
        return at;
    }
}
