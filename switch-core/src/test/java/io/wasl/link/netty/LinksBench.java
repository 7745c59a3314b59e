package io.wasl.link.netty;

import static org.awaitility.Awaitility.await;

import io.netty.channel.epoll.Epoll;
import io.netty.util.ResourceLeakDetector;
import io.wasl.codec.MessageView;
import io.wasl.config.AcquirerConfig;
import io.wasl.config.AcquirerProfile;
import io.wasl.config.ConfigException;
import io.wasl.config.EchoConfig;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.config.HostPort;
import io.wasl.config.HotListConfig;
import io.wasl.config.IssuerConfig;
import io.wasl.config.IssuerProfile;
import io.wasl.config.LimitsConfig;
import io.wasl.config.ReconnectConfig;
import io.wasl.config.ReversalConfig;
import io.wasl.config.SignOn;
import io.wasl.frame.Frame;
import io.wasl.iso.Mti;
import io.wasl.link.Link;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkListener;
import io.wasl.link.SendOutcome;
import io.wasl.link.Wire;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Real links on loopback with a small engine behind them: it answers each request on its own connection, in the turn in
 * which it came, and writes down what it heard.
 */
final class LinksBench implements LinkListener, AutoCloseable {

    static final LimitsConfig LIMITS = limits(1 << 20, 1024);
    static final ReconnectConfig FAST =
            new ReconnectConfig(Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(5));

    final ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    final Map<Long, SendOutcome> outcomes = new ConcurrentHashMap<>();
    final ConcurrentLinkedQueue<Long> toldInOrder = new ConcurrentLinkedQueue<>();
    final ConcurrentLinkedQueue<Throwable> faults = new ConcurrentLinkedQueue<>();
    final Set<Link> usable = ConcurrentHashMap.newKeySet();
    final NettyLinks links;
    final AtomicLong ticks = new AtomicLong();
    /** Runs on the loop; set before traffic. */
    volatile Runnable turnEnd = () -> {};

    /** Runs on the loop; set before traffic. */
    volatile Behaviour behaviour = LinksBench::answer;

    /** What the engine does with a message. */
    interface Behaviour {
        void onMessage(Link link, MessageView message, Frame frame);
    }

    static {
        ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    }

    LinksBench(SocketKind sockets, LimitsConfig limits) {
        Random random = new Random(4711);
        LinkSettings settings = new LinkSettings(
                "switch.yaml", limits, sockets, System::nanoTime, System::currentTimeMillis, random::nextBytes);
        links = new NettyLinks(settings, new LoopHooks(this, nowNs -> ticks.incrementAndGet() < 0, faults::add));
    }

    LinksBench(SocketKind sockets) {
        this(sockets, LIMITS);
    }

    /** Every kind this platform has. */
    static Stream<SocketKind> sockets() {
        return Epoll.isAvailable() ? Stream.of(SocketKind.values()) : Stream.of(SocketKind.NIO);
    }

    static LimitsConfig limits(int linkWriteBytes, int connectionsPerAcquirer) {
        LimitsConfig d = LimitsConfig.defaults();
        return new LimitsConfig(
                d.inFlightCapacity(),
                d.slotBytes(),
                d.outboxBytes(),
                d.owedCapacity(),
                linkWriteBytes,
                d.maxFrameBytes(),
                connectionsPerAcquirer,
                100_000,
                100_000,
                d.startGrace(),
                d.drainTimeout());
    }

    int listen() throws ConfigException {
        return links.listen(acquirer(0), 0, Wire.dialect());
    }

    static AcquirerConfig acquirer(int port) {
        return new AcquirerConfig(
                "shop-bank",
                new HostPort("127.0.0.1", port),
                Wire.length2(ZeroLength.CLOSE),
                "iso87-ascii",
                Duration.ofSeconds(12),
                SignOn.OPTIONAL,
                AcquirerProfile.defaults(),
                Optional.empty());
    }

    void dial(SignOn signOn, int... ports) throws ConfigException {
        IssuerConfig issuer = new IssuerConfig(
                "atlas",
                java.util.Arrays.stream(ports)
                        .mapToObj(port -> new HostPort("127.0.0.1", port))
                        .toList(),
                Wire.length2(ZeroLength.CLOSE),
                "iso87-ascii",
                Duration.ofSeconds(10),
                signOn,
                FAST,
                EchoConfig.defaults(),
                ReversalConfig.defaults(),
                IssuerProfile.defaults(),
                List.of(),
                Optional.empty(),
                HotListConfig.none());
        links.dial(issuer, 0, Wire.dialect());
    }

    long count(LinkCounter counter) {
        return links.counters().get(counter);
    }

    void awaitCount(LinkCounter counter, long expected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> count(counter) == expected);
    }

    Link awaitUsable() {
        await().atMost(Duration.ofSeconds(20)).until(() -> !usable.isEmpty());
        return usable.iterator().next();
    }

    void awaitClosed(Link link) {
        String line = "closed " + link.connectionId() + " ";
        await().atMost(Duration.ofSeconds(20)).until(() -> heard.stream().anyMatch(l -> l.startsWith(line)));
    }

    /** Sends on the loop: many frames of one turn. */
    void send(Link link, List<byte[]> bodies, long firstToken) {
        links.loop().execute(() -> {
            long token = firstToken;
            for (byte[] body : bodies) {
                link.send(new Frame().body(body, 0, body.length), token++);
            }
        });
    }

    /** 0110 with DE 7, 11 and 39 = 00, on the connection of the request. */
    static void answer(Link link, MessageView request, Frame frame) {
        byte[] body = answerTo((int) request.number(11));
        link.send(new Frame().body(body, 0, body.length), Link.NO_TOKEN);
    }

    static byte[] answerTo(int stan) {
        return Wire.message("0110", Map.of(7, Wire.TIME, 11, Wire.stan(stan), 39, "00"));
    }

    @Override
    public void onUsable(Link link) {
        usable.add(link);
        heard.add("usable " + link.connectionId());
    }

    @Override
    public void onUnusable(Link link) {
        usable.remove(link);
        heard.add("unusable " + link.connectionId());
    }

    @Override
    public void onMessage(Link link, MessageView message, Frame frame, long receivedNs) {
        if (Mti.isAnswered(message.mti())) {
            behaviour.onMessage(link, message, frame);
        } else {
            heard.add("answer " + message.number(11));
        }
    }

    @Override
    public void onMalformed(Link link, MessageView message, Frame frame, long receivedNs) {
        heard.add("malformed " + message.error().de());
    }

    @Override
    public boolean onCutover(Link link) {
        return false;
    }

    @Override
    public void onSent(Link link, long token, SendOutcome outcome, long nowNs) {
        toldInOrder.add(token);
        if (outcomes.put(token, outcome) != null) {
            throw new AssertionError("told twice: " + token);
        }
    }

    @Override
    public void onClosed(Link link, String reason) {
        usable.remove(link);
        heard.add("closed " + link.connectionId() + " " + reason);
    }

    @Override
    public void onTurnEnd(long nowNs) {
        turnEnd.run();
    }

    @Override
    public void close() {
        links.close();
    }
}
