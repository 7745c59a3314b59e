package io.wasl.link.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasl.OwnThread;
import io.wasl.config.ConfigException;
import io.wasl.link.LinkCounter;
import io.wasl.link.Wire;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Acquirers' hosts with every bad habit, each on its own connection, over epoll and NIO. */
class AcquirerLinksIT {

    private static final String SOCKETS = "io.wasl.link.netty.LinksBench#sockets";
    private static final byte[] OVERSIZE = {(byte) 0xFF, (byte) 0xFF, 1, 2, 3};

    // ---- frames and segments

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldAnswerFramesCutAtEveryByte(SocketKind sockets) throws Exception {
        byte[] two = Wire.frames(Wire.business("0100", 1), Wire.business("0100", 2));
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            for (int cut = 1; cut < two.length; cut++) {
                peer.send(Arrays.copyOfRange(two, 0, cut));
                peer.send(Arrays.copyOfRange(two, cut, two.length));

                assertThat(peer.receive()).as("cut at %d", cut).isEqualTo(LinksBench.answerTo(1));
                assertThat(peer.receive()).as("cut at %d", cut).isEqualTo(LinksBench.answerTo(2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldAnswerAFrameWrittenByteByByte(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            for (byte b : Wire.frames(Wire.business("0100", 1))) {
                peer.send(new byte[] {b});
            }

            assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(1));
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldAnswerManyFramesOfOneWriteInOrder(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            peer.send(requests(1, 1_000));

            for (int stan = 1; stan <= 1_000; stan++) {
                assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(stan));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldKeepOrderAndCountOfTenThousandFramesInFlightBothWays(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            CompletableFuture<Void> writer = CompletableFuture.runAsync(
                    () -> {
                        try {
                            for (int from = 1; from <= 10_000; from += 250) {
                                peer.send(requests(from, from + 249));
                            }
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    },
                    OwnThread.EACH);

            for (int stan = 1; stan <= 10_000; stan++) {
                assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(stan));
            }
            writer.join();
            assertThat(bench.count(LinkCounter.FRAMES_IN)).isEqualTo(10_000);
            assertThat(bench.count(LinkCounter.FRAMES_OUT)).isEqualTo(10_000);
            assertThat(bench.faults).isEmpty();
        }
    }

    // ---- bad peers

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldCloseOnAnOversizeLength(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            peer.send(OVERSIZE);

            assertThat(peer.isEnded()).isTrue();
            bench.awaitCount(LinkCounter.OPEN_LINKS, 0);
            assertThat(bench.count(LinkCounter.OVERSIZE)).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldCloseOnAnotherProtocol(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(peer.isEnded()).isTrue();
            bench.awaitCount(LinkCounter.CLOSED_BROKEN_FRAME, 1);
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldCloseAfterThreeFramesOfGarbage(SocketKind sockets) throws Exception {
        byte[] garbage = "??????????????????????".getBytes(StandardCharsets.US_ASCII);
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            peer.send(Wire.frames(garbage, garbage, garbage));

            assertThat(peer.isEnded()).isTrue();
            bench.awaitCount(LinkCounter.CLOSED_UNREADABLE, 1);
            assertThat(bench.count(LinkCounter.UNREADABLE)).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldCloseAPeerThatDoesNotReadAtTheWriteLimit(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets, LinksBench.limits(64 << 10, 10));
                PlainPeer peer = PlainPeer.connectSlow(bench.listen())) {
            byte[] requests = requests(1, 500);
            CompletableFuture<Void> writer = CompletableFuture.runAsync(
                    () -> {
                        try {
                            for (int i = 0; i < 2_000; i++) {
                                peer.send(requests);
                            }
                            throw new AssertionError("a million unread answers were taken");
                        } catch (IOException expected) {
                            assertThat(bench.count(LinkCounter.CLOSED_WRITE_LIMIT))
                                    .isEqualTo(1);
                        }
                    },
                    OwnThread.EACH);

            writer.join();
            bench.awaitCount(LinkCounter.OPEN_LINKS, 0);
            assertThat(bench.heard).anyMatch(line -> line.contains("write limit"));
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldHearAResetInTheMiddleOfAFrame(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            peer.send(Arrays.copyOf(requests(1, 1), 20));
            bench.awaitCount(LinkCounter.BYTES_IN, 20);

            peer.reset();

            bench.awaitCount(LinkCounter.CLOSED_BY_NETWORK, 1);
            assertThat(bench.count(LinkCounter.OPEN_LINKS)).isZero();
            assertThat(bench.count(LinkCounter.FRAMES_IN)).isZero();
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldTakeAHalfCloseForTheEnd(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets);
                PlainPeer peer = PlainPeer.connect(bench.listen())) {
            peer.send(Arrays.copyOf(requests(1, 1), 20));

            peer.socket.shutdownOutput();

            assertThat(peer.isEnded()).isTrue();
            bench.awaitCount(LinkCounter.CLOSED_BY_PEER, 1);
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldLeaveFiftyConnectionsWorkingWhateverOthersDo(SocketKind sockets) throws Exception {
        List<PlainPeer> peers = new ArrayList<>();
        try (LinksBench bench = new LinksBench(sockets)) {
            bench.behaviour = (link, message, frame) -> {
                if (message.number(11) == 666) {
                    throw new IllegalStateException("planted; a message's own fault");
                }
                LinksBench.answer(link, message, frame);
            };
            int port = bench.listen();
            for (int i = 0; i < 50; i++) {
                peers.add(PlainPeer.connect(port));
            }
            for (int round = 1; round <= 20; round++) {
                misbehave(port, round);
                for (PlainPeer peer : peers) {
                    peer.send(requests(round, round));
                }
                for (PlainPeer peer : peers) {
                    assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(round));
                }
            }
            bench.awaitCount(LinkCounter.OPEN_LINKS, 50);
            assertThat(bench.count(LinkCounter.CLOSED_FAULT)).isEqualTo(5);
            assertThat(bench.faults).isEmpty();
        } finally {
            for (PlainPeer peer : peers) {
                peer.close();
            }
        }
    }

    private static void misbehave(int port, int round) throws IOException {
        PlainPeer bad = PlainPeer.connect(port);
        switch (round % 4) {
            case 0 -> bad.send(OVERSIZE);
            case 1 -> bad.send(requests(666, 666));
            case 2 -> bad.send(Arrays.copyOf(requests(1, 1), 11));
            default -> bad.send(Wire.frames("garbage".getBytes(StandardCharsets.US_ASCII)));
        }
        if (round % 4 == 2) {
            bad.reset();
        } else if (round % 4 == 3) {
            bad.close();
        } else {
            assertThat(bad.isEnded()).isTrue();
            bad.close();
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldReportAnErrorToTheNode(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets)) {
            bench.behaviour = (link, message, frame) -> {
                throw new AssertionError("planted");
            };
            try (PlainPeer peer = PlainPeer.connect(bench.listen())) {
                peer.send(requests(1, 1));

                await().until(() -> !bench.faults.isEmpty());
            }
            assertThat(bench.faults).allMatch(fault -> fault instanceof AssertionError);
        }
    }

    // ---- listening

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldRefuseOneConnectionMoreThanAllowedAndTakeItLater(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets, LinksBench.limits(1 << 20, 2))) {
            int port = bench.listen();
            try (PlainPeer first = PlainPeer.connect(port);
                    PlainPeer second = PlainPeer.connect(port);
                    PlainPeer third = PlainPeer.connect(port)) {
                assertThat(third.isEnded()).isTrue();
                assertThat(bench.count(LinkCounter.REFUSED_CONNECTIONS)).isEqualTo(1);
                second.send(requests(1, 1));
                assertThat(second.receive()).isEqualTo(LinksBench.answerTo(1));
                first.socket.close();
                bench.awaitCount(LinkCounter.OPEN_LINKS, 1);
            }
            try (PlainPeer fourth = PlainPeer.connect(port)) {
                fourth.send(requests(1, 1));
                assertThat(fourth.receive()).isEqualTo(LinksBench.answerTo(1));
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldRefuseAPortInUseWithItsKey(SocketKind sockets) throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                LinksBench bench = new LinksBench(sockets)) {
            int port = taken.getLocalPort();

            assertThatThrownBy(() -> bench.links.listen(LinksBench.acquirer(port), 3, Wire.dialect()))
                    .isInstanceOf(ConfigException.class)
                    .hasMessageStartingWith("switch.yaml acquirers[3].listen: cannot listen on 127.0.0.1:" + port)
                    .hasMessageContaining("in use");
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldKeepConnectionsWhenListeningStops(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets)) {
            int port = bench.listen();
            try (PlainPeer peer = PlainPeer.connect(port)) {
                peer.send(requests(1, 1));
                peer.receive();

                bench.links.stopListening();

                await().until(() -> isRefused(port));
                peer.send(requests(2, 2));
                assertThat(peer.receive()).isEqualTo(LinksBench.answerTo(2));
            }
        }
    }

    private static boolean isRefused(int port) {
        try (PlainPeer peer = PlainPeer.connect(port)) {
            return peer.socket.isClosed();
        } catch (IOException refused) {
            return true;
        }
    }

    private static byte[] requests(int fromStan, int toStan) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int stan = fromStan; stan <= toStan; stan++) {
            out.writeBytes(Wire.frames(Wire.business("0100", stan)));
        }
        return out.toByteArray();
    }
}
