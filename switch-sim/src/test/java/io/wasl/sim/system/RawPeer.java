package io.wasl.sim.system;

import io.wasl.codec.Dialect;
import io.wasl.codec.Dialects;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.config.ConfigException;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/** An acquirer on a plain socket, length-2 and iso87-ascii where nothing else is said, that can write whatever bytes a test wants. */
final class RawPeer implements AutoCloseable {

    static final Dialect DIALECT = dialect("iso87-ascii");

    private static final int TIMEOUT_MS = 60_000;
    private static final int SMALL_BUFFER_BYTES = 4 << 10;

    private final Socket socket;
    private final Dialect dialect;
    private final DataInputStream in;

    private RawPeer(Socket socket, Dialect dialect) throws IOException {
        this.socket = socket;
        this.dialect = dialect;
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    }

    static RawPeer connect(int port) throws IOException {
        return connect(port, DIALECT);
    }

    static RawPeer connect(int port, Dialect dialect) throws IOException {
        return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port), dialect);
    }

    /** With so little room for what is received that the other side soon cannot write. */
    static RawPeer connectWithSmallBuffer(int port) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(SMALL_BUFFER_BYTES);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawPeer(socket, DIALECT);
    }

    /** The elements of an authorization that is right in every way; a number makes it another one. */
    static SortedMap<Integer, String> payment(String pan, long amountMinor, int number) {
        var values = new TreeMap<Integer, String>();
        values.put(2, pan);
        values.put(3, "000000");
        values.put(4, String.format("%012d", amountMinor));
        values.put(7, String.format("1122%02d%02d%02d", number / 3600 % 24, number / 60 % 60, number % 60));
        values.put(11, String.format("%06d", number));
        values.put(22, "012");
        values.put(25, "00");
        values.put(32, "100001");
        values.put(37, String.format("%012d", number));
        values.put(41, "TERM0001");
        values.put(42, "CAFE DES ARTS  ");
        values.put(49, "504");
        return values;
    }

    /** The 0420 that reverses such an authorization. */
    static SortedMap<Integer, String> reversal(SortedMap<Integer, String> payment, int number) {
        var values = new TreeMap<>(payment);
        values.keySet().removeIf(de -> de == 35 || de == 45 || de == 52 || de == 14);
        values.put(11, String.format("%06d", number));
        values.put(90, "0100" + payment.get(11) + payment.get(7) + "00000100001" + "00000000000");
        return values;
    }

    /** A message's bytes without framing. */
    static byte[] body(int mti, SortedMap<Integer, String> values) {
        return body(DIALECT, mti, values);
    }

    static byte[] body(Dialect dialect, int mti, SortedMap<Integer, String> values) {
        var buffer = new byte[4 << 10];
        var writer = new MessageWriter().begin(dialect, mti);
        values.forEach((de, value) -> {
            byte[] neutral = value.getBytes(StandardCharsets.ISO_8859_1);
            writer.set(de, neutral, 0, neutral.length);
        });
        int length = writer.encode(buffer, 0, buffer.length);
        if (length < 0) {
            throw new IllegalArgumentException("DE " + writer.failedElement());
        }
        return Arrays.copyOf(buffer, length);
    }

    /** With its length in front. */
    static byte[] framed(byte[] body) {
        var frame = new byte[body.length + 2];
        frame[0] = (byte) (body.length >> 8);
        frame[1] = (byte) body.length;
        System.arraycopy(body, 0, frame, 2, body.length);
        return frame;
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    void send(int mti, SortedMap<Integer, String> values) throws IOException {
        send(framed(body(dialect, mti, values)));
    }

    /** The next frame's body. */
    byte[] receive() throws IOException {
        var body = new byte[in.readUnsignedShort()];
        in.readFully(body);
        return body;
    }

    /** The next answer as {@code 0110 00}. */
    String answer() throws IOException {
        byte[] body = receive();
        var view = new MessageView();
        if (!view.decode(dialect, body, 0, body.length)) {
            throw new IOException("not readable: " + view.error());
        }
        return Mti.toString(view.mti()) + " " + ResponseCode.toString(view.code());
    }

    /** All that comes before an RST; another end is an {@link EOFException}. */
    byte[] receiveUntilReset() throws IOException {
        var received = new ByteArrayOutputStream();
        try {
            for (int next = in.readUnsignedByte(); ; next = in.readUnsignedByte()) {
                received.write(next);
            }
        } catch (SocketException reset) {
            return received.toByteArray();
        }
    }

    /** Reads to the end of the connection, by whichever side and in whichever way; waits for it. */
    void awaitEnd() throws IOException {
        try {
            while (in.read() >= 0) {
                // What was answered before the end does not matter here.
            }
        } catch (SocketException | EOFException reset) {
            // an end too
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** A shipped one. */
    static Dialect dialect(String name) {
        try {
            return Dialects.load(name, Path.of("").toAbsolutePath());
        } catch (ConfigException e) {
            throw new IllegalArgumentException(name, e);
        }
    }
}
