package io.wasl.link;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.config.EchoConfig;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.config.SignOn;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import io.wasl.metric.Counters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One session on virtual time, its listener and its transport. */
final class SessionBench implements LinkListener {

    boolean mayCutOver;

    static final int MAX_FRAME_BYTES = 1024;
    static final EchoConfig ECHO = new EchoConfig(Duration.ofSeconds(30), Duration.ofSeconds(5), 2);
    /** 2026-11-22T03:30:00Z. */
    static final long WALL_MS = 1_795_318_200_000L;

    final FakeTransport transport = new FakeTransport();
    final Counters<LinkCounter> counters = new Counters<>(LinkCounter.class);
    final List<String> heard = new ArrayList<>();
    final LinkWorkspace space = new LinkWorkspace(this, () -> WALL_MS, counters, MAX_FRAME_BYTES);
    final LinkProfile profile;
    final LinkSession session;
    long nowNs;

    private SessionBench(
            LinkRole role, SignOn signOn, EchoConfig echo, FramingConfig framing, List<Integer> echoed, long startNs) {
        this(role, Wire.dialect(), signOn, echo, framing, echoed);
        nowNs = startNs;
    }

    private SessionBench(
            LinkRole role,
            Dialect dialect,
            SignOn signOn,
            EchoConfig echo,
            FramingConfig framing,
            List<Integer> echoed) {
        profile = new LinkProfile(
                role,
                0,
                "atlas",
                dialect,
                FrameFormat.of(framing, MAX_FRAME_BYTES),
                signOn,
                dialect.echoed(echoed),
                echo);
        session = new LinkSession(7, profile, transport, space);
    }

    static SessionBench issuer(SignOn signOn) {
        return issuer(signOn, ECHO, 0);
    }

    /** Also with a clock that is about to overflow: only differences may mean anything. */
    static SessionBench issuer(SignOn signOn, EchoConfig echo, long startNs) {
        SessionBench bench =
                new SessionBench(LinkRole.ISSUER, signOn, echo, Wire.length2(ZeroLength.CLOSE), List.of(), startNs);
        bench.session.onConnected(startNs);
        return bench;
    }

    /** A link of another dialect, dialled. */
    static SessionBench issuer(Dialect dialect) {
        FramingConfig framing = Wire.length2(ZeroLength.CLOSE);
        SessionBench bench = new SessionBench(LinkRole.ISSUER, dialect, SignOn.REQUIRED, ECHO, framing, List.of());
        bench.session.onConnected(0);
        return bench;
    }

    static SessionBench acquirer(SignOn signOn) {
        return acquirer(signOn, Wire.length2(ZeroLength.CLOSE));
    }

    static SessionBench acquirer(SignOn signOn, FramingConfig framing) {
        return acquirer(signOn, framing, List.of());
    }

    /** One whose profile says what its answers repeat. */
    static SessionBench acquirer(SignOn signOn, List<Integer> echoed) {
        return acquirer(signOn, Wire.length2(ZeroLength.CLOSE), echoed);
    }

    private static SessionBench acquirer(SignOn signOn, FramingConfig framing, List<Integer> echoed) {
        EchoConfig none = new EchoConfig(Duration.ZERO, Duration.ofSeconds(5), 2);
        SessionBench bench = new SessionBench(LinkRole.ACQUIRER, signOn, none, framing, echoed, 0);
        bench.session.onConnected(0);
        return bench;
    }

    /** An issuer's link whose sign-on was answered. */
    static SessionBench signedOn() {
        SessionBench bench = issuer(SignOn.REQUIRED);
        bench.receive(Wire.networkAnswer(bench.sent(), "00"));
        bench.heard.clear();
        return bench;
    }

    void receive(byte[]... bodies) {
        receiveBytes(Wire.frames(bodies));
    }

    void receiveBytes(byte[] chunk) {
        int at = session.openChunk();
        System.arraycopy(chunk, 0, space.inbound(), at, chunk.length);
        session.onChunk(chunk.length, nowNs);
    }

    void pass(Duration time) {
        nowNs += time.toNanos();
        session.onTick(nowNs);
    }

    /** The one body sent since the last look. */
    byte[] sent() {
        List<byte[]> bodies = transport.takeBodies();
        if (bodies.size() != 1) {
            throw new AssertionError(bodies.size() + " frames were sent");
        }
        return bodies.get(0);
    }

    String sentText() {
        return Wire.text(sent());
    }

    long count(LinkCounter counter) {
        return counters.get(counter);
    }

    @Override
    public void onUsable(Link link) {
        heard.add("usable");
    }

    @Override
    public void onUnusable(Link link) {
        heard.add("unusable");
    }

    @Override
    public void onMessage(Link link, MessageView message, Frame frame, long receivedNs) {
        heard.add("message " + message.number(11));
    }

    @Override
    public void onMalformed(Link link, MessageView message, Frame frame, long receivedNs) {
        heard.add("malformed " + message.error().de());
    }

    @Override
    public boolean onCutover(Link link) {
        return mayCutOver;
    }

    @Override
    public void onSent(Link link, long token, SendOutcome outcome, long atNs) {
        heard.add("sent " + token + " " + outcome);
    }

    @Override
    public void onClosed(Link link, String reason) {
        heard.add("closed " + reason);
    }

    @Override
    public void onTurnEnd(long atNs) {
        heard.add("turn end");
    }

    @Override
    public String toString() {
        return session + " " + session.state() + " " + Arrays.toString(heard.toArray());
    }
}
