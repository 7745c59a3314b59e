package io.wasl.sim.world;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a file as a process reads them, and as they are on the platters.
 *
 * <p>Owner: the world's thread.
 */
final class FileContent {

    private static final int SECTOR_BYTES = 512;

    private SparseBytes bytes = new SparseBytes();
    private int size;
    private SparseBytes forced = new SparseBytes();
    private int forcedSize;
    private final List<Range> unforced = new ArrayList<>();

    private record Range(int start, int end) {}

    int size() {
        return size;
    }

    int read(int offset, byte[] target, int targetOffset, int length) {
        int count = Math.max(0, Math.min(length, size - offset));
        bytes.read(offset, target, targetOffset, count);
        return count;
    }

    void write(int offset, ByteBuffer source) {
        int end = offset + source.remaining();
        unforced.add(new Range(offset, end));
        bytes.write(offset, source);
        size = Math.max(size, end);
    }

    /** A write that was broken off. */
    void writeSome(int offset, ByteBuffer source, Chance chance) {
        source.limit(source.position() + chance.below(source.remaining() + 1));
        write(offset, source);
    }

    void truncate(int newSize) {
        size = newSize;
        bytes.clear(size);
    }

    void force() {
        unforced.forEach(range -> forced.load(bytes, range.start(), range.end()));
        if (size < forcedSize) {
            forced.clear(size);
        }
        forcedSize = size;
        unforced.clear();
    }

    /** As a kernel does after an error: the pages count as clean and never reach the disk. */
    void forgetUnforced() {
        unforced.clear();
    }

    /** The power has been off. */
    void lose(Chance chance) {
        SparseBytes left = forced;
        int manner = chance.below(3);
        for (Range range : unforced) {
            for (int at = range.start(); at < range.end(); ) {
                int next = Math.min(range.end(), (at / SECTOR_BYTES + 1) * SECTOR_BYTES);
                if (manner == 1 || manner == 2 && chance.falls(0.5)) {
                    left.load(bytes, at, next);
                }
                at = next;
            }
        }
        size = chance.falls(0.5) ? size : forcedSize;
        left.clear(size);
        bytes = left;
        unforced.clear();
        forced = bytes.copy();
        forcedSize = size;
    }
}
