package io.wasl.codec;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The golden bytes of every form that a value can have. {@link FormCoverageTest} holds them to be every form.
 *
 * <p>ISO 8583 says what a value is and leaves the writing to those who exchange it; where a form is theirs alone, the
 * vector names who writes so.
 */
final class FieldVectors {

    private static final String N = "ISO 8583, attribute n: digits";
    private static final String ATTRIBUTES = "ISO 8583, attributes of data elements";
    private static final String IBM_037 = "IBM code page 037";
    private static final String IBM_1047 = "IBM code page 1047";
    private static final String PACKED = "practice: packed decimal, two digits a byte";
    private static final String ODD = "practice: packed decimal, the nibble left over by an odd digit";
    private static final String EMV_CN = "EMV Book 3 4.3, cn: left justified, filled up with nibbles F";
    private static final String B = "ISO 8583, attribute b: bits";
    private static final String HEX = "practice: two hex digits a byte (jPOS IFA_BINARY)";
    private static final String HEX_EBCDIC = "practice: two hex digits a byte in EBCDIC (jPOS IFE_BINARY)";
    private static final String TRACK = "ISO/IEC 7813, track 2: = separates; ISO/IEC 7811-2: it has the value 13";
    private static final String LLVAR = "ISO 8583, LLVAR and LLLVAR: two, three digits of length";
    private static final String WIDE = "practice: lengths of 1 and of 4 to 6 digits (jPOS IFA_LCHAR, IFA_LLLLLLCHAR)";
    private static final String BER = "ISO/IEC 8825-1 8.1.3.4: the short form up to 127";
    private static final String BER_LONG = "ISO/IEC 8825-1 8.1.3.5: the long form from 128 on";
    private static final String BYTES = "practice: lengths in bytes (jPOS IFEB_LLNUM, moov Binary prefixes)";
    private static final String INCLUSIVE = "practice: lengths that count themselves";
    private static final String FILLED =
            "ISO 8583, fixed length: n right justified with zeros, others left with blanks";
    private static final String PADDER = "practice: any filling on either side (jPOS padders, moov padding)";
    private static final String FULL = "practice: variable, always at its maximum (jPOS IFA_FLLCHAR)";
    private static final String XN = "ISO 8583, attribute x+n: C or D in front of the digits";
    private static final String PACKED_XN = "practice: the sign a byte, the digits packed (jPOS IFB_AMOUNT)";
    private static final String ZONED = "practice: zoned decimal, the sign over the last digit (COBOL, SIGN TRAILING)";

    private FieldVectors() {}

    static List<FieldVector> all() {
        return Stream.of(digits(), text(), bytes(), tracks(), prefixes(), counts(), filled(), signedAmounts())
                .flatMap(List::stream)
                .toList();
    }

    private static List<FieldVector> digits() {
        return List.of(
                FieldVector.of(N, "type: n6", "000042", "303030303432"),
                FieldVector.of(IBM_037, "type: n6, encoding: ebcdic", "000042", "F0F0F0F0F4F2"),
                FieldVector.of(IBM_1047, "type: n6, encoding: ebcdic-1047", "000042", "F0F0F0F0F4F2"),
                FieldVector.of(PACKED, "type: n6, encoding: bcd", "000042", "000042"),
                // an odd digit leaves a nibble, on either side, 0 or F
                FieldVector.of(ODD, "type: n5, encoding: bcd", "12345", "012345"),
                FieldVector.of(ODD, "type: n5, encoding: bcd, filler: f", "12345", "F12345"),
                FieldVector.of(ODD, "type: n5, encoding: bcd, odd-digits: right", "12345", "123450"),
                FieldVector.of(EMV_CN, "type: n5, encoding: bcd, odd-digits: right, filler: f", "12345", "12345F"),
                FieldVector.of(ODD, "type: n..5, encoding: bcd, odd-digits: left", "123", "3033" + "0123"),
                FieldVector.of(ODD, "type: n..5, encoding: bcd, odd-digits: left, filler: f", "123", "3033" + "F123"),
                FieldVector.of(ODD, "type: n..5, encoding: bcd", "123", "3033" + "1230"),
                FieldVector.of(EMV_CN, "type: n..5, encoding: bcd, filler: f", "123", "3033" + "123F"));
    }

    /** Every class of characters in the three codes: letters and digits alike in both pages, brackets not. */
    private static List<FieldVector> text() {
        List<FieldVector> vectors = new ArrayList<>();
        text(vectors, "a3", "AB ", "414220", "C1C240", "C1C240");
        text(vectors, "an4", "AB12", "41423132", "C1C2F1F2", "C1C2F1F2");
        text(vectors, "as3", "A[Z", "415B5A", "C1BAE9", "C1ADE9");
        text(vectors, "ns4", "12]3", "31325D33", "F1F2BBF3", "F1F2BDF3");
        text(vectors, "ans4", "A[9]", "415B395D", "C1BAF9BB", "C1ADF9BD");
        text(vectors, "s3", "*[/", "2A5B2F", "5CBA61", "5CAD61");
        text(vectors, "any4", "a[9]", "615B395D", "81BAF9BB", "81ADF9BD");
        return vectors;
    }

    private static void text(
            List<FieldVector> vectors, String type, String text, String ascii, String page037, String page1047) {
        vectors.add(FieldVector.of(ATTRIBUTES, "type: " + type, text, ascii));
        vectors.add(FieldVector.of(IBM_037, "type: " + type + ", encoding: ebcdic", text, page037));
        vectors.add(FieldVector.of(IBM_1047, "type: " + type + ", encoding: ebcdic-1047", text, page1047));
    }

    private static List<FieldVector> bytes() {
        String value = "\u00A7\u00F0";
        return List.of(
                FieldVector.of(B, "type: b16, encoding: binary", value, "A7F0"),
                FieldVector.of(HEX, "type: b16, encoding: hex", value, "41374630"),
                FieldVector.of(HEX_EBCDIC, "type: b16, encoding: hex-ebcdic", value, "C1F7C6F0"));
    }

    private static List<FieldVector> tracks() {
        return List.of(
                FieldVector.of(TRACK, "type: z..37", "40=30", "3035" + "34303D3330"),
                FieldVector.of(IBM_037, "type: z..37, prefix: ebcdic, encoding: ebcdic", "40=30", "F0F5F4F07EF3F0"),
                FieldVector.of(IBM_1047, "type: z5, encoding: ebcdic-1047", "40=30", "F4F07EF3F0"),
                FieldVector.of(TRACK, "type: z..37, prefix: bcd, encoding: bcd", "4000=3012", "09" + "4000D30120"));
    }

    /** Each writing of a length, of each width, in front of abc; then where only a longer value shows the writing. */
    private static List<FieldVector> prefixes() {
        List<FieldVector> vectors = new ArrayList<>();
        String[][] writings = {
            {"ascii", "33", "3033", "303033", "30303033", "3030303033", "303030303033"},
            {"ebcdic", "F3", "F0F3", "F0F0F3", "F0F0F0F3", "F0F0F0F0F3", "F0F0F0F0F0F3"},
            {"hex", "33", "3033", "303033", "30303033", "3030303033", "303030303033"},
            {"hex-ebcdic", "F3", "F0F3", "F0F0F3", "F0F0F0F3", "F0F0F0F0F3", "F0F0F0F0F0F3"},
            {"bcd", "03", "03", "0003", "0003", "000003", "000003"},
            {"binary", "03", "03", "0003", "0003", "000003", "000003"},
        };
        for (String[] writing : writings) {
            for (int digits = 1; digits < writing.length; digits++) {
                String clause = digits == 2 || digits == 3 ? LLVAR : WIDE;
                String declaration = "type: ans" + ".".repeat(digits) + "9, prefix: " + writing[0];
                vectors.add(FieldVector.of(clause, declaration, "abc", writing[digits] + "616263"));
            }
        }
        String twelve = "abcdefghijkl";
        String itsBytes = "6162636465666768696A6B6C";
        vectors.add(FieldVector.of(LLVAR, "type: ans..99, prefix: ascii", twelve, "3132" + itsBytes));
        vectors.add(FieldVector.of(LLVAR, "type: ans..99, prefix: bcd", twelve, "12" + itsBytes));
        vectors.add(FieldVector.of(LLVAR, "type: ans..99, prefix: binary", twelve, "0C" + itsBytes));
        vectors.add(FieldVector.of(LLVAR, "type: ans..99, prefix: hex", twelve, "3043" + itsBytes));
        vectors.add(FieldVector.of(LLVAR, "type: ans..99, prefix: hex-ebcdic", twelve, "F0C3" + itsBytes));
        vectors.add(FieldVector.of(LLVAR, "type: ans..99, prefix: binary, prefix-bytes: 2", "abc", "0003" + "616263"));
        vectors.add(FieldVector.of(BER, "type: ans...999, prefix: ber", "abc", "03" + "616263"));
        vectors.add(FieldVector.of(BER, "type: ans...999, prefix: ber", "x".repeat(127), "7F" + "78".repeat(127)));
        vectors.add(
                FieldVector.of(BER_LONG, "type: ans...999, prefix: ber", "x".repeat(128), "8180" + "78".repeat(128)));
        vectors.add(
                FieldVector.of(BER_LONG, "type: ans...999, prefix: ber", "x".repeat(300), "82012C" + "78".repeat(300)));
        return vectors;
    }

    /** What a length counts: digits or bytes, with itself or without. */
    private static List<FieldVector> counts() {
        String value = "\u00A7\u00F0";
        return List.of(
                FieldVector.of(LLVAR, "type: n..19, prefix: bcd, encoding: bcd", "123456", "06" + "123456"),
                FieldVector.of(
                        BYTES,
                        "type: n...198, encoding: bcd, filler: f, counts: bytes, prefix-bytes: 2",
                        "7".repeat(197),
                        "3939" + "77".repeat(98) + "7F"),
                FieldVector.of(LLVAR, "type: b..49, encoding: hex", value, "3032" + "41374630"),
                FieldVector.of(BYTES, "type: b..49, counts: bytes, encoding: hex", value, "3034" + "41374630"),
                FieldVector.of(LLVAR, "type: b..49, encoding: hex-ebcdic", value, "3032" + "C1F7C6F0"),
                FieldVector.of(BYTES, "type: b..49, counts: bytes, encoding: hex-ebcdic", value, "3034" + "C1F7C6F0"),
                FieldVector.of(INCLUSIVE, "type: ans..90, prefix: ascii, inclusive: true", "abc", "3035" + "616263"),
                FieldVector.of(INCLUSIVE, "type: ans..90, prefix: ebcdic, inclusive: true", "abc", "F0F5" + "616263"),
                FieldVector.of(INCLUSIVE, "type: ans...900, prefix: bcd, inclusive: true", "abc", "0005" + "616263"),
                FieldVector.of(INCLUSIVE, "type: ans...900, prefix: binary, inclusive: true", "abc", "0005616263"),
                FieldVector.of(
                        INCLUSIVE,
                        "type: ans..90, prefix: hex, inclusive: true",
                        "abcdefgh",
                        "3041" + "6162636465666768"),
                FieldVector.of(
                        INCLUSIVE,
                        "type: ans..90, prefix: hex-ebcdic, inclusive: true",
                        "abcdefgh",
                        "F0C1" + "6162636465666768"));
    }

    /** Filled up to its place: left or right, with anything, taken off when received or kept. */
    private static List<FieldVector> filled() {
        return List.of(
                FieldVector.filled(FILLED, "type: n6", "42", "000042", "303030303432"),
                FieldVector.filled(FILLED, "type: n6, encoding: bcd", "42", "000042", "000042"),
                FieldVector.filled(FILLED, "type: ans6", "abc", "abc   ", "616263202020"),
                FieldVector.filled(FILLED, "type: an4, encoding: ebcdic", "AB", "AB  ", "C1C24040"),
                FieldVector.filled(
                        PADDER, "type: ans6, pad: { side: left, fill: '*' }", "abc", "***abc", "2A2A2A616263"),
                FieldVector.filled(PADDER, "type: n6, pad: { side: right }", "42", "420000", "343230303030"),
                FieldVector.of(
                        PADDER, "type: ans6, pad: { side: right, fill: ' ', trim: true }", "abc", "616263202020"),
                FieldVector.of(PADDER, "type: ans6, pad: { side: left, fill: '*', trim: true }", "abc", "2A2A2A616263"),
                FieldVector.of(PADDER, "type: n6, pad: { side: left, fill: ' ', trim: true }", "42", "202020203432"),
                FieldVector.of(PADDER, "type: n6, encoding: ebcdic, pad: { trim: true }", "42", "F0F0F0F0F4F2"),
                FieldVector.of(PADDER, "type: n6, pad: { trim: true }", "0", "303030303030"),
                // variable, but always at its maximum on the wire
                FieldVector.of(
                        FULL, "type: ans..8, prefix: ascii, pad: { to-maximum: true }", "abc", "30336162632020202020"),
                FieldVector.of(
                        FULL,
                        "type: ans..8, encoding: ebcdic, prefix: bcd, pad: { to-maximum: true, side: left, fill: '-' }",
                        "abc",
                        "03" + "6060606060818283"));
    }

    private static List<FieldVector> signedAmounts() {
        return List.of(
                FieldVector.of(XN, "type: x+n5", "D00015", "443030303135"),
                FieldVector.of(IBM_037, "type: x+n5, encoding: ebcdic", "D00015", "C4F0F0F0F1F5"),
                FieldVector.of(IBM_1047, "type: x+n5, encoding: ebcdic-1047", "D00015", "C4F0F0F0F1F5"),
                FieldVector.of(PACKED_XN, "type: x+n5, encoding: bcd", "D00015", "44000015"),
                FieldVector.of(PACKED_XN, "type: x+n5, encoding: bcd-ebcdic-sign", "C00015", "C3000015"),
                // an odd number of digits behind the sign leaves a nibble too, on either side, 0 or F
                FieldVector.of(ODD, "type: x+n3, encoding: bcd", "D123", "440123"),
                FieldVector.of(ODD, "type: x+n3, encoding: bcd, filler: f", "D123", "44F123"),
                FieldVector.of(ODD, "type: x+n3, encoding: bcd, odd-digits: right", "D123", "441230"),
                FieldVector.of(ODD, "type: x+n3, encoding: bcd, odd-digits: right, filler: f", "D123", "44123F"),
                FieldVector.of(ODD, "type: x+n1, encoding: bcd, odd-digits: right", "C7", "4370"),
                FieldVector.of(ODD, "type: x+n11, encoding: bcd, odd-digits: right", "C12345678901", "43123456789010"),
                FieldVector.of(ODD, "type: x+n3, encoding: bcd-ebcdic-sign, odd-digits: right", "D123", "C41230"),
                FieldVector.of(ZONED, "type: x+n5, encoding: overpunched", "C00015", "3030303145"),
                FieldVector.of(ZONED, "type: x+n5, encoding: overpunched", "D00010", "303030317D"),
                FieldVector.of(ZONED, "type: x+n5, encoding: overpunched-ebcdic", "C00015", "F0F0F0F1C5"),
                FieldVector.of(ZONED, "type: x+n5, encoding: overpunched-ebcdic", "D00010", "F0F0F0F1D0"));
    }
}
