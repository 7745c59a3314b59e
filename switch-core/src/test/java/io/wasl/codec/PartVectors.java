package io.wasl.codec;

import static io.wasl.codec.Messages.hex;

import java.util.List;
import java.util.stream.Stream;

/**
 * The golden bytes of every form in which an element can be divided. {@link FormCoverageTest} holds them to be every form.
 */
final class PartVectors {

    private static final String BYTES = "type: b...999\nprefix: binary\nparts: ";
    private static final String TEXT = "type: any...999\nparts: ";
    private static final String BER = "form: ber-tlv, encodings: { n: bcd, z: bcd }, odd-digits: { filler: f }";
    private static final String POSITIONS = "ISO 8583, composed elements such as DE 3: positions counted from the left";
    private static final String PACKED_DIGITS = "practice: positions in packed digits, counted in digits";
    private static final String FULL = "practice: variable, always at its maximum (jPOS IFA_FLLCHAR)";
    private static final String EBCDIC = "IBM code page 037";
    private static final String HEX_TEXT = "practice: bytes as hex digits (jPOS IFA_BINARY)";
    private static final String EMV_TAG = "EMV Book 3 Annex B1, B2: tag and length; 4.3, cn: filled with nibbles F";
    private static final String EMV_FILLED = "EMV Book 3 Annex B2: the length is that of the value field";
    private static final String EMV_CONSTRUCTED = "EMV Book 3 Annex B1: constructed data objects";
    private static final String BER_LONG_TAG = "ISO/IEC 8825-1 8.1.2.4: tags from 31 on";
    private static final String BER_SHORT = "ISO/IEC 8825-1 8.1.3.4: the short form up to 127";
    private static final String BER_LONG = "ISO/IEC 8825-1 8.1.3.5: the long form from 128 on";
    private static final String BER_LENGTH = "ISO/IEC 8825-1 8.1.3: a length behind a tag of one's own";
    private static final String HEX_TLV = "practice: BER-TLV as hex digits (hosts of text alone)";
    private static final String DATASETS =
            "practice: tag, length, value of fixed widths (private elements 48, 60 to 63)";
    private static final String LENGTH_FIRST = "practice: the length in front of the tag it counts or not";
    private static final String INCLUSIVE = "practice: lengths that count themselves";
    private static final String COUNTS_ALL = "practice: lengths that count tag and themselves";
    private static final String SUB_BITMAP = "practice: a bitmap of its own in front of the parts (DE 62, 63, 127)";
    private static final String CONTINUED = "practice: bit 1 announces a second bitmap, as in ISO 8583's own";
    private static final String NESTED = "practice: DE 127 of bitmaps within bitmaps (jPOS, postpack)";

    private PartVectors() {}

    static List<PartVector> all() {
        return Stream.of(positional(), berTlv(), tagged(), bitmap())
                .flatMap(List::stream)
                .toList();
    }

    private static List<PartVector> positional() {
        return List.of(
                vector(
                        POSITIONS,
                        "type: n6\nparts: { form: positional, fields: { 1-3: { type: n2 } } }",
                        "303034303230",
                        "3.1=00",
                        "3.2=40",
                        "3.3=20"),
                // packed digits do not divide at bytes: 11 digits take five and a half
                vector(
                        PACKED_DIGITS,
                        "type: n22\nencoding: bcd\nparts: { form: positional, fields: { 1-2: { type: n11 } } }",
                        "0000001234500000067890",
                        "3.1=00000012345",
                        "3.2=00000067890"),
                vector(
                        PACKED_DIGITS,
                        "type: n5\nencoding: bcd\nodd-digits: left\n"
                                + "parts: { form: positional, fields: { 1: { type: n2 }, 2: { type: n3 } } }",
                        "012345",
                        "3.1=12",
                        "3.2=345"),
                // parts with lengths of their own, then the rest
                vector(
                        POSITIONS,
                        TEXT + "{ form: positional, fields: { 1: { type: a1 }, 2: { type: ans..20 },"
                                + " 3: { type: ans...99, rest: true } } }",
                        "303037" + "52" + "3032" + "4142" + "5A5A",
                        "3.1=R",
                        "3.2=AB",
                        "3.3=ZZ"),
                // filled to its place on the left, whatever its prefix says
                vector(
                        FULL,
                        BYTES + "{ form: positional, fields: { 1: { type: ans..6, prefix: ascii,"
                                + " pad: { to-maximum: true, side: left, fill: '-' } }, 2: { type: n1 } } }",
                        "0009" + "3033" + "2D2D2D616263" + "37",
                        "3.1=abc",
                        "3.2=7"),
                // EBCDIC throughout
                vector(
                        EBCDIC,
                        "type: ans...99\nencoding: ebcdic\nprefix: ebcdic\n"
                                + "parts: { form: positional, encodings: { n: ebcdic, ans: ebcdic }, prefix: ebcdic,"
                                + " fields: { 1: { type: n3 }, 2: { type: ans..9 } } }",
                        "F0F0F7" + "F0F4F2" + "F0F2" + "C1C2",
                        "3.1=042",
                        "3.2=AB"),
                // hex text, whose bytes are the parts'
                vector(
                        HEX_TEXT,
                        "type: b32\nencoding: hex\n"
                                + "parts: { form: positional, fields: { 1: { type: b8 }, 2: { type: n6, encoding: bcd } } }",
                        "4130" + "303031323334",
                        "3.1=\u00A0",
                        "3.2=001234"));
    }

    private static List<PartVector> berTlv() {
        return List.of(
                // tags of one and two bytes
                vector(
                        EMV_TAG,
                        BYTES + "{ " + BER + ", fields: { 9F02: { type: n12 }, 5A: { type: n..19 } } }",
                        "0013" + "9F0206000000012345" + "5A08476173900101010F",
                        "3.9F02=000000012345",
                        "3.5A=476173900101010"),
                // a fixed part is filled up: the length is that of its place
                vector(
                        EMV_FILLED,
                        BYTES + "{ " + BER
                                + ", fields: { 50: { type: an6, pad: { side: right, fill: '*', trim: true } },"
                                + " 8A: { type: an2 } } }",
                        "000C" + "5006" + "6162632A2A2A" + "8A023030",
                        "3.50=abc",
                        "3.8A=00"),
                // tags of three and four bytes, known to nobody: bytes
                vector(
                        BER_LONG_TAG,
                        BYTES + "{ " + BER + ", fields: {} }",
                        "000D" + "DF810102AABB" + "DF81810A02CCDD",
                        "3.DF8101=\u00AA\u00BB",
                        "3.DF81810A=\u00CC\u00DD"),
                vector(
                        BER_SHORT,
                        BYTES + "{ " + BER + ", fields: { 50: { type: ans...200 } } }",
                        "0081" + "507F" + "78".repeat(127),
                        "3.50=" + "x".repeat(127)),
                vector(
                        BER_LONG,
                        BYTES + "{ " + BER + ", fields: { 50: { type: ans...200 } } }",
                        "0083" + "508180" + "78".repeat(128),
                        "3.50=" + "x".repeat(128)),
                vector(
                        BER_LONG,
                        BYTES + "{ " + BER + ", fields: { 50: { type: ans...300 } } }",
                        "0104" + "50820100" + "78".repeat(256),
                        "3.50=" + "x".repeat(256)),
                // b6 of the tag: objects within objects
                vector(
                        EMV_CONSTRUCTED,
                        BYTES + "{ " + BER + ", fields: { 71: { type: b...255, parts: { form: ber-tlv, fields: {"
                                + " 9F18: { type: b32 }, 86: { type: b...99 } } } }, 8A: { type: an2 } } }",
                        "0013" + "710D" + "9F180401020304" + "860411223344" + "8A023030",
                        "3.71.9F18=\u0001\u0002\u0003\u0004",
                        "3.71.86=\u0011\"3D",
                        "3.8A=00"),
                // the whole element as hex text
                vector(
                        HEX_TLV,
                        "type: b...999\nencoding: hex\nparts: { " + BER + ", fields: { 9F36: { type: b16 } } }",
                        "303035" + "39463336303230303437",
                        "3.9F36=\u0000G"),
                vector(
                        HEX_TLV,
                        "type: b...999\nencoding: hex-ebcdic\nprefix: ebcdic\n" + "parts: { " + BER
                                + ", fields: { 9F36: { type: b16 } } }",
                        "F0F0F5" + "F9C6F3F6F0F2F0F0F4F7",
                        "3.9F36=\u0000G"));
    }

    private static List<PartVector> tagged() {
        return List.of(
                tag(
                        DATASETS,
                        "tag: { bytes: 2, encoding: ascii }, length: { bytes: 2, encoding: ascii }",
                        "3031 3033 414243"),
                tag(
                        DATASETS,
                        "tag: { bytes: 2, encoding: ascii }, length: { bytes: 3, encoding: ascii }",
                        "3031 303033 414243"),
                tag(
                        DATASETS,
                        "tag: { bytes: 2, encoding: ebcdic }, length: { bytes: 2, encoding: ebcdic }",
                        "F0F1 F0F3 414243"),
                tag(DATASETS, "tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd }", "01 03 414243"),
                tag(
                        DATASETS,
                        "tag: { bytes: 1, encoding: binary }, length: { bytes: 2, encoding: binary }",
                        "01 0003 414243"),
                tag(
                        DATASETS,
                        "tag: { bytes: 1, encoding: binary }, length: { bytes: 2, encoding: hex }",
                        "01 3033 414243"),
                tag(
                        DATASETS,
                        "tag: { bytes: 1, encoding: binary }, length: { bytes: 2, encoding: hex-ebcdic }",
                        "01 F0F3 414243"),
                tag(
                        INCLUSIVE,
                        "tag: { bytes: 1, encoding: binary }, length: { bytes: 1, encoding: binary, inclusive: true }",
                        "01 04 414243"),
                tag(BER_LENGTH, "tag: { bytes: 1, encoding: binary }, length: { encoding: ber }", "01 03 414243"),
                // the length in front; counting the tag; counting itself
                tag(
                        LENGTH_FIRST,
                        "order: length-tag, tag: { bytes: 2, encoding: ascii }, length: { bytes: 1, encoding: binary }",
                        "03 3031 414243"),
                tag(
                        LENGTH_FIRST,
                        "order: length-tag, tag: { bytes: 2, encoding: ascii },"
                                + " length: { bytes: 2, encoding: bcd, counts-tag: true }",
                        "0005 3031 414243"),
                tag(
                        COUNTS_ALL,
                        "tag: { bytes: 2, encoding: ascii },"
                                + " length: { bytes: 3, encoding: ascii, inclusive: true, counts-tag: true }",
                        "3031 303038 414243"),
                // digits or bytes
                vector(
                        DATASETS,
                        BYTES + "{ form: tagged, tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd,"
                                + " counts: characters }, encodings: { n: bcd }, fields: { 01: { type: n..9 } } }",
                        "0004" + "0103" + "1230",
                        "3.01=123"),
                vector(
                        DATASETS,
                        BYTES + "{ form: tagged, tag: { bytes: 1, encoding: bcd }, length: { bytes: 1, encoding: bcd },"
                                + " encodings: { n: bcd }, odd-digits: { filler: f }, fields: { 01: { type: n..9 } } }",
                        "0004" + "0102" + "123F",
                        "3.01=123"));
    }

    /** DE 3 with tag 01, which holds ABC. */
    private static PartVector tag(String clause, String form, String object) {
        String content = object.replace(" ", "");
        return vector(
                clause,
                BYTES + "{ form: tagged, " + form + ", fields: { 01: { type: ans..50 } } }",
                String.format("%04X", content.length() / 2) + content,
                "3.01=ABC");
    }

    private static List<PartVector> bitmap() {
        return List.of(
                vector(
                        SUB_BITMAP,
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 24, fields: { 1: { type: n4, encoding: bcd },"
                                + " 3: { type: an2 }, 24: { type: ans..9 } } }",
                        "000B" + "A00001" + "1234" + "4142" + "303278" + "79",
                        "3.1=1234",
                        "3.3=AB",
                        "3.24=xy"),
                vector(
                        SUB_BITMAP,
                        TEXT + "{ form: bitmap, bitmap: hex, bits: 8, fields: { 2: { type: an2 }, 8: { type: n1 } } }",
                        "303035" + "3431" + "4142" + "37",
                        "3.2=AB",
                        "3.8=7"),
                vector(
                        SUB_BITMAP,
                        BYTES + "{ form: bitmap, bitmap: hex-ebcdic, bits: 8, fields: { 1: { type: an2 } } }",
                        "0004" + "F8F0" + "4142",
                        "3.1=AB"),
                vector(
                        SUB_BITMAP,
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 128, fields: { 2: { type: an1 },"
                                + " 64: { type: an1 }, 65: { type: an1 }, 128: { type: an1 } } }",
                        "0014" + "4000000000000001" + "8000000000000001" + "41424344",
                        "3.2=A",
                        "3.64=B",
                        "3.65=C",
                        "3.128=D"),
                // a second bitmap, announced by bit 1, only where it is needed
                vector(
                        CONTINUED,
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 64, continued: true, fields: {"
                                + " 3: { type: an1 }, 66: { type: an1 } } }",
                        "0009" + "2000000000000000" + "41",
                        "3.3=A"),
                vector(
                        CONTINUED,
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 64, continued: true, fields: {"
                                + " 3: { type: an1 }, 66: { type: an1 } } }",
                        "0012" + "A000000000000000" + "4000000000000000" + "4142",
                        "3.3=A",
                        "3.66=B"),
                vector(
                        CONTINUED,
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 16, continued: true, fields: {"
                                + " 3: { type: an1 }, 18: { type: an1 } } }",
                        "0006" + "A000" + "4000" + "4142",
                        "3.3=A",
                        "3.18=B"),
                // DE 127 style: bitmaps within bitmaps, tags within those
                vector(
                        NESTED,
                        BYTES + "{ form: bitmap, bitmap: binary, bits: 64, fields: { 2: { type: ans..32 }, 25: {"
                                + " type: b....9999, prefix: ascii, parts: { form: bitmap, bitmap: binary, bits: 16,"
                                + " fields: { 3: { type: n6 }, 5: { type: b..99, parts: { form: ber-tlv, fields: {"
                                + " 95: { type: b40 } } } } } } } } }",
                        "0020" + "4000008000000000" + "30314B" + "30303137" + "2800" + "303030303432" + "3037"
                                + "95050102030405",
                        "3.2=K",
                        "3.25.3=000042",
                        "3.25.5.95=\u0001\u0002\u0003\u0004\u0005"));
    }

    private static PartVector vector(String clause, String element, String wire, String... values) {
        return new PartVector(clause, element, hex(wire), List.of(values));
    }
}
