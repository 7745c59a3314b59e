package io.wasl.journal.keys;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The memory of all filters, outside the heap, in chunks that go round: {@code journal.filter-limit}, and as much again
 * while runs are merged, since the old filters serve until the new one does. Any thread.
 */
final class FilterMemory {

    static final int CHUNK_BYTES = 64 << 10;

    private final long limitBytes;
    private final ArrayDeque<ByteBuffer> free = new ArrayDeque<>();
    private long made;

    FilterMemory(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    long limitBytes() {
        return limitBytes;
    }

    /** Memory of at least that many bytes, its contents undefined; null when there is none left. */
    synchronized ByteBuffer @Nullable [] take(long bytes) {
        int chunks = chunks(bytes);
        if (chunks > free.size() + (2 * limitBytes) / CHUNK_BYTES - made) {
            return null;
        }
        ByteBuffer[] taken = new ByteBuffer[chunks];
        for (int i = 0; i < chunks; i++) {
            ByteBuffer chunk = free.poll();
            if (chunk == null) {
                chunk = ByteBuffer.allocateDirect(CHUNK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
                made++;
            }
            taken[i] = chunk;
        }
        return taken;
    }

    /** The caller makes sure that nobody looks into it any more. */
    synchronized void giveBack(ByteBuffer[] chunks) {
        for (ByteBuffer chunk : chunks) {
            free.add(chunk);
        }
    }

    static int chunks(long bytes) {
        return Math.toIntExact((bytes + CHUNK_BYTES - 1) / CHUNK_BYTES);
    }
}
