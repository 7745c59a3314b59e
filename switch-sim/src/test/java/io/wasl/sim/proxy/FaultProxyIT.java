package io.wasl.sim.proxy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import io.wasl.sim.OwnThread;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.net.FramedLoop;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plain blocking sockets on both sides: what passes, byte for byte, and how connections end. */
final class FaultProxyIT {

    private static final int TIMEOUT_MS = 60_000;
    private static final long SEED = 8_583;
    private static final String FIN = "FIN";
    private static final String RST = "RST";

    /** Runs with the system's clock until a test stops it. */
    private final AtomicLong stoppedAtNs = new AtomicLong();

    private final FramedLoop loop =
            FramedLoop.halfClosing("proxy", () -> stoppedAtNs.get() == 0 ? System.nanoTime() : stoppedAtNs.get());
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final List<Socket> opened = new ArrayList<>();
    private ServerSocket listening;
    private FaultProxy proxy;

    @BeforeEach
    void start() throws IOException {
        listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
        listening.setSoTimeout(TIMEOUT_MS);
        proxy = proxyTo(listening.getLocalPort(), SEED);
    }

    @AfterEach
    void stop() throws IOException {
        for (Socket socket : opened) {
            socket.close();
        }
        proxy.close();
        await().until(() -> proxy.connections() == 0);
        loop.close();
        listening.close();
        assertThat(loop.failure()).isEmpty();
    }

    @Test
    void shouldPassBytesAndClosesAsTheyAreWithoutFaults() throws IOException {
        Line line = open();
        byte[] sent = bytes(100_000);

        CompletableFuture<Void> sending = line.client.sendLater(sent);
        assertThat(line.server.receive(sent.length)).isEqualTo(sent);
        sending.join();
        line.client.socket.shutdownOutput();
        assertThat(line.server.end()).isEqualTo(FIN);
        byte[] answered = bytes(16 << 20);
        CompletableFuture<Void> answering = line.server.sendLater(answered);
        assertThat(line.client.receive(answered.length))
                .as("the other way after a FIN")
                .isEqualTo(answered);
        answering.join();
        line.server.close();
        assertThat(line.client.end()).isEqualTo(FIN);

        await().until(() -> proxy.connections() == 0);
        assertThat(proxy.count(ProxyCounter.BYTES_TO_SERVER)).isEqualTo(sent.length);
        assertThat(proxy.count(ProxyCounter.BYTES_TO_CLIENT)).isEqualTo(answered.length);
        assertThat(proxy.count(ProxyCounter.BYTES_DROPPED)).isZero();
    }

    @Test
    void shouldPassAnRstAsAnRst() throws IOException {
        Line line = open();
        line.client.socket.setSoLinger(true, 0);
        line.client.close();
        assertThat(line.server.end()).isEqualTo(RST);

        Line other = open();
        other.server.socket.setSoLinger(true, 0);
        other.server.close();
        assertThat(other.client.end()).isEqualTo(RST);
    }

    @Test
    void shouldDeliverWhatAClientSentBeforeItClosed() throws IOException {
        for (int i = 0; i < 50; i++) {
            var client = new Peer(connect());
            client.send(bytes(1_000));
            client.close();
            var server = new Peer(accept());
            assertThat(server.receive(1_000)).isEqualTo(bytes(1_000));
            assertThat(server.end()).isEqualTo(FIN);
        }
    }

    @Test
    void shouldAnswerAClientThatClosedItsHalfAtOnce() throws IOException {
        byte[] answered = bytes(8 << 20);
        for (int i = 0; i < 10; i++) {
            var client = new Peer(connect());
            client.send(bytes(1_000));
            client.socket.shutdownOutput();
            var server = new Peer(accept());
            assertThat(server.receive(1_000)).isEqualTo(bytes(1_000));
            assertThat(server.end()).isEqualTo(FIN);
            CompletableFuture<Void> answering = server.sendLater(answered);
            assertThat(client.receive(answered.length)).isEqualTo(answered);
            answering.join();
        }
    }

    @Test
    void shouldHoldBytesBackForAsLongAsTheDelay() throws IOException {
        Line line = open();
        stoppedAtNs.set(System.nanoTime());
        apply("delay 50ms to-server");
        line.client.send(bytes(10));
        await().until(() -> proxy.count(ProxyCounter.READS_DELAYED) == 1);
        stoppedAtNs.addAndGet(49_999_999);
        apply("clear to-client");
        assertThat(proxy.count(ProxyCounter.BYTES_TO_SERVER)).isZero();

        line.server.send(bytes(5));
        assertThat(line.client.receive(5)).as("not in the other direction").isEqualTo(bytes(5));
        stoppedAtNs.addAndGet(1);
        assertThat(line.server.receive(10)).isEqualTo(bytes(10));
    }

    @Test
    void shouldKeepTheOrderUnderJitter() throws IOException {
        Line line = open();
        apply("delay 1ms jitter 20ms");
        byte[] sent = bytes(2_000);

        for (int at = 0; at < sent.length; at += 10) {
            line.client.socket.getOutputStream().write(sent, at, 10);
        }
        line.client.socket.shutdownOutput();

        assertThat(line.server.receive(sent.length)).isEqualTo(sent);
        assertThat(line.server.end()).as("behind the last byte").isEqualTo(FIN);
        assertThat(proxy.count(ProxyCounter.READS_DELAYED)).isPositive();
    }

    @Test
    void shouldForwardNothingWhileStalledAndAllAfterwards() throws IOException {
        Line line = open();
        apply("stall to-server");
        line.client.send(bytes(1_000));
        await().until(() -> proxy.count(ProxyCounter.MOST_BYTES_HELD) == 1_000);
        line.client.socket.shutdownOutput();
        line.server.send(bytes(10));
        assertThat(line.client.receive(10)).isEqualTo(bytes(10));
        assertThat(proxy.count(ProxyCounter.BYTES_TO_SERVER)).isZero();

        apply("clear stall");
        assertThat(line.server.receive(1_000)).isEqualTo(bytes(1_000));
        assertThat(line.server.end()).isEqualTo(FIN);
    }

    @Test
    void shouldGoOnByItselfWhenAStallIsOver() throws IOException {
        Line line = open();
        apply("stall 300ms");
        line.client.send(bytes(100));

        assertThat(line.server.receive(100)).isEqualTo(bytes(100));
        // The bytes may arrive before the end is told.
        await().until(() -> told.size() >= 2);
        assertThat(told).containsExactly("done stall for 300ms", "over stall for 300ms");
    }

    @Test
    void shouldLetALaterStallOutliveTheEndOfAnEarlierOne() throws IOException {
        Line line = open();
        apply("stall 50ms");
        apply("stall");
        apply("split 10 for 200ms");
        await().until(() -> told.contains("over split 10 for 200ms"));
        line.client.send(bytes(100));
        await().until(() -> proxy.count(ProxyCounter.MOST_BYTES_HELD) == 100);

        assertThat(proxy.count(ProxyCounter.BYTES_TO_SERVER)).isZero();
        assertThat(told).doesNotContain("over stall for 50ms");
        apply("clear");
        assertThat(line.server.receive(100)).isEqualTo(bytes(100));
    }

    @Test
    void shouldStopReadingInsteadOfHoldingWithoutEnd() throws Exception {
        Line line = open();
        byte[] sent = bytes(32 << 20);
        apply("stall to-server");
        var written = new AtomicLong();
        CompletableFuture<Void> sending = line.client.sendLater(sent, written);
        var before = new AtomicLong(-1);
        await().pollInterval(java.time.Duration.ofMillis(200))
                .until(() -> proxy.count(ProxyCounter.MOST_BYTES_HELD) >= Lane.HELD_LIMIT_BYTES
                        && before.getAndSet(written.get()) == written.get());

        assertThat(sending).as("the sender has to wait").isNotDone();
        apply("clear");
        assertThat(line.server.receive(sent.length)).isEqualTo(sent);
        sending.join();
        assertThat(proxy.count(ProxyCounter.MOST_BYTES_HELD)).isLessThan(Lane.HELD_LIMIT_BYTES + (16 << 10));
    }

    @Test
    void shouldHoldNoMoreForASlowReaderEither() throws Exception {
        Line line = open();
        byte[] sent = bytes(32 << 20);
        CompletableFuture<Void> sending = line.client.sendLater(sent);

        await().until(() -> proxy.count(ProxyCounter.MOST_BYTES_HELD) >= Lane.HELD_LIMIT_BYTES);
        assertThat(line.server.receive(sent.length)).isEqualTo(sent);
        sending.join();
        assertThat(proxy.count(ProxyCounter.MOST_BYTES_HELD)).isLessThan(Lane.HELD_LIMIT_BYTES + (16 << 10));
    }

    @Test
    void shouldForwardInPiecesOfTheGivenSize() throws IOException {
        Line line = open();
        apply("split 3 pause 30ms to-server");
        line.client.send(bytes(10));

        var reads = new ArrayList<Integer>();
        var buffer = new byte[100];
        for (int total = 0; total < 10; total += reads.get(reads.size() - 1)) {
            reads.add(line.server.socket.getInputStream().read(buffer, total, buffer.length - total));
        }
        assertThat(java.util.Arrays.copyOf(buffer, 10)).isEqualTo(bytes(10));
        assertThat(reads).hasSizeGreaterThan(1).allMatch(length -> length % 3 == 0 || length % 3 == 1);
        assertThat(proxy.count(ProxyCounter.PIECES_SPLIT)).isEqualTo(4);
    }

    @Test
    void shouldCutWithAFinAlsoWhenBytesAreUnderWay() throws IOException {
        Line line = open();
        apply("stall");
        line.server.send(bytes(500));
        int more = Lane.HELD_LIMIT_BYTES + (64 << 10); // the rest waits unread in the kernel
        CompletableFuture<Void> sending = line.client.sendLater(bytes(more));
        await().until(() -> sending.isDone() && proxy.count(ProxyCounter.MOST_BYTES_HELD) >= Lane.HELD_LIMIT_BYTES);
        apply("cut");

        assertThat(line.client.end()).isEqualTo(FIN);
        assertThat(line.server.end()).isEqualTo(FIN);
        line.client.close();
        line.server.close();
        await().until(() -> proxy.connections() == 0);
        assertThat(proxy.count(ProxyCounter.CONNECTIONS_CUT)).isEqualTo(1);
        assertThat(proxy.count(ProxyCounter.BYTES_DROPPED)).isEqualTo(more + 500);
    }

    @Test
    void shouldCloseACutConnectionWhosePeersDoNot() throws IOException {
        open();
        apply("cut");

        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void shouldResetBothSides() throws IOException {
        Line line = open();
        apply("rst");

        assertThat(line.client.end()).isEqualTo(RST);
        assertThat(line.server.end()).isEqualTo(RST);
        assertThat(proxy.connections()).isZero();
        assertThat(proxy.count(ProxyCounter.CONNECTIONS_RESET)).isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "cut to-server, FIN, true",
        "rst to-server, RST, true",
        "cut to-client, FIN, false",
        "rst to-client, RST, false"
    })
    void shouldEndOneSideAndLetTheOtherHearNothing(String step, String end, boolean toServer) throws IOException {
        Line line = open();
        apply(step);
        Peer ended = toServer ? line.server : line.client;
        Peer other = toServer ? line.client : line.server;

        assertThat(ended.end()).isEqualTo(end);
        ended.close();
        other.send(bytes(100));
        await().until(() -> proxy.count(ProxyCounter.BYTES_DROPPED) == 100);
        assertThat(proxy.connections()).as("the other side is open").isEqualTo(1);
        other.close();
        await().until(() -> proxy.connections() == 0);
    }

    @Test
    void shouldDropEverythingAndCloseNothingWhenHalfOpen() throws IOException {
        Line line = open();
        apply("half-open");
        line.client.send(bytes(100));
        line.server.send(bytes(50));
        await().until(() -> proxy.count(ProxyCounter.BYTES_DROPPED) == 150);
        line.client.close();
        Line later = open();
        later.client.send(bytes(10));
        await().until(() -> proxy.count(ProxyCounter.BYTES_DROPPED) == 160);
        apply("clear");

        Line fresh = open();
        fresh.client.send(bytes(30));
        assertThat(fresh.server.receive(30)).isEqualTo(bytes(30));
        later.client.send(bytes(20));
        await().until(() -> proxy.count(ProxyCounter.BYTES_DROPPED) == 180);
        assertThat(proxy.connections()).as("also that whose client has closed").isEqualTo(3);
        apply("rst");
        assertThat(line.server.end()).as("no byte and no close before").isEqualTo(RST);
        assertThat(later.server.end()).isEqualTo(RST);
        assertThat(proxy.count(ProxyCounter.BYTES_TO_SERVER)).isEqualTo(30);
    }

    @Test
    void shouldFlipOneBitOfEachNthByte() throws IOException {
        Line line = open();
        apply("corrupt every 100 to-server");
        line.client.send(bytes(1_050));
        byte[] received = line.server.receive(1_050);

        for (int i = 0; i < received.length; i++) {
            int flipped = Integer.bitCount((received[i] ^ bytes(1_050)[i]) & 0xFF);
            assertThat(flipped).as("bits of byte %d", i).isEqualTo(i % 100 == 99 ? 1 : 0);
        }
        assertThat(proxy.count(ProxyCounter.BYTES_CORRUPTED)).isEqualTo(10);
        line.server.send(bytes(200));
        assertThat(line.client.receive(200)).isEqualTo(bytes(200));
    }

    @Test
    void shouldFlipBitsByChanceAndTheSameOnesForTheSameSeed() throws IOException {
        byte[] first = spoilt(proxy);
        byte[] again = spoilt(proxyTo(listening.getLocalPort(), SEED));
        byte[] other = spoilt(proxyTo(listening.getLocalPort(), SEED + 1));

        assertThat(first).isEqualTo(again).isNotEqualTo(other).isNotEqualTo(bytes(20_000));
        long different = 0;
        for (int i = 0; i < first.length; i++) {
            int flipped = Integer.bitCount((first[i] ^ bytes(20_000)[i]) & 0xFF);
            assertThat(flipped).isLessThanOrEqualTo(1);
            different += flipped;
        }
        assertThat(different)
                .isEqualTo(proxy.count(ProxyCounter.BYTES_CORRUPTED))
                .isBetween(100L, 300L);
    }

    @Test
    void shouldResetAClientWhoseServerRefuses() throws IOException {
        listening.close();
        var client = new Peer(connect());

        assertThat(client.end()).isEqualTo(RST);
        assertThat(proxy.count(ProxyCounter.DIALS_FAILED)).isEqualTo(1);
    }

    @Test
    void shouldCloseOneConnectionMoreThanItsLimit() throws IOException {
        for (int i = 0; i < FaultProxy.MOST_CONNECTIONS; i++) {
            connect();
            accept();
        }
        assertThat(new Peer(connect()).end()).isEqualTo(FIN);
        assertThat(proxy.count(ProxyCounter.REFUSED_CONNECTIONS)).isEqualTo(1);
        assertThat(proxy.connections()).isEqualTo(FaultProxy.MOST_CONNECTIONS);
    }

    @Test
    void shouldPlayAScriptAtItsTimesAndBeginAgain() throws ConfigException {
        proxy.play(ScriptFile.parse("script.yaml", new StringReader("""
                repeat: 200ms
                steps:
                  - { after: 100ms, fault: split 2 }
                  - { fault: delay 5ms, for: 20ms }
                """)));

        await().until(() -> told.size() >= 5);
        assertThat(List.copyOf(told).subList(0, 5))
                .containsExactly(
                        "done delay 5ms for 20ms",
                        "over delay 5ms for 20ms",
                        "done split 2",
                        "done delay 5ms for 20ms",
                        "over delay 5ms for 20ms");
    }

    private byte[] spoilt(FaultProxy by) throws IOException {
        by.apply(Step.parse("corrupt chance 1% to-server"));
        var client = new Peer(keep(new Socket(InetAddress.getLoopbackAddress(), by.port())));
        var server = new Peer(accept());
        client.send(bytes(20_000));
        return server.receive(20_000);
    }

    private FaultProxy proxyTo(int port, long seed) throws IOException {
        var trace = new ProxyTrace() {
            @Override
            public void onDone(Step step, int connections) {
                told.add("done " + step);
            }

            @Override
            public void onOver(Step step) {
                told.add("over " + step);
            }
        };
        var setup = new FaultProxy.Setup(new HostPort("127.0.0.1", 0), new HostPort("127.0.0.1", port), trace);
        return FaultProxy.start(loop, setup, new SeededRandom(seed));
    }

    private void apply(String step) {
        proxy.apply(Step.parse(step));
    }

    private Line open() throws IOException {
        return new Line(new Peer(connect()), new Peer(accept()));
    }

    private Socket connect() throws IOException {
        return keep(new Socket(InetAddress.getLoopbackAddress(), proxy.port()));
    }

    private Socket accept() throws IOException {
        return keep(listening.accept());
    }

    private Socket keep(Socket socket) throws IOException {
        opened.add(socket);
        socket.setSoTimeout(TIMEOUT_MS);
        socket.setTcpNoDelay(true);
        return socket;
    }

    /** No byte is as its neighbours are. */
    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            bytes[i] = (byte) (i * 31 + (i >> 8) * 7);
        }
        return bytes;
    }

    private record Line(Peer client, Peer server) {}

    private record Peer(Socket socket) {

        void send(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
        }

        CompletableFuture<Void> sendLater(byte[] bytes) {
            return sendLater(bytes, new AtomicLong());
        }

        CompletableFuture<Void> sendLater(byte[] bytes, AtomicLong written) {
            return CompletableFuture.runAsync(
                    () -> {
                        try {
                            for (int at = 0; at < bytes.length; at += 1 << 10) {
                                int length = Math.min(1 << 10, bytes.length - at);
                                socket.getOutputStream().write(bytes, at, length);
                                written.addAndGet(length);
                            }
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    },
                    OwnThread.EACH);
        }

        byte[] receive(int count) throws IOException {
            var bytes = new byte[count];
            new DataInputStream(socket.getInputStream()).readFully(bytes);
            return bytes;
        }

        /** How the connection ends, when nothing more comes before. */
        String end() throws IOException {
            try {
                int next = socket.getInputStream().read();
                return next < 0 ? FIN : "the byte " + next;
            } catch (SocketException e) {
                return RST;
            }
        }

        void close() throws IOException {
            socket.close();
        }
    }
}
