package io.wasl.engine;

import io.wasl.iso.ElementSet;
import io.wasl.iso.Mti;
import io.wasl.iso.Version;

/**
 * What a reversal says of its original, as the leg spoke that carried it.
 *
 * <pre>
 *   1987   DE 90 n42     MTI 4 | DE 11 6  | DE 7 10  | DE 32, right-justified 11 | DE 33, right-justified 11
 *   1993   DE 56 n..35   MTI 4 | DE 11 6  | DE 12 12 | length of DE 32 2 | DE 32
 *   2003   DE 56 n..41   MTI 4 | DE 11 12 | DE 12 14 | DE 32
 * </pre>
 *
 * Zeros stand for what the original did not carry (ISO 8583:1987 4.3, DE 90; 1993 4.3, DE 56).
 */
final class OriginalData {

    static final int LONGEST = 64;

    private static final int MTI_DIGITS = 4;
    private static final int INSTITUTION_DIGITS = 11;
    private static final int LENGTH_DIGITS = 2;

    private OriginalData() {}

    static int stanAt() {
        return MTI_DIGITS;
    }

    static int timeAt(Version version) {
        return MTI_DIGITS + version.stanDigits();
    }

    /** DE 32 of the original; 0 where none is told. */
    static long institution(byte[] data, int length, Version version) {
        int at = institutionAt(version) + (version == Version.V1993 ? LENGTH_DIGITS : 0);
        int end = version.is1987() ? at + INSTITUTION_DIGITS : length;
        long institution = 0;
        for (int i = at; i < Math.min(end, length); i++) {
            institution = institution * 10 + (data[i] & 0xF);
        }
        return institution;
    }

    private static int institutionAt(Version version) {
        return timeAt(version) + version.originalTimeDigits();
    }

    /** Whether so many digits name an original. */
    static boolean isWhole(Version version, int length) {
        int least = institutionAt(version);
        return version.is1987() ? length == least + 2 * INSTITUTION_DIGITS : length >= least;
    }

    /**
     * Puts the element into a reversal's elements.
     *
     * @param leg what the original carried on that leg, but for its STAN
     */
    static void put(ElementSet target, Version version, int legMti, int legStan, ElementSet leg) {
        int acquirer = leg.find(32);
        int acquirerDigits = acquirer < 0 ? 0 : Math.min(leg.lengthAt(acquirer), INSTITUTION_DIGITS);
        int institution = institutionAt(version);
        int length = switch (version) {
            case V1987 -> institution + 2 * INSTITUTION_DIGITS;
            case V1993 -> institution + LENGTH_DIGITS + acquirerDigits;
            case V2003 -> institution + acquirerDigits;
        };
        int at = target.claim(version.originalData(), length);
        byte[] buffer = target.buffer();
        java.util.Arrays.fill(buffer, at, at + length, (byte) '0');
        Digits.write(decimal(version.mti(legMti)), buffer, at, MTI_DIGITS);
        Digits.write(legStan, buffer, at + stanAt(), version.stanDigits());
        justify(leg, version.originalTime(), buffer, at + timeAt(version), version.originalTimeDigits());
        switch (version) {
            case V1987 -> {
                justify(leg, 32, buffer, at + institution, INSTITUTION_DIGITS);
                justify(leg, 33, buffer, at + institution + INSTITUTION_DIGITS, INSTITUTION_DIGITS);
            }
            case V1993 -> {
                Digits.write(acquirerDigits, buffer, at + institution, LENGTH_DIGITS);
                justify(leg, 32, buffer, at + institution + LENGTH_DIGITS, acquirerDigits);
            }
            case V2003 -> justify(leg, 32, buffer, at + institution, acquirerDigits);
        }
    }

    /** The MTI that the digits begin with, as a first copy. */
    static int mti(byte[] data) {
        int mti = 0;
        for (int i = 0; i < MTI_DIGITS; i++) {
            mti = mti << 4 | data[i] - '0';
        }
        return Mti.first(mti);
    }

    /** Brings time and institutions back among an original's elements, as far as the digits tell them. */
    static void takeApart(byte[] data, int length, Version version, ElementSet original) {
        original.remove(version.originalTime());
        original.put(version.originalTime(), data, timeAt(version), version.originalTimeDigits());
        if (!version.is1987()) {
            // When it was sent is not told.
            original.remove(7);
        }
        int institution = institutionAt(version);
        switch (version) {
            case V1987 -> {
                putInstitution(original, 32, data, institution, institution + INSTITUTION_DIGITS);
                putInstitution(original, 33, data, institution + INSTITUTION_DIGITS, length);
            }
            case V1993 -> putInstitution(original, 32, data, Math.min(institution + LENGTH_DIGITS, length), length);
            case V2003 -> putInstitution(original, 32, data, institution, length);
        }
    }

    /** Zeros stand for one that the original did not carry. */
    private static void putInstitution(ElementSet elements, int de, byte[] data, int at, int end) {
        int first = at;
        while (first < end && data[first] == '0') {
            first++;
        }
        elements.remove(de);
        if (first < end) {
            elements.put(de, data, first, end - first);
        }
    }

    private static int decimal(int mti) {
        return (mti >>> 12 & 0xF) * 1000 + (mti >>> 8 & 0xF) * 100 + (mti >>> 4 & 0xF) * 10 + (mti & 0xF);
    }

    private static void justify(ElementSet elements, int de, byte[] target, int offset, int width) {
        int value = elements.find(de);
        if (value >= 0) {
            int length = Math.min(elements.lengthAt(value), width);
            System.arraycopy(elements.buffer(), value, target, offset + width - length, length);
        }
    }
}
