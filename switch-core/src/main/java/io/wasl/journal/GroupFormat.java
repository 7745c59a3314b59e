package io.wasl.journal;

import io.wasl.security.SegmentChain;
import io.wasl.security.SegmentCipher;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The bytes of a commit group's header (picture in the package's description). Little endian.
 */
final class GroupFormat {

    static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);

    static final int HEADER_BYTES = 64;
    /** Groups start at multiples of this, so that a search for one need not look at every byte. */
    static final int ALIGNMENT = 8;
    /** No group is longer: what a header may claim before its checksum is known to be right. */
    static final int LONGEST_BYTES = 64 << 20;

    static final int MAGIC = 0x47_52_50_57; // "WPRG" as bytes
    static final int MAGIC_AT = 0;
    static final int CRC_AT = 4;
    static final int LENGTH_AT = 8;
    static final int COUNT_AT = 12;
    static final int GROUP_NUMBER_AT = 16;
    static final int FIRST_POSITION_AT = 24;
    static final int EPOCH_AT = 32;
    static final int FIRST_TIME_AT = 40;
    static final int LAST_TIME_AT = 48;
    static final int RECORD_BYTES_AT = 56;
    static final int SEALED_BYTES_AT = 60;

    /** What the checksum and the hash chain cover, and what is authenticated with the sealed bytes, starts here. */
    static final int COVERED_AT = 8;

    /** A group ends with its value of the hash chain, which is over all that is covered before it. */
    static final int CHAIN_BYTES = SegmentChain.VALUE_BYTES;

    private GroupFormat() {}

    static int aligned(int length) {
        return length + ALIGNMENT - 1 & -ALIGNMENT;
    }

    /** The checksum starts with the segment's salt: bytes of another segment, or made by a stranger, never fit. */
    static int checksum(CRC32C crc, byte[] salt, byte[] bytes, int offset, int length) {
        crc.reset();
        crc.update(salt, 0, salt.length);
        crc.update(bytes, offset + COVERED_AT, length - COVERED_AT);
        return (int) crc.getValue();
    }

    /** Whether a header at {@code at} has the marks of one; its checksum is yet to be verified. */
    static boolean looksLikeHeader(byte[] bytes, int at) {
        if (intAt(bytes, at + MAGIC_AT) != MAGIC) {
            return false;
        }
        int length = intAt(bytes, at + LENGTH_AT);
        int records = intAt(bytes, at + RECORD_BYTES_AT);
        int sealed = intAt(bytes, at + SEALED_BYTES_AT);
        return length <= LONGEST_BYTES
                && length % ALIGNMENT == 0
                && records >= 0
                && sealed >= 0
                && HEADER_BYTES + (long) records + sealedLength(sealed) + CHAIN_BYTES <= length;
    }

    /** How long {@code bytes} sealed bytes are on the disk. */
    static long sealedLength(int bytes) {
        return bytes == 0 ? 0 : (long) bytes + SegmentCipher.TAG_BYTES;
    }

    /** Of {@code length} bytes of a group, those that the hash chain is over. */
    static int chainedLength(int length) {
        return length - COVERED_AT - CHAIN_BYTES;
    }

    static int intAt(byte[] bytes, int at) {
        return (int) INT.get(bytes, at);
    }

    static long longAt(byte[] bytes, int at) {
        return (long) LONG.get(bytes, at);
    }
}
