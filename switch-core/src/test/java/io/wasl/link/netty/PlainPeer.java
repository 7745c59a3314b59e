package io.wasl.link.netty;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;

/** The other end of a connection, on a plain blocking socket with length-2 framing. */
final class PlainPeer implements AutoCloseable {

    private static final int TIMEOUT_MS = 20_000;

    final Socket socket;
    private final DataInputStream in;

    PlainPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static PlainPeer connect(int port) throws IOException {
        return new PlainPeer(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** With a receive buffer so small that an unread answer soon blocks the sender. */
    static PlainPeer connectSlow(int port) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4 << 10);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new PlainPeer(socket);
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next frame's body. */
    byte[] receive() throws IOException {
        byte[] body = new byte[in.readUnsignedShort()];
        in.readFully(body);
        return body;
    }

    /** Whether the other side has ended the connection, by FIN or reset, with nothing more to read. */
    boolean isEnded() throws IOException {
        try {
            return in.read() < 0;
        } catch (SocketException reset) {
            return true;
        }
    }

    /** Reads frames until the end; the part of a frame at the end is dropped. */
    java.util.List<byte[]> receiveToTheEnd() throws IOException {
        java.util.List<byte[]> bodies = new java.util.ArrayList<>();
        try {
            while (true) {
                bodies.add(receive());
            }
        } catch (EOFException | SocketException end) {
            return bodies;
        }
    }

    /** Ends the connection by RST. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
