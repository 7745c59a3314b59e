package io.wasl.link;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Keeps what a session sends; the test plays the rest of the connection. */
final class FakeTransport implements LinkTransport {

    final List<byte[]> frames = new ArrayList<>();
    final List<Long> tokens = new ArrayList<>();
    boolean isFull;
    int roomBytes = 1 << 20;
    boolean isClosed;
    boolean isAborted;

    @Override
    public boolean write(byte[] source, int offset, int lengthBytes, long token) {
        if (isFull) {
            return false;
        }
        frames.add(Arrays.copyOfRange(source, offset, offset + lengthBytes));
        tokens.add(token);
        return true;
    }

    @Override
    public boolean hasRoom(int lengthBytes) {
        return !isFull && lengthBytes <= roomBytes;
    }

    @Override
    public void close() {
        isClosed = true;
    }

    @Override
    public void abort() {
        isAborted = true;
    }

    /** The bodies written since the last call. */
    List<byte[]> takeBodies() {
        List<byte[]> bodies = frames.stream()
                .map(frame -> Arrays.copyOfRange(frame, 2, frame.length))
                .toList();
        frames.clear();
        return bodies;
    }
}
