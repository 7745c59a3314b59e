package io.wasl.sim.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.HeaderForm;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.config.FramingPresets;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jpos.iso.BaseChannel;
import org.jpos.iso.ISOComponent;
import org.jpos.iso.ISOException;
import org.jpos.iso.ISOMsg;
import org.jpos.iso.ISOPackager;
import org.jpos.iso.channel.ASCIIChannel;
import org.jpos.iso.channel.AmexChannel;
import org.jpos.iso.channel.BASE24Channel;
import org.jpos.iso.channel.BASE24TCPChannel;
import org.jpos.iso.channel.BCDChannel;
import org.jpos.iso.channel.CSChannel;
import org.jpos.iso.channel.GICCChannel;
import org.jpos.iso.channel.HEXChannel;
import org.jpos.iso.channel.NACChannel;
import org.jpos.iso.channel.NCCChannel;
import org.jpos.iso.channel.PostChannel;
import org.jpos.iso.channel.RawChannel;
import org.jpos.iso.channel.VAPChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our framings against the live channels of jPOS, over loopback: what one writes the other reads, whatever TCP does. */
final class JposChannelsIT {

    private static final int TIMEOUT_MS = 10_000;
    private static final int MAX_BYTES = 20_000;
    private static final byte[] TPDU = HexFormat.of().parseHex("6012345678");
    private static final byte[] LITERAL = "ISO025000055".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SEVEN = HexFormat.of().parseHex("01020304050607");

    /** A channel of jPOS, and our framing that must speak to it. */
    private record Peer(FramingConfig framing, Supplier<BaseChannel> channel, boolean echoesZero) {
        @Override
        public String toString() {
            return framing.name() + " " + channel.get().getClass().getSimpleName();
        }
    }

    static Stream<Peer> peers() {
        return Stream.of(
                peer("length-2", NACChannel::new),
                peer("length-2", PostChannel::new),
                peer("length-2-tpdu", () -> withHeader(new NACChannel(), TPDU)),
                peer("length-2+iso", () -> withHeader(new NACChannel(), LITERAL)),
                echoing("length-2-inclusive", AmexChannel::new),
                echoing("length-2-zeros", CSChannel::new),
                echoing("zeros-length-2", GICCChannel::new),
                peer("length-4", RawChannel::new),
                new Peer(keptSeven(), () -> withHeader(new RawChannel(), SEVEN), false),
                peer("ascii-4", ASCIIChannel::new),
                peer("ascii-4+iso", () -> withHeader(new ASCIIChannel(), LITERAL)),
                peer("ascii-6", () -> asciiDigits(6)),
                peer("ascii-3", () -> asciiDigits(3)),
                peer("hex-4", HEXChannel::new),
                peer("bcd-2", BCDChannel::new),
                peer("bcd-2-tpdu", () -> withHeader(new BCDChannel(), TPDU)),
                peer("bcd-2-tpdu", () -> withHeader(new NCCChannel(), TPDU)),
                echoing("vap", VAPChannel::new),
                peer("etx", BASE24Channel::new),
                echoing("length-2-etx", BASE24TCPChannel::new));
    }

    private static Peer peer(String framing, Supplier<BaseChannel> channel) {
        return new Peer(FramingPresets.preset(framing), channel, false);
    }

    private static Peer echoing(String framing, Supplier<BaseChannel> channel) {
        return new Peer(FramingPresets.preset(framing), channel, true);
    }

    private static BaseChannel withHeader(BaseChannel channel, byte[] header) {
        channel.setHeader(header);
        return channel;
    }

    private static BaseChannel asciiDigits(int digits) {
        return new ASCIIChannel() {
            {
                lengthDigits = digits;
            }
        };
    }

    private static FramingConfig keptSeven() {
        String header = HexFormat.of().formatHex(SEVEN);
        return new FramingConfig(
                "length-4 kept",
                LengthKind.BINARY_BIG_ENDIAN,
                4,
                false,
                "",
                "",
                header,
                "",
                "",
                ZeroLength.CLOSE,
                HeaderForm.KEPT,
                Duration.ZERO);
    }

    @ParameterizedTest
    @MethodSource("peers")
    void shouldReadWhatThePeerWrites(Peer peer) throws Exception {
        long seed = 7;
        List<byte[]> bodies = bodies(peer, seed);
        try (Line line = new Line(peer)) {
            for (byte[] body : bodies) {
                line.channel.send(message(body));
            }
            Cutter one = new Cutter(peer, line.socket.getInputStream(), 1);
            Cutter many = new Cutter(peer, line.socket.getInputStream(), 1500);
            for (int i = 0; i < bodies.size(); i++) {
                // The first by single bytes, the others as they lie in the segments.
                byte[] received = i == 0 ? one.body() : many.body();
                assertThat(received)
                        .as("%s, seed %d, message %d", peer, seed, i)
                        .isEqualTo(bodies.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void shouldWriteWhatThePeerReads(Peer peer) throws Exception {
        long seed = 8;
        List<byte[]> bodies = bodies(peer, seed);
        FrameFormat format = FrameFormat.of(peer.framing(), MAX_BYTES);
        try (Line line = new Line(peer)) {
            OutputStream out = line.socket.getOutputStream();
            byte[] first = frame(format, bodies.get(0));
            for (int i = 0; i < first.length; i++) {
                out.write(first, i, 1);
                out.flush();
            }
            byte[] segment = new byte[0];
            for (byte[] body : bodies.subList(1, bodies.size())) {
                byte[] frame = frame(format, body);
                int end = segment.length;
                segment = Arrays.copyOf(segment, end + frame.length);
                System.arraycopy(frame, 0, segment, end, frame.length);
            }
            out.write(segment);
            for (int i = 0; i < bodies.size(); i++) {
                assertThat(line.channel.receive().getBytes(2))
                        .as("%s, seed %d, message %d", peer, seed, i)
                        .isEqualTo(bodies.get(i));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void shouldAnswerUnderTheHeaderOfTheRequest(Peer peer) throws Exception {
        FrameFormat format = FrameFormat.of(peer.framing(), MAX_BYTES);
        byte[] body = {'0', '1', '1', '0', 5, 6};
        try (Line line = new Line(peer)) {
            line.channel.send(message(new byte[] {'0', '1', '0', '0', 9}));
            Frame request = new Cutter(peer, line.socket.getInputStream(), 1500).frame();
            Frame answer = new Frame().body(body, 0, body.length);
            if (request.headerLength() > 0) {
                answer.header(request.headerBuffer(), request.headerOffset(), request.headerLength());
            }
            byte[] target = new byte[200];
            int length = format.write(answer, target, 0);
            line.socket.getOutputStream().write(target, 0, length);

            ISOMsg received = line.channel.receive();

            assertThat(received.getBytes(2)).as("%s", peer).isEqualTo(body);
            byte[] header = received.getHeader();
            assertThat(header == null ? 0 : header.length)
                    .as("%s: header of the answer", peer)
                    .isEqualTo(request.headerLength());
            if (peer.framing().tpdu().length() > 0) {
                assertThat(header).startsWith(0x60, 0x56, 0x78, 0x12, 0x34);
            } else if (peer.framing().headerForm() != HeaderForm.VAP && header != null) {
                assertThat(header).as("%s", peer).isEqualTo(line.channel.getHeader());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("peers")
    void shouldAgreeOnAFrameWithoutAMessage(Peer peer) throws Exception {
        FrameFormat format = FrameFormat.of(peer.framing(), MAX_BYTES);
        if (!peer.echoesZero()) {
            return;
        }
        byte[] zero = new byte[64];
        int length = format.writeZero(zero, 0);
        try (Line line = new Line(peer)) {
            line.socket.getOutputStream().write(zero, 0, length);
            line.socket.getOutputStream().write(frame(format, new byte[] {1, 2}));
            line.channel.receive();
            byte[] echo = line.socket.getInputStream().readNBytes(length);

            assertThat(echo).as("%s", peer).isEqualTo(Arrays.copyOf(zero, length));
            assertThat(format.measure(echo, 0, length)).isEqualTo(length);
            assertThat(format.isZero(length)).isTrue();
        }
    }

    /** The station that asked becomes the one that is answered. */
    @Test
    void shouldTurnTheVapHeaderRound() throws Exception {
        VAPChannel channel = new VAPChannel();
        channel.setSrcId("112233");
        channel.setDstId("445566");
        Peer peer = new Peer(FramingPresets.preset("vap"), () -> channel, true);
        try (Line line = new Line(peer)) {
            line.channel.send(message(new byte[] {1, 2, 3}));
            Frame request = new Cutter(peer, line.socket.getInputStream(), 1500).frame();
            Frame answer = new Frame()
                    .body(new byte[] {4, 5}, 0, 2)
                    .header(request.headerBuffer(), request.headerOffset(), request.headerLength());
            byte[] target = new byte[200];
            int length = FrameFormat.of(peer.framing(), MAX_BYTES).write(answer, target, 0);
            line.socket.getOutputStream().write(target, 0, length);

            byte[] header = line.channel.receive().getHeader();

            assertThat(HexFormat.of().formatHex(header)).startsWith("160102" + "0018" + "112233" + "445566");
        }
    }

    private static List<byte[]> bodies(Peer peer, long seed) {
        Random random = new Random(seed);
        int longest = peer.framing().name().equals("ascii-3") ? 999 : 4_000;
        List<byte[]> bodies = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            byte[] body = new byte[i == 0 ? 60 : 1 + random.nextInt(longest)];
            random.nextBytes(body);
            if (peer.framing().lengthKind() == LengthKind.NONE) {
                for (int k = 0; k < body.length; k++) {
                    body[k] = body[k] == 3 ? 4 : body[k];
                }
            }
            bodies.add(body);
        }
        return bodies;
    }

    private static byte[] frame(FrameFormat format, byte[] body) {
        byte[] target = new byte[body.length + format.overheadBytes()];
        int length = format.write(new Frame().body(body, 0, body.length), target, 0);
        return Arrays.copyOf(target, length);
    }

    private static ISOMsg message(byte[] body) throws ISOException {
        ISOMsg message = new ISOMsg();
        message.set(2, body);
        return message;
    }

    /** A channel of jPOS that has dialled us. */
    private static final class Line implements AutoCloseable {

        final BaseChannel channel;
        final Socket socket;

        Line(Peer peer) throws Exception {
            try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                channel = peer.channel().get();
                channel.setPackager(new BytesPackager());
                channel.setHost(server.getInetAddress().getHostAddress(), server.getLocalPort());
                channel.setTimeout(TIMEOUT_MS);
                channel.connect();
                socket = server.accept();
                socket.setSoTimeout(TIMEOUT_MS);
                socket.setTcpNoDelay(true);
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            channel.disconnect();
        }
    }

    /** Reads frames from a stream, in reads of a given size. */
    private static final class Cutter {

        private final FrameFormat format;
        private final InputStream in;
        private final int readBytes;
        private byte[] buffer = new byte[0];

        Cutter(Peer peer, InputStream in, int readBytes) {
            format = FrameFormat.of(peer.framing(), MAX_BYTES);
            this.in = in;
            this.readBytes = readBytes;
        }

        byte[] body() throws IOException {
            Frame frame = frame();
            return Arrays.copyOfRange(frame.buffer(), frame.bodyOffset(), frame.bodyOffset() + frame.bodyLength());
        }

        Frame frame() throws IOException {
            int length = format.measure(buffer, 0, buffer.length);
            while (length == 0 || length > buffer.length) {
                byte[] chunk = new byte[readBytes];
                int count = in.read(chunk);
                assertThat(count).isPositive();
                int end = buffer.length;
                buffer = Arrays.copyOf(buffer, end + count);
                System.arraycopy(chunk, 0, buffer, end, count);
                length = format.measure(buffer, 0, buffer.length);
            }
            assertThat(length).isPositive();
            Frame frame = new Frame();
            byte[] whole = Arrays.copyOf(buffer, length);
            format.view(whole, 0, length, frame);
            buffer = Arrays.copyOfRange(buffer, length, buffer.length);
            return frame;
        }
    }

    /** A message is its bytes: framings care for nothing else. */
    private static final class BytesPackager implements ISOPackager {

        @Override
        public byte[] pack(ISOComponent component) throws ISOException {
            return ((ISOMsg) component).getBytes(2);
        }

        @Override
        public int unpack(ISOComponent component, byte[] bytes) throws ISOException {
            ((ISOMsg) component).set(2, bytes);
            return bytes.length;
        }

        @Override
        public void unpack(ISOComponent component, InputStream in) {
            throw new UnsupportedOperationException();
        }

        @Override
        public String getFieldDescription(ISOComponent component, int number) {
            return "";
        }

        @Override
        public ISOMsg createISOMsg() {
            return new ISOMsg();
        }

        @Override
        public String getDescription() {
            return "bytes";
        }
    }
}
