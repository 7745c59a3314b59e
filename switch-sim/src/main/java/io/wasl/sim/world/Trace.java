package io.wasl.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.zip.CRC32C;

/**
 * What happened in a world: as one number that two runs of a seed must share, and, when somebody wants to read it, in lines.
 *
 * <p>Owner: the world's thread.
 */
final class Trace {

    private static final int MOST_LINES = 200_000;

    private final VirtualTime time;
    private final CRC32C hash = new CRC32C();
    private final byte[] stamp = new byte[8];
    private final List<String> lines = new ArrayList<>();
    private final boolean isRead;

    Trace(VirtualTime time, boolean isRead) {
        this.time = time;
        this.isRead = isRead;
    }

    /** Bytes that arrived somewhere. */
    void bytes(byte[] piece) {
        stamp();
        hash.update(piece, 0, piece.length);
    }

    /** Something that is one of a kind. */
    void mark(int kind) {
        stamp();
        hash.update(kind);
    }

    /** A line for people; made only when it is read. */
    void line(Supplier<String> text) {
        if (isRead && lines.size() < MOST_LINES) {
            lines.add(String.format(Locale.ROOT, "%12.6f  %s", time.nowNs() / 1e9, text.get()));
        }
    }

    List<String> lines() {
        return List.copyOf(lines);
    }

    long hash() {
        return hash.getValue();
    }

    private void stamp() {
        long now = time.nowNs();
        for (int i = 0; i < stamp.length; i++) {
            stamp[i] = (byte) (now >>> 8 * i);
        }
        hash.update(stamp, 0, stamp.length);
    }
}
