package io.wasl.sim.world;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A host's end of a connection: messages in its dialect, each behind two bytes of length.
 *
 * <p>Owner: the world's thread.
 */
final class HostLine implements Lane.Sink {

    private static final int MOST_BYTES = 8 << 10;
    private static final int HIGHEST_ELEMENT = 128;
    /** Of a third bitmap, which no dialect here has. */
    private static final int SECOND_BITMAP = 65;

    /** The host, as its lines tell it what comes. */
    interface Host {
        void onMessage(HostLine line, Message message);

        /** A frame that is no message of the dialect. */
        void onUnreadable(HostLine line);

        void onClosed(HostLine line);
    }

    private final Host host;
    private final Dialect dialect;
    private final Tongue tongue;
    private final Bench bench;
    private @Nullable Connection connection;
    private byte[] received = {};
    private boolean isClosed;

    /** What all lines of a world read and write with, one after the other. */
    static final class Bench {
        private final MessageView view = new MessageView();
        private final MessageWriter writer = new MessageWriter();
        private final byte[] scratch = new byte[MOST_BYTES];
    }

    HostLine(Host host, Dialect dialect, Bench bench) {
        this.host = host;
        this.bench = bench;
        this.dialect = dialect;
        tongue = new Tongue(dialect.version());
    }

    void open(Connection itsConnection) {
        connection = itsConnection;
    }

    boolean isOpen() {
        return !isClosed && connection != null;
    }

    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    void send(Message message) {
        byte[] frame = frame(message);
        sendBytes(frame, frame.length);
    }

    /** The first bytes of a message's frame only. */
    void sendPart(Message message, int bytes) {
        byte[] frame = frame(message);
        sendBytes(frame, Math.min(bytes, frame.length));
    }

    void sendBytes(byte[] bytes, int length) {
        if (isOpen()) {
            connection().toNode().take(bytes, 0, length);
        }
    }

    void close() {
        if (isOpen()) {
            isClosed = true;
            connection().closeByHost();
            host.onClosed(this);
        }
    }

    void reset() {
        if (isOpen()) {
            isClosed = true;
            connection().resetByHost();
            host.onClosed(this);
        }
    }

    @Override
    public void onBytes(byte[] piece) {
        int before = received.length;
        received = Arrays.copyOf(received, before + piece.length);
        System.arraycopy(piece, 0, received, before, piece.length);
        int at = 0;
        while (!isClosed && received.length - at >= 2) {
            int length = (received[at] & 0xFF) << 8 | received[at + 1] & 0xFF;
            if (received.length - at - 2 < length) {
                break;
            }
            at += 2 + length;
            onFrame(received, at - length, length);
        }
        received = Arrays.copyOfRange(received, Math.min(at, received.length), received.length);
    }

    @Override
    public void onEnd(boolean isReset) {
        if (!isClosed) {
            isClosed = true;
            connection().closeByHost();
            host.onClosed(this);
        }
    }

    private void onFrame(byte[] bytes, int offset, int length) {
        MessageView view = bench.view;
        if (!view.decode(dialect, bytes, offset, length)) {
            host.onUnreadable(this);
            return;
        }
        Message message = Message.of(view.mti());
        for (int de = 2; de <= HIGHEST_ELEMENT; de++) {
            if (de != SECOND_BITMAP && view.has(de)) {
                int units = view.copy(de, bench.scratch, 0);
                message.with(de, new String(bench.scratch, 0, units, StandardCharsets.ISO_8859_1));
            }
        }
        host.onMessage(this, tongue.understood(message));
    }

    private byte[] frame(Message message) {
        MessageWriter writer = bench.writer;
        byte[] scratch = bench.scratch;
        Message spoken = tongue.spoken(message);
        writer.begin(dialect, spoken.mti());
        spoken.forEach((text, de) -> writer.setText(de, text));
        int length = writer.encode(scratch, 2, scratch.length);
        if (length < 0) {
            throw new IllegalStateException("DE " + writer.failedElement() + " of a host's " + message.brief());
        }
        scratch[0] = (byte) (length >>> 8);
        scratch[1] = (byte) length;
        return Arrays.copyOf(scratch, length + 2);
    }
}
