package io.wasl.sim.world;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The bytes of a file as a process reads them, and as they are on the platters.
 *
 * <p>Owner: the world's thread.
 */
final class FileContent {

    private static final int SECTOR_BYTES = 512;

    private byte[] bytes = {};
    private int size;
    private byte[] forced = {};
    private int forcedSize;
    private final List<Range> unforced = new ArrayList<>();

    private record Range(int start, int end) {}

    int size() {
        return size;
    }

    int read(int offset, byte[] target, int targetOffset, int length) {
        int count = Math.max(0, Math.min(length, size - offset));
        System.arraycopy(bytes, Math.min(offset, size), target, targetOffset, count);
        return count;
    }

    void write(int offset, ByteBuffer source) {
        int end = offset + source.remaining();
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        unforced.add(new Range(offset, end));
        source.get(bytes, offset, end - offset);
        size = Math.max(size, end);
    }

    /** A write that was broken off. */
    void writeSome(int offset, ByteBuffer source, Chance chance) {
        source.limit(source.position() + chance.below(source.remaining() + 1));
        write(offset, source);
    }

    void truncate(int newSize) {
        size = newSize;
        Arrays.fill(bytes, size, bytes.length, (byte) 0);
        unforced.add(new Range(size, size));
    }

    void force() {
        if (forced.length < bytes.length) {
            forced = Arrays.copyOf(forced, bytes.length);
        }
        for (Range range : unforced) {
            System.arraycopy(bytes, range.start(), forced, range.start(), range.end() - range.start());
        }
        if (size < forcedSize) {
            Arrays.fill(forced, size, forced.length, (byte) 0);
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
        byte[] left = Arrays.copyOf(forced, Math.max(forced.length, bytes.length));
        int manner = chance.below(3);
        for (Range range : unforced) {
            for (int at = range.start(); at < range.end(); ) {
                int next = Math.min(range.end(), (at / SECTOR_BYTES + 1) * SECTOR_BYTES);
                if (manner == 1 || manner == 2 && chance.falls(0.5)) {
                    System.arraycopy(bytes, at, left, at, next - at);
                }
                at = next;
            }
        }
        size = chance.falls(0.5) ? size : forcedSize;
        bytes = left;
        Arrays.fill(bytes, size, bytes.length, (byte) 0);
        unforced.clear();
        forced = Arrays.copyOf(bytes, bytes.length);
        forcedSize = size;
    }
}
