package io.wasl.link.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.config.SignOn;
import io.wasl.link.Link;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkState;
import io.wasl.link.SendOutcome;
import io.wasl.link.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Issuers' hosts as plain server sockets, over epoll and NIO. */
class IssuerLinksIT {

    private static final String SOCKETS = "io.wasl.link.netty.LinksBench#sockets";

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldSignOnCarryBusinessAndSignOff(SocketKind sockets) throws Exception {
        try (ServerSocket server = server(0);
                LinksBench bench = new LinksBench(sockets)) {
            bench.dial(SignOn.REQUIRED, server.getLocalPort());
            try (PlainPeer issuer = acceptSignedOn(server)) {
                Link link = bench.awaitUsable();
                bench.send(link, List.of(Wire.business("0100", 7)), 1);
                assertThat(issuer.receive()).isEqualTo(Wire.business("0100", 7));
                issuer.send(Wire.frames(LinksBench.answerTo(7)));
                await().until(() -> bench.heard.contains("answer 7"));

                CompletionStage<Void> signedOff = bench.links.signOff();
                byte[] signOff = issuer.receive();
                assertThat(Wire.text(signOff)).startsWith("0800").endsWith("002");
                issuer.send(Wire.frames(Wire.networkAnswer(signOff, "00")));

                assertThat(issuer.isEnded()).isTrue();
                await().until(() -> signedOff.toCompletableFuture().isDone());
                assertThat(bench.count(LinkCounter.CLOSED_STOPPED)).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldDialAgainAfterARefusedSignOn(SocketKind sockets) throws Exception {
        try (ServerSocket server = server(0);
                LinksBench bench = new LinksBench(sockets)) {
            bench.dial(SignOn.REQUIRED, server.getLocalPort());
            try (PlainPeer issuer = new PlainPeer(server.accept())) {
                issuer.send(Wire.frames(Wire.networkAnswer(issuer.receive(), "05")));
                assertThat(issuer.isEnded()).isTrue();
            }
            try (PlainPeer issuer = acceptSignedOn(server)) {
                Link link = bench.awaitUsable();
                assertThat(link.connectionId()).isEqualTo(2);
                assertThat(bench.count(LinkCounter.CLOSED_SIGN_ON)).isEqualTo(1);
                assertThat(issuer.socket.isClosed()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldDialUntilARestartedIssuerIsBack(SocketKind sockets) throws Exception {
        try (LinksBench bench = new LinksBench(sockets)) {
            ServerSocket first = server(0);
            bench.dial(SignOn.REQUIRED, first.getLocalPort());
            PlainPeer issuer = acceptSignedOn(first);
            bench.awaitUsable();
            first.close();
            issuer.close();

            await().atMost(Duration.ofSeconds(20)).until(() -> bench.count(LinkCounter.CONNECTS_FAILED) >= 3);
            assertThat(bench.usable).isEmpty();
            try (ServerSocket second = server(first.getLocalPort());
                    PlainPeer again = acceptSignedOn(second)) {
                bench.awaitUsable();
                assertThat(again.socket.isClosed()).isFalse();
            }
            assertThat(bench.faults).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldKeepOneConnectionToEachAddress(SocketKind sockets) throws Exception {
        try (ServerSocket one = server(0);
                ServerSocket two = server(0);
                LinksBench bench = new LinksBench(sockets)) {
            bench.dial(SignOn.REQUIRED, one.getLocalPort(), two.getLocalPort());
            try (PlainPeer first = acceptSignedOn(one);
                    PlainPeer second = acceptSignedOn(two)) {
                await().until(() -> bench.usable.size() == 2);
                second.socket.close();
                await().until(() -> bench.usable.size() == 1);
                assertThat(first.socket.isClosed()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldKeepOrderAndCountOfTenThousandFramesToAnIssuer(SocketKind sockets) throws Exception {
        try (ServerSocket server = server(0);
                LinksBench bench = new LinksBench(sockets)) {
            bench.dial(SignOn.REQUIRED, server.getLocalPort());
            try (PlainPeer issuer = acceptSignedOn(server)) {
                Link link = bench.awaitUsable();
                for (int from = 1; from <= 10_000; from += 500) {
                    bench.send(link, requests(from, 500), from);
                }
                for (int stan = 1; stan <= 10_000; stan++) {
                    assertThat(issuer.receive()).isEqualTo(Wire.business("0100", stan));
                }
                await().until(() -> bench.outcomes.size() == 10_000);
                assertThat(bench.outcomes.values()).containsOnly(SendOutcome.DELIVERED);
                assertThat(List.copyOf(bench.toldInOrder)).isSorted();
            }
        }
    }

    /**
     * The issuer stops reading, the write limit closes the link, then the issuer reads what is left: what it gets must be
     * exactly what was told, frame by frame.
     */
    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldTellExactlyWhichFramesLeftWhenAPeerStopsReading(SocketKind sockets) throws Exception {
        try (ServerSocket server = server(0);
                LinksBench bench = new LinksBench(sockets, LinksBench.limits(256 << 10, 10))) {
            server.setReceiveBufferSize(4 << 10);
            bench.dial(SignOn.REQUIRED, server.getLocalPort());
            try (PlainPeer issuer = acceptSignedOn(server)) {
                Link link = bench.awaitUsable();
                int sent = 0;
                while (link.state() != LinkState.CLOSED && sent < 1_000_000) {
                    bench.send(link, requests(sent + 1, 200), sent + 1);
                    sent += 200;
                    awaitLoop(bench);
                }
                bench.awaitClosed(link);
                List<Integer> received = stans(issuer.receiveToTheEnd());

                assertThat(bench.count(LinkCounter.CLOSED_WRITE_LIMIT)).isEqualTo(1);
                assertThat(tokens(bench, SendOutcome.DELIVERED)).isEqualTo(received);
                assertThat(tokens(bench, SendOutcome.UNKNOWN)).hasSizeLessThanOrEqualTo(1);
                assertThat(tokens(bench, SendOutcome.NOT_SENT)).isNotEmpty();
                assertThat(List.copyOf(bench.toldInOrder)).isSorted();
            }
        }
    }

    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldNeverTellNotSentOfAFrameThatAResettingPeerCouldRead(SocketKind sockets) throws Exception {
        try (ServerSocket server = server(0);
                LinksBench bench = new LinksBench(sockets)) {
            server.setReceiveBufferSize(4 << 10);
            bench.dial(SignOn.REQUIRED, server.getLocalPort());
            List<Integer> received = new ArrayList<>();
            try (PlainPeer issuer = acceptSignedOn(server)) {
                Link link = bench.awaitUsable();
                for (int from = 1; from <= 16_000; from += 200) {
                    bench.send(link, requests(from, 200), from);
                }
                for (int i = 0; i < 100; i++) {
                    received.addAll(stans(List.of(issuer.receive())));
                }
                issuer.reset();
                bench.awaitClosed(link);
            }

            assertThat(without(received, tokens(bench, SendOutcome.DELIVERED))).isEmpty();
            assertThat(tokens(bench, SendOutcome.UNKNOWN)).hasSizeLessThanOrEqualTo(1);
            assertThat(List.copyOf(bench.toldInOrder)).isSorted();
        }
    }

    /** A peer that does not read: what still waited when the write limit closed its link never reached the kernel. */
    @ParameterizedTest
    @MethodSource(SOCKETS)
    void shouldTellNotSentOfWhatStillWaitedAtTheWriteLimit(SocketKind sockets) throws Exception {
        try (ServerSocket server = server(0);
                LinksBench bench = new LinksBench(sockets, LinksBench.limits(64 << 10, 10))) {
            server.setReceiveBufferSize(4 << 10);
            bench.dial(SignOn.REQUIRED, server.getLocalPort());
            try (PlainPeer issuer = acceptSignedOn(server)) {
                Link link = bench.awaitUsable();
                for (int from = 1; from <= 100_000 && link.isUsable(); from += 200) {
                    bench.send(link, requests(from, 200), from);
                    awaitLoop(bench);
                }

                List<Integer> received = stans(issuer.receiveToTheEnd());

                bench.awaitClosed(link);
                List<Integer> notSent = tokens(bench, SendOutcome.NOT_SENT);
                assertThat(notSent).isNotEmpty();
                assertThat(without(notSent, received)).isEqualTo(notSent);
                assertThat(without(received, tokens(bench, SendOutcome.DELIVERED)))
                        .isEmpty();
                assertThat(tokens(bench, SendOutcome.UNKNOWN)).hasSizeLessThanOrEqualTo(1);
            }
        }
    }

    private static PlainPeer acceptSignedOn(ServerSocket server) throws IOException {
        PlainPeer issuer = new PlainPeer(server.accept());
        issuer.send(Wire.frames(Wire.networkAnswer(issuer.receive(), "00")));
        return issuer;
    }

    private static ServerSocket server(int port) throws IOException {
        ServerSocket server = new ServerSocket();
        server.setReuseAddress(true);
        server.setSoTimeout(20_000);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return server;
    }

    private static void awaitLoop(LinksBench bench) {
        java.util.concurrent.CompletableFuture.runAsync(() -> {}, bench.links.loop())
                .join();
    }

    private static List<byte[]> requests(int fromStan, int count) {
        List<byte[]> bodies = new ArrayList<>();
        for (int stan = fromStan; stan < fromStan + count; stan++) {
            bodies.add(Wire.business("0100", stan));
        }
        return bodies;
    }

    private static List<Integer> stans(List<byte[]> bodies) {
        return bodies.stream()
                .map(body -> Integer.parseInt(Wire.text(body).substring(30, 36)))
                .toList();
    }

    /** By a set: of tens of thousands of numbers, comparing each with each takes minutes. */
    private static List<Integer> without(List<Integer> stans, List<Integer> others) {
        Set<Integer> left = new LinkedHashSet<>(stans);
        left.removeAll(new HashSet<>(others));
        return List.copyOf(left);
    }

    private static List<Integer> tokens(LinksBench bench, SendOutcome outcome) {
        return bench.outcomes.entrySet().stream()
                .filter(entry -> entry.getValue() == outcome)
                .map(entry -> entry.getKey().intValue())
                .sorted()
                .toList();
    }
}
