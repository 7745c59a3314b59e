package io.wasl.journal;

import io.wasl.security.SegmentChain;
import java.util.HexFormat;

/**
 * A value of the hash chain ({@link SegmentChain}), 16 bytes. It tells nothing of what it was made from.
 *
 * @param high the first 8 bytes, little endian
 * @param low the last 8
 */
public record ChainValue(long high, long low) {

    /** Before the first segment. */
    static final ChainValue NONE = new ChainValue(0, 0);

    static ChainValue of(SegmentChain chain) {
        return new ChainValue(chain.high(), chain.low());
    }

    static ChainValue at(byte[] bytes, int offset) {
        return new ChainValue(GroupFormat.longAt(bytes, offset), GroupFormat.longAt(bytes, offset + Long.BYTES));
    }

    /** 32 hex digits, in the order of the bytes on the disk. */
    @Override
    public String toString() {
        byte[] bytes = new byte[SegmentChain.VALUE_BYTES];
        GroupFormat.LONG.set(bytes, 0, high);
        GroupFormat.LONG.set(bytes, Long.BYTES, low);
        return HexFormat.of().formatHex(bytes);
    }
}
