package io.wasl.sim.book;

import io.wasl.iso.Version;
import java.util.Currency;

/**
 * DE 4 as each version of ISO 8583 writes it.
 *
 * <pre>
 *   1987, 1993   n12                                                       and the currency in DE 49
 *   2003         n16: currency n3 | how many digits are decimals n1 | n12
 * </pre>
 */
public final class Amount {

    private static final int CURRENCY_DIGITS = 3;
    /** Of most currencies (ISO 4217). */
    private static final int USUAL_DECIMALS = 2;

    private Amount() {}

    /**
     * @param currency its three digits
     */
    public static String text(Version version, String currency, long minor) {
        String value = String.format("%012d", minor);
        return version == Version.V2003 ? currency + decimals(currency) + value : value;
    }

    /**
     * @param number DE 4 as a number; negative when there is none
     * @return minor units, negative when there are none
     */
    public static long minor(Version version, long number) {
        return version == Version.V2003 && number >= 0 ? number % Version.AMOUNT_MODULUS : number;
    }

    /** The same DE 4 with another value. */
    public static long with(Version version, long number, long minor) {
        return version == Version.V2003 ? number - number % Version.AMOUNT_MODULUS + minor : minor;
    }

    /**
     * The currency's three digits, empty when it is not told.
     *
     * @param amount DE 4
     * @param currency DE 49
     */
    public static String currency(Version version, String amount, String currency) {
        if (version != Version.V2003) {
            return currency;
        }
        return amount.length() > CURRENCY_DIGITS ? amount.substring(0, CURRENCY_DIGITS) : "";
    }

    private static int decimals(String currency) {
        int code = Integer.parseInt(currency);
        return Currency.getAvailableCurrencies().stream()
                .filter(one -> one.getNumericCode() == code && one.getDefaultFractionDigits() >= 0)
                .mapToInt(Currency::getDefaultFractionDigits)
                .findFirst()
                .orElse(USUAL_DECIMALS);
    }
}
