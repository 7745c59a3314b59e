package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.ResponseCode;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** An authorization on a connection of its own, its frame with a length of two bytes, and its answer. */
final class FirstPayment {

    private static final int LENGTH_BYTES = 2;
    private static final int LARGEST = 1024;
    private static final int PATIENCE_MS = 20_000;
    private static final int REQUEST = 0x0100;
    private static final int ANSWER = 0x0110;
    private static final int STAN = 1;

    private static final Map<Integer, String> ELEMENTS = new TreeMap<>(Map.ofEntries(
            Map.entry(2, "4000000000000002"),
            Map.entry(3, "000000"),
            Map.entry(4, "000000001000"),
            Map.entry(7, "0101120000"),
            Map.entry(11, "00000" + STAN),
            Map.entry(12, "120000"),
            Map.entry(13, "0101"),
            Map.entry(18, "5999"),
            Map.entry(22, "051"),
            Map.entry(25, "00"),
            Map.entry(32, "00000000001"),
            Map.entry(37, "000000000001"),
            Map.entry(41, "TERMINAL"),
            Map.entry(42, "MERCHANT       "),
            Map.entry(49, "978")));

    private final Dialect dialect = Encoding.ASCII.dialect();
    private final MessageView view = new MessageView();
    private final byte[] frame;

    FirstPayment() {
        var writer = new MessageWriter();
        writer.begin(dialect, REQUEST);
        ELEMENTS.forEach(writer::setText);
        var target = new byte[LARGEST];
        int length = writer.encode(target, LENGTH_BYTES, target.length);
        if (length < 0) {
            throw new IllegalStateException("the request cannot be written");
        }
        frame = Arrays.copyOf(target, LENGTH_BYTES + length);
        frame[0] = (byte) (length >> Byte.SIZE);
        frame[1] = (byte) length;
    }

    /**
     * Connects, asks, and returns when the answer was read and is its approval.
     *
     * @throws IllegalStateException when it is anything else
     */
    void send(int port) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(frame);
            var input = new DataInputStream(socket.getInputStream());
            byte[] answer = new byte[input.readUnsignedShort()];
            input.readFully(answer);
            boolean isApproved = view.decode(dialect, answer, 0, answer.length)
                    && view.mti() == ANSWER
                    && view.number(11) == STAN
                    && view.code() == ResponseCode.APPROVED;
            if (!isApproved) {
                throw new IllegalStateException(
                        "the first authorization was answered with " + ResponseCode.toString(view.code()));
            }
        }
    }
}
