package io.wasl.bench.e2e;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/** Cuts a stream into frames with a length of two bytes in front. Owner: its connection's loop. */
final class FrameCutter {

    static final int LENGTH_BYTES = 2;
    /** Thousands of connections each have one; it grows with what comes together. */
    private static final int FIRST_BYTES = 1 << 10;

    private byte[] bytes = new byte[FIRST_BYTES];
    private int from;
    private int to;
    private int offset;
    private int length;

    /** Puts the chunk behind what is left of those before. */
    void add(ByteBuf chunk) {
        int more = chunk.readableBytes();
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(to + more, 2 * bytes.length));
        }
        chunk.readBytes(bytes, to, more);
        to += more;
    }

    /** Whether there is a whole frame more: {@link #offset} and {@link #length} of {@link #bytes} then, until the next chunk. */
    boolean next() {
        if (to - from < LENGTH_BYTES) {
            return false;
        }
        int body = (bytes[from] & 0xFF) << Byte.SIZE | bytes[from + 1] & 0xFF;
        if (to - from < LENGTH_BYTES + body) {
            return false;
        }
        offset = from + LENGTH_BYTES;
        length = body;
        from = offset + body;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int offset() {
        return offset;
    }

    int length() {
        return length;
    }
}
