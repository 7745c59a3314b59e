package io.wasl.journal.keys;

import java.nio.ByteBuffer;

/**
 * Says of a key that it is not there, or that it may be: a Bloom filter of blocks of 64 bytes, so that one look costs one cache
 * line. 16 bits and seven marks a key: about one key in a thousand is said to be there and is not (measured: see
 * docs/PERFORMANCE.md).
 *
 * <p>The block follows from the high half of the hash, in its order, so that a filter is written front to back beside the
 * sorted entries; the marks from the low half. Never changes; probed on the loop.
 */
final class KeyFilter {

    static final int BLOCK_BYTES = 64;

    /** Without keys. */
    static final KeyFilter EMPTY = new KeyFilter(0, new ByteBuffer[0]);

    private static final int KEYS_PER_BLOCK = 32;
    private static final int MARKS = 7;
    private static final int MARK_BITS = 9;
    private static final int MARK_MASK = (1 << MARK_BITS) - 1;
    private static final int CHUNK_SHIFT = 10;
    private static final int CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

    private final long blocks;
    private final ByteBuffer[] chunks;

    /**
     * @param chunks hold the blocks, one after the other
     */
    KeyFilter(long blocks, ByteBuffer[] chunks) {
        this.blocks = blocks;
        this.chunks = chunks;
    }

    ByteBuffer[] chunks() {
        return chunks;
    }

    /** How many blocks so many keys need. */
    static long blocks(long keys) {
        return (keys + KEYS_PER_BLOCK - 1) / KEYS_PER_BLOCK;
    }

    /** Which of the blocks a key belongs to. */
    static long block(long high, long blocks) {
        return Math.multiplyHigh(high, blocks) + (high >> 63 & blocks);
    }

    /** Marks a key in its block, which starts at {@code at}. */
    static void mark(ByteBuffer block, int at, long low) {
        long marks = low;
        for (int i = 0; i < MARKS; i++) {
            int word = at + wordOf(marks);
            block.putLong(word, block.getLong(word) | 1L << marks);
            marks = marks >>> MARK_BITS;
        }
    }

    boolean mayHold(long high, long low) {
        if (blocks == 0) {
            return false;
        }
        long block = block(high, blocks);
        ByteBuffer chunk = chunks[(int) (block >>> CHUNK_SHIFT)];
        int at = (int) (block & CHUNK_MASK) * BLOCK_BYTES;
        long marks = low;
        for (int i = 0; i < MARKS; i++) {
            if ((chunk.getLong(at + wordOf(marks)) >>> marks & 1) == 0) {
                return false;
            }
            marks = marks >>> MARK_BITS;
        }
        return true;
    }

    /** Of nine bits: the upper three choose the word, the lower six (a shift takes no more) the bit. */
    private static int wordOf(long marks) {
        return ((int) marks & MARK_MASK) >>> 6 << 3;
    }
}
