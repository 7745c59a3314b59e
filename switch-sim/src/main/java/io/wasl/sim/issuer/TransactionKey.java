package io.wasl.sim.issuer;

import io.wasl.iso.Mti;
import io.wasl.iso.Version;
import io.wasl.sim.book.Card;

/**
 * How an issuer finds a transaction again: the card and what a reversal names of its original.
 *
 * <pre>
 *   1987   DE 90 = MTI n4 · DE 11 n6 · DE 7 n10 · DE 32 n11 · DE 33 n11        right-justified, zeros where there was none
 *   1993   DE 56 = MTI n4 · DE 11 n6 · DE 12 n12 · length of DE 32 n2 · DE 32
 *   2003   DE 56 = MTI n4 · DE 11 n12 · DE 12 n14 · DE 32
 * </pre>
 *
 * @param mti of the first copy: 0101 has the key of 0100
 * @param time DE 7, since 1993 DE 12
 * @param acquiring DE 32 without leading zeros, empty when absent
 * @param forwarding DE 33, as DE 32; since 1993 empty, for no reversal names it
 */
public record TransactionKey(Card card, int mti, String stan, String time, String acquiring, String forwarding) {

    private static final int MTI_DIGITS = 4;
    private static final int INSTITUTION_DIGITS = 11;
    private static final int LENGTH_DIGITS = 2;

    public TransactionKey {
        mti = Mti.first(mti);
        acquiring = withoutLeadingZeros(acquiring);
        forwarding = withoutLeadingZeros(forwarding);
    }

    /**
     * @param originalData DE 90, since 1993 DE 56
     * @throws IllegalArgumentException unless it has the digits that its version wants
     */
    public static TransactionKey ofOriginalData(Version version, Card card, String originalData) {
        int timeAt = MTI_DIGITS + version.stanDigits();
        int restAt = timeAt + version.originalTimeDigits();
        int acquiringAt = version == Version.V1993 ? restAt + LENGTH_DIGITS : restAt;
        int length = originalData.length();
        boolean isWhole = version.is1987()
                ? length == restAt + 2 * INSTITUTION_DIGITS
                : length >= acquiringAt && length <= acquiringAt + INSTITUTION_DIGITS;
        if (!isWhole || !originalData.matches("\\d*")) {
            throw new IllegalArgumentException("DE " + version.originalData() + " does not name an original");
        }
        int acquiringEnd = version.is1987() ? acquiringAt + INSTITUTION_DIGITS : length;
        return new TransactionKey(
                card,
                Mti.parse(originalData.substring(0, MTI_DIGITS)),
                originalData.substring(MTI_DIGITS, timeAt),
                originalData.substring(timeAt, restAt),
                originalData.substring(acquiringAt, acquiringEnd),
                originalData.substring(acquiringEnd));
    }

    private static String withoutLeadingZeros(String digits) {
        return digits.replaceFirst("^0+", "");
    }
}
