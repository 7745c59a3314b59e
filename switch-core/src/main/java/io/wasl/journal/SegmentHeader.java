package io.wasl.journal;

import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.util.Arrays;
import java.util.zip.CRC32C;

/**
 * The first page of a segment: written and forced before the segment gets its name, never changed.
 *
 * @param number dense, from 1
 * @param epoch of every record in it
 * @param firstPosition of its first record: the last valid position before it, plus 1
 * @param firstGroup number of its first group
 * @param previousEnd where the last valid group of the segment before it ends; whatever lies behind was cut
 * @param segmentBytes the size of its file when it was made
 * @param logTimeMs no record in it is older, none before it is newer
 * @param panKeyId which PAN encryption key seals it
 * @param tokenKeyId which PAN token key made its tokens
 * @param chainBefore the value of the hash chain that the segment before it ended with
 * @param chain the value behind this header, from which its first group goes on
 */
record SegmentHeader(
        long number,
        long epoch,
        long firstPosition,
        long firstGroup,
        long previousEnd,
        long segmentBytes,
        long logTimeMs,
        long saltHigh,
        long saltLow,
        int panKeyId,
        int tokenKeyId,
        long panKeyCheck,
        long tokenKeyCheck,
        ChainValue chainBefore,
        ChainValue chain) {

    /** A page of its own, so that no later write touches it. */
    static final int BYTES = 4096;

    /** 1 had no hash chain. */
    static final int VERSION = 3;

    static final int KEYS_AT = 88;
    static final int CHAIN_BEFORE_AT = 112;

    private static final long MAGIC = 0x31_4C_4E_52_4A_4C_53_57L; // "WSLJRNL1" as bytes
    private static final int VERSION_AT = 8;
    private static final int CRC_AT = 12;
    private static final int COVERED_AT = 16;
    private static final int CHAIN_AT = 128;
    private static final int FIELDS_END = 144;
    private static final byte[] ZEROS = new byte[BYTES];

    byte[] encode() {
        byte[] bytes = page();
        GroupFormat.INT.set(bytes, CRC_AT, checksum(bytes));
        return bytes;
    }

    /** This header with the value of the chain behind it; there {@code segmentChain}, the segment's own, then stands. */
    SegmentHeader chained(SegmentChain segmentChain) {
        segmentChain.standAt(chainBefore.high(), chainBefore.low());
        segmentChain.extend(page(), 0, CHAIN_AT);
        return new SegmentHeader(
                number,
                epoch,
                firstPosition,
                firstGroup,
                previousEnd,
                segmentBytes,
                logTimeMs,
                saltHigh,
                saltLow,
                panKeyId,
                tokenKeyId,
                panKeyCheck,
                tokenKeyCheck,
                chainBefore,
                ChainValue.of(segmentChain));
    }

    /** Whether a node with the key wrote it; {@code segmentChain} then stands behind it. */
    boolean isGenuine(SegmentChain segmentChain) {
        return chained(segmentChain).equals(this);
    }

    /** All but the checksum. */
    private byte[] page() {
        byte[] bytes = new byte[BYTES];
        GroupFormat.LONG.set(bytes, 0, MAGIC);
        GroupFormat.INT.set(bytes, VERSION_AT, VERSION);
        long[] fields = {
            number,
            epoch,
            firstPosition,
            firstGroup,
            previousEnd,
            segmentBytes,
            logTimeMs,
            saltHigh,
            saltLow,
            (panKeyId & 0xFFFF_FFFFL) | (long) tokenKeyId << 32,
            panKeyCheck,
            tokenKeyCheck,
            chainBefore.high(),
            chainBefore.low(),
            chain.high(),
            chain.low()
        };
        int at = COVERED_AT;
        for (long field : fields) {
            GroupFormat.LONG.set(bytes, at, field);
            at += Long.BYTES;
        }
        assert at == FIELDS_END : "the layout has changed";
        return bytes;
    }

    /** Whether the page is a whole header of a version this one knows. */
    static boolean isWhole(byte[] bytes) {
        return GroupFormat.longAt(bytes, 0) == MAGIC
                && GroupFormat.intAt(bytes, VERSION_AT) == VERSION
                && GroupFormat.intAt(bytes, CRC_AT) == checksum(bytes)
                && Arrays.equals(bytes, FIELDS_END, BYTES, ZEROS, FIELDS_END, BYTES);
    }

    /** The version a page claims to be of, or 0 when it is no header at all. */
    static int claimedVersion(byte[] bytes) {
        return GroupFormat.longAt(bytes, 0) == MAGIC ? GroupFormat.intAt(bytes, VERSION_AT) : 0;
    }

    /** Of a page that {@link #isWhole}. */
    static SegmentHeader decode(byte[] bytes) {
        long[] fields = new long[(FIELDS_END - COVERED_AT) / Long.BYTES];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = GroupFormat.longAt(bytes, COVERED_AT + i * Long.BYTES);
        }
        return new SegmentHeader(
                fields[0],
                fields[1],
                fields[2],
                fields[3],
                fields[4],
                fields[5],
                fields[6],
                fields[7],
                fields[8],
                (int) fields[9],
                (int) (fields[9] >>> 32),
                fields[10],
                fields[11],
                ChainValue.at(bytes, CHAIN_BEFORE_AT),
                ChainValue.at(bytes, CHAIN_AT));
    }

    byte[] salt() {
        byte[] salt = new byte[SegmentCipher.SALT_BYTES];
        GroupFormat.LONG.set(salt, 0, saltHigh);
        GroupFormat.LONG.set(salt, Long.BYTES, saltLow);
        return salt;
    }

    /** The whole page, so that damage to its unused part is seen too. */
    private static int checksum(byte[] bytes) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, CRC_AT);
        crc.update(bytes, COVERED_AT, BYTES - COVERED_AT);
        return (int) crc.getValue();
    }
}
