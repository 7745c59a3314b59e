package io.wasl.sim.issuer;

import io.wasl.iso.Mti;
import io.wasl.sim.book.Card;

/**
 * How an issuer finds a transaction again: the card and what DE 90 names (ISO 8583:1987, original data elements).
 *
 * <pre>
 *   DE 90 = MTI n4 · DE 11 n6 · DE 7 n10 · DE 32 n11 · DE 33 n11        right-justified, zeros where there was none
 * </pre>
 *
 * @param mti of the first copy: 0101 has the key of 0100
 * @param acquiring DE 32 without leading zeros, empty when absent
 * @param forwarding DE 33, as DE 32
 */
public record TransactionKey(Card card, int mti, String stan, String transmitted, String acquiring, String forwarding) {

    private static final int ORIGINAL_DATA_LENGTH = 42;

    public TransactionKey {
        mti = Mti.first(mti);
        acquiring = withoutLeadingZeros(acquiring);
        forwarding = withoutLeadingZeros(forwarding);
    }

    /**
     * @param originalData DE 90
     * @throws IllegalArgumentException unless it has 42 digits
     */
    public static TransactionKey ofOriginalData(Card card, String originalData) {
        if (!originalData.matches("\\d{42}")) {
            throw new IllegalArgumentException("DE 90 has " + ORIGINAL_DATA_LENGTH + " digits");
        }
        return new TransactionKey(
                card,
                Mti.parse(originalData.substring(0, 4)),
                originalData.substring(4, 10),
                originalData.substring(10, 20),
                originalData.substring(20, 31),
                originalData.substring(31));
    }

    private static String withoutLeadingZeros(String digits) {
        return digits.replaceFirst("^0+", "");
    }
}
