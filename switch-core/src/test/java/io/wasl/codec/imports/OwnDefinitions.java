package io.wasl.codec.imports;

import java.util.List;
import java.util.Map;

/** Packager files of our own, for the forms that no definition in jPOS's jar has. By name. */
final class OwnDefinitions {

    private static final String ASCII_HEAD = """
            <isopackager>
              <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFA_NUMERIC"/>
              <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFA_BITMAP"/>
              <isofield id="3" length="6" name="processing code" class="org.jpos.iso.IFA_NUMERIC"/>
              <isofield id="39" length="2" name="code" class="org.jpos.iso.IF_CHAR"/>
            """;

    private static final String EBCDIC_HEAD = """
            <isopackager>
              <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFE_NUMERIC"/>
              <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
              <isofield id="3" length="6" name="processing code" class="org.jpos.iso.IFE_NUMERIC"/>
              <isofield id="39" length="2" name="code" class="org.jpos.iso.IFE_CHAR"/>
            """;

    static final Map<String, String> ALL = Map.of(
            "tags.xml", tags(),
            "tags-ebcdic.xml", tagsInEbcdic(),
            "nested.xml", nested(),
            "packed.xml", packed(),
            "ebcdic.xml", ebcdic(),
            "containers.xml", containers());

    private OwnDefinitions() {}

    private static String tags() {
        return ASCII_HEAD
                + packager(46, "IFA_LLLBINARY", "EuroSubFieldPackager", "emitBitmap=\"false\"", fields("IFMC_LLCHAR"))
                + packager(
                        47, "IFA_LLLBINARY", "EuroSubFieldPackager", "emitBitmap=\"false\"", fields("IFMC_LLLBINARY"))
                + packager(
                        48,
                        "IFA_LLLBINARY",
                        "GenericTaggedFieldsPackager",
                        "emitBitmap=\"false\" tagSize=\"2\" lenSize=\"3\""
                                + " tagMapper=\"org.jpos.iso.packager.TTDecimalTagMapper\"",
                        fields("IFA_TTLLLCHAR"))
                + packager(
                        60,
                        "IFA_LLLBINARY",
                        "GenericTaggedFieldsPackager",
                        "emitBitmap=\"false\" tagSize=\"3\" lenSize=\"3\""
                                + " tagMapper=\"org.jpos.iso.packager.TTTDecimalTagMapper\"",
                        fields("IFA_TTTLLLCHAR"))
                + ber(55, "IFA_LLLBINARY") + "</isopackager>";
    }

    private static String tagsInEbcdic() {
        String mastercard = "MasterCardEBCDICSubFieldPackager";
        return EBCDIC_HEAD
                + packager(46, "IFE_LLLBINARY", mastercard, "emitBitmap=\"false\"", fields("IFEMC_LLCHAR"))
                + packager(47, "IFE_LLLBINARY", mastercard, "emitBitmap=\"false\"", fields("IFEPE_LLCHAR"))
                + packager(48, "IFE_LLLBINARY", "GICCSubFieldPackager", "emitBitmap=\"false\"", fields("IFEP_LLLCHAR"))
                + packager(
                        60, "IFE_LLLBINARY", "GICCSubFieldPackager", "emitBitmap=\"false\"", fields("IFELPE_LLLCHAR"))
                + "</isopackager>";
    }

    private static String nested() {
        String third = packager(
                3,
                "IFA_LLCHAR",
                "GenericSubFieldPackager",
                "emitBitmap=\"false\"",
                field(1, 2, "IFA_NUMERIC", "") + field(2, 9, "IFA_LLCHAR", ""));
        String second = packager(
                25,
                "IFA_LLLBINARY",
                "GenericSubFieldPackager",
                "emitBitmap=\"true\" bitmapField=\"0\"",
                field(0, 2, "IFA_BITMAP", "") + field(2, 5, "IF_CHAR", "") + third + field(9, 4, "IFB_BINARY", ""));
        return ASCII_HEAD
                + packager(
                        127,
                        "IFA_LLLLLBINARY",
                        "GenericPackager",
                        "emitBitmap=\"true\"",
                        field(1, 16, "IFB_BITMAP", "")
                                + field(3, 30, "IFA_LLCHAR", "")
                                + second
                                + field(70, 3, "IFA_NUMERIC", ""))
                + packager(
                        62,
                        "IFA_LLLBINARY",
                        "GenericSubFieldPackager",
                        "emitBitmap=\"false\"",
                        field(1, 3, "IF_CHAR", "") + field(2, 30, "IF_CHAR", "trim=\"true\""))
                + "</isopackager>";
    }

    private static String packed() {
        return """
                <isopackager>
                  <isofield id="0" length="4" name="MTI" class="org.jpos.iso.IFB_NUMERIC"/>
                  <isofield id="1" length="16" name="bitmap" class="org.jpos.iso.IFB_BITMAP"/>
                """
                + field(2, 19, "IFB_FLLNUM", "") + field(3, 6, "IFB_NUMERIC", "pad=\"true\"")
                + field(22, 3, "IFB_NUMERIC", "pad=\"true\"") + field(23, 3, "IFB_FNUMERIC", "")
                + field(24, 3, "IFB_FNUMERIC", "pad=\"true\"") + field(28, 9, "IFB_AMOUNT", "")
                + field(29, 10, "IFB_AMOUNT", "") + field(30, 10, "IFB_AMOUNT", "pad=\"true\"")
                + field(32, 11, "IFB_LLHNUM", "pad=\"true\"") + field(33, 11, "IFB_LLHNUM", "")
                + field(35, 37, "IFB_LLNUM", "") + field(36, 104, "IFB_LLLHNUM", "")
                + field(39, 2, "IF_CHAR", "") + field(43, 40, "IFB_LLHCHAR", "") + field(44, 99, "IFB_LLLHCHAR", "")
                + field(52, 8, "IFB_BINARY", "") + field(53, 99, "IFB_LLHBINARY", "")
                + field(48, 300, "IFB_LLLHBINARY", "") + field(60, 9999, "IFB_LLLLLLCHAR", "")
                + "</isopackager>";
    }

    private static String ebcdic() {
        return EBCDIC_HEAD
                + field(2, 19, "IFEB_LLNUM", "") + field(4, 12, "IFE_NUMERIC", "") + field(28, 9, "IFE_AMOUNT", "")
                + field(35, 37, "IFE_LLNUM", "") + field(42, 15, "IF_ECHAR", "") + field(43, 99, "IFE_LLCHAR", "")
                + field(44, 25, "IFB_LLHECHAR", "") + field(45, 76, "IFAE_LLCHAR", "")
                + field(48, 99, "IFE_LLLEBINARY", "")
                + field(60, 999, "IFE_LLLCHAR", "") + field(61, 999, "IFE_LLLBINARY", "")
                + "</isopackager>";
    }

    /** Parts in classes of text and of digits, as files in use have them. */
    private static String containers() {
        String sub = "GenericSubFieldPackager";
        String plain = "emitBitmap=\"false\"";
        String account =
                field(1, 2, "IFA_NUMERIC", "") + field(2, 2, "IFA_NUMERIC", "") + field(3, 2, "IFA_NUMERIC", "");
        String odd = field(1, 3, "IFA_NUMERIC", "") + field(2, 2, "IFA_NUMERIC", "");
        String mixed = field(1, 4, "IFE_CHAR", "") + field(2, 6, "IFB_NUMERIC", "") + field(3, 9, "IFA_LLCHAR", "");
        String behindBitmap = field(0, 8, "IFB_BITMAP", "") + field(2, 4, "IF_CHAR", "") + field(9, 4, "IFE_CHAR", "");
        String bitmap = "emitBitmap=\"true\" bitmapField=\"0\"";
        return ASCII_HEAD
                + packager(4, "IFA_NUMERIC", sub, plain, account).replace("\"99\"", "\"6\"")
                + packager(5, "IFB_NUMERIC", sub, plain, account).replace("\"99\"", "\"6\"")
                + packager(6, "IFB_NUMERIC", sub, plain + " pad=\"true\"", odd).replace("\"99\"", "\"5\"")
                + packager(7, "IFB_FNUMERIC", sub, plain, odd).replace("\"99\"", "\"5\"")
                + packager(46, "IFA_LLNUM", sub, plain, odd) + packager(47, "IFB_LLHNUM", sub, plain, odd)
                + packager(48, "IFA_LLLCHAR", sub, plain, mixed) + packager(60, "IFB_LLHCHAR", sub, plain, mixed)
                + packager(61, "IFEA_LLCHAR", sub, bitmap, behindBitmap)
                + packager(62, "IFA_LLCHAR", "EuroSubFieldPackager", plain, fields("IFMC_LLCHAR"))
                + "</isopackager>";
    }

    private static String fields(String className) {
        return String.join(
                "", List.of(field(1, 20, className, ""), field(7, 9, className, ""), field(42, 12, className, "")));
    }

    private static String field(int id, int length, String className, String more) {
        return String.format(
                "  <isofield id=\"%d\" length=\"%d\" name=\"field %d\" class=\"org.jpos.iso.%s\" %s/>%n",
                id, length, id, className, more);
    }

    private static String packager(int id, String className, String packager, String attributes, String fields) {
        return String.format(
                "  <isofieldpackager id=\"%d\" length=\"%d\" name=\"parts %d\" class=\"org.jpos.iso.%s\""
                        + " packager=\"org.jpos.iso.packager.%s\" %s>%n%s  </isofieldpackager>%n",
                id, className.contains("LLL") ? 999 : 99, id, className, packager, attributes, fields);
    }

    private static String ber(int id, String className) {
        return String.format(
                "  <isofieldpackager id=\"%d\" length=\"255\" name=\"chip\" class=\"org.jpos.iso.%s\" emitBitmap=\"false\""
                        + " packager=\"org.jpos.tlv.packager.bertlv.BERTLVBinaryPackager\"/>%n",
                id, className);
    }
}
