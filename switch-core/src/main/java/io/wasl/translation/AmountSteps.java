package io.wasl.translation;

import java.util.Currency;

/**
 * Amounts of 2003 against those of 1987 and 1993.
 *
 * <pre>
 *   2003   DE 4  n16: currency 3 | exponent 1 | amount 12
 *   else   DE 4  n12: amount                                  DE 49 an3: currency
 * </pre>
 */
final class AmountSteps {

    private static final int TRANSACTION = 4;
    private static final int CURRENCY_DIGITS = 3;
    private static final int PREFIX_DIGITS = 4;
    private static final int AMOUNT_DIGITS = 12;

    /** By numeric code: minor units (ISO 4217); −1 for a code that is no currency. */
    private static final byte[] EXPONENTS = exponents();

    private AmountSteps() {}

    private static byte[] exponents() {
        byte[] exponents = new byte[1000];
        java.util.Arrays.fill(exponents, (byte) -1);
        for (Currency currency : Currency.getAvailableCurrencies()) {
            int code = currency.getNumericCode();
            if (code > 0 && code < exponents.length) {
                exponents[code] = (byte) Math.max(currency.getDefaultFractionDigits(), 0);
            }
        }
        return exponents;
    }

    /** Digits behind the point of the currency with this numeric code; −1 when it is none. */
    static int exponent(byte[] currency, int at) {
        int code = Years.number(currency, at, CURRENCY_DIGITS);
        return code < 0 ? -1 : EXPONENTS[code];
    }

    /** Whether an amount of 2003 is in the minor units that the other versions mean; zero is, with any exponent. */
    static boolean hasUsualExponent(byte[] amount, int currencyAt, int exponentAt, int valueAt) {
        boolean isZero = true;
        for (int i = valueAt; i < valueAt + AMOUNT_DIGITS; i++) {
            isZero &= amount[i] == '0';
        }
        return isZero || exponent(amount, currencyAt) == amount[exponentAt] - '0';
    }

    /** Into 2003. An amount whose currency is not told, or by letters, or unknown, cannot be said. */
    static final class WithCurrency implements Step {

        private final int amount;
        private final int currency;
        private final byte[] received = new byte[32];

        WithCurrency(int amount, int currency) {
            this.amount = amount;
            this.currency = currency;
        }

        @Override
        public int element() {
            return amount;
        }

        @Override
        public int convert(Source source, byte[] target) {
            int length = source.copy(amount, target, PREFIX_DIGITS);
            if (length < 0) {
                return length;
            }
            if (length != AMOUNT_DIGITS || !readCurrency(source)) {
                return IMPOSSIBLE;
            }
            int exponent = exponent(received, 0);
            if (exponent < 0) {
                return IMPOSSIBLE;
            }
            System.arraycopy(received, 0, target, 0, CURRENCY_DIGITS);
            target[CURRENCY_DIGITS] = (byte) ('0' + exponent);
            return PREFIX_DIGITS + AMOUNT_DIGITS;
        }

        /** Many answers leave DE 49 out: DE 4 is in the currency of their request. */
        private boolean readCurrency(Source source) {
            int length = source.copy(currency, received, 0);
            if (length != NOTHING || amount != TRANSACTION || source.currency() == 0) {
                return length == CURRENCY_DIGITS;
            }
            for (int i = 0; i < CURRENCY_DIGITS; i++) {
                received[i] = (byte) (source.currency() >>> 8 * (CURRENCY_DIGITS - 1 - i));
            }
            return true;
        }
    }

    /** Out of 2003, the amount; one with other decimals than its currency's would become another amount. */
    static final class Alone implements Step {

        private final int amount;
        private final byte[] received = new byte[32];

        Alone(int amount) {
            this.amount = amount;
        }

        @Override
        public int element() {
            return amount;
        }

        @Override
        public int convert(Source source, byte[] target) {
            int length = source.copy(amount, received, 0);
            if (length != PREFIX_DIGITS + AMOUNT_DIGITS) {
                return length == NOTHING ? NOTHING : IMPOSSIBLE;
            }
            if (!hasUsualExponent(received, 0, CURRENCY_DIGITS, PREFIX_DIGITS)) {
                return IMPOSSIBLE;
            }
            System.arraycopy(received, PREFIX_DIGITS, target, 0, AMOUNT_DIGITS);
            return AMOUNT_DIGITS;
        }
    }

    /** Out of 2003, the currency. */
    static final class CurrencyOf implements Step {

        private final int amount;
        private final int currency;
        private final byte[] received = new byte[32];

        CurrencyOf(int amount, int currency) {
            this.amount = amount;
            this.currency = currency;
        }

        @Override
        public int element() {
            return currency;
        }

        @Override
        public int convert(Source source, byte[] target) {
            int length = source.copy(amount, received, 0);
            if (length != PREFIX_DIGITS + AMOUNT_DIGITS) {
                return length == NOTHING ? NOTHING : IMPOSSIBLE;
            }
            System.arraycopy(received, 0, target, 0, CURRENCY_DIGITS);
            return CURRENCY_DIGITS;
        }
    }
}
