package io.wasl.bench.e2e;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.channel.PostChannel;

/**
 * A channel of jPOS with a length of two bytes and with TCP_NODELAY, which jPOS leaves off. Batched it is favoured beyond what
 * jPOS has: its buffers are as large as the switch's, and what is sent while there is more to read leaves together, where jPOS
 * alone makes a system call of each message.
 *
 * <p>Its streams are guarded by the locks that jPOS itself takes for them.
 */
@SuppressWarnings("SynchronizeOnNonFinalField")
final class JposLine extends PostChannel {

    private static final int BUFFER_BYTES = 64 << 10;

    private final boolean isBatched;
    private Held held = new Held(OutputStream.nullOutputStream());

    JposLine(ISOPackager packager, boolean isBatched) throws IOException {
        super(packager);
        this.isBatched = isBatched;
    }

    @Override
    protected void connect(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        super.connect(socket);
        if (!isBatched) {
            return;
        }
        synchronized (serverInLock) {
            serverIn = new DataInputStream(new Received(socket.getInputStream()));
        }
        synchronized (serverOutLock) {
            held = new Held(socket.getOutputStream());
            serverOut = new DataOutputStream(held);
        }
    }

    /** Whether a read would wait. */
    boolean isReadThrough() throws IOException {
        return isBatched && serverIn.available() == 0;
    }

    /** What was sent leaves, if it has not left yet. */
    void release() throws IOException {
        synchronized (serverOutLock) {
            held.release();
        }
    }

    /** Asks the socket only when it holds nothing itself: a system call less a message. */
    private static final class Received extends BufferedInputStream {

        Received(InputStream in) {
            super(in, BUFFER_BYTES);
        }

        @Override
        public synchronized int available() throws IOException {
            int held = count - pos;
            return held > 0 ? held : in.available();
        }
    }

    /** Does not flush when it is told to, but when it is full or released. */
    private static final class Held extends BufferedOutputStream {

        Held(OutputStream out) {
            super(out, BUFFER_BYTES);
        }

        @Override
        public synchronized void flush() {
            // jPOS asks for it after each message.
        }

        synchronized void release() throws IOException {
            super.flush();
        }
    }
}
