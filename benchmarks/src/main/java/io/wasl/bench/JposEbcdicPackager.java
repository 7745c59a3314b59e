package io.wasl.bench;

import org.jpos.iso.IFB_BINARY;
import org.jpos.iso.IFB_BITMAP;
import org.jpos.iso.IFE_CHAR;
import org.jpos.iso.IFE_LLCHAR;
import org.jpos.iso.IFE_LLLBINARY;
import org.jpos.iso.IFE_LLLCHAR;
import org.jpos.iso.IFE_LLNUM;
import org.jpos.iso.IFE_NUMERIC;
import org.jpos.iso.ISOBasePackager;
import org.jpos.iso.ISOFieldPackager;

/**
 * The elements of the {@link Traffic} in EBCDIC by jPOS's own field classes, compiled like its packagers for ASCII and
 * BCD: jPOS ships none for 1987 in EBCDIC.
 */
final class JposEbcdicPackager extends ISOBasePackager {

    private static final int[][] NUMERIC = {
        {3, 6}, {4, 12}, {7, 10}, {11, 6}, {12, 6}, {13, 4}, {14, 4}, {18, 4}, {22, 3}, {25, 2}
    };
    private static final int[][] TEXT = {{37, 12}, {38, 6}, {39, 2}, {41, 8}, {42, 15}, {43, 40}, {49, 3}};

    JposEbcdicPackager() {
        ISOFieldPackager[] fields = new ISOFieldPackager[65];
        fields[0] = new IFE_NUMERIC(4, "MTI");
        fields[1] = new IFB_BITMAP(16, "bitmap");
        for (int[] field : NUMERIC) {
            fields[field[0]] = new IFE_NUMERIC(field[1], "");
        }
        for (int[] field : TEXT) {
            fields[field[0]] = new IFE_CHAR(field[1], "");
        }
        fields[2] = new IFE_LLNUM(19, "");
        fields[32] = new IFE_LLNUM(11, "");
        fields[35] = new IFE_LLCHAR(37, "");
        fields[52] = new IFB_BINARY(8, "");
        fields[55] = new IFE_LLLBINARY(999, "");
        fields[63] = new IFE_LLLCHAR(999, "");
        setFieldPackager(fields);
    }
}
