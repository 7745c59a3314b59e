package io.wasl.link;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameError;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a member, from bytes to messages: frames are decoded, class 8 goes to {@link NetworkManagement},
 * business to the {@link LinkListener}, what cannot be read is counted and in the end closes the link.
 *
 * <pre>
 *   openChunk, onChunk ─► frames ─► decode ─┬─ unreadable ─► dropped; the third in a row closes
 *                                           ├─ class 8 ────► NetworkManagement
 *                                           ├─ before sign-on ─► 12; the third closes
 *                                           ├─ damaged ────► LinkListener.onMalformed
 *                                           └─ business ───► LinkListener.onMessage
 * </pre>
 *
 * No sockets, no clock, no scheduler: driven by its transport and by ticks. Owner: the loop's thread.
 */
public final class LinkSession implements Link {

    /** No deadline is set. */
    public static final long NO_DEADLINE = Long.MAX_VALUE;

    /** Frames without an MTI in a row that close the link: one may be a slip, three are another protocol. */
    static final int UNREADABLE_LIMIT = 3;

    /** Refusals of business before sign-on that close the link (a host that never signs on would be refused for ever). */
    static final int NOT_SIGNED_ON_LIMIT = 3;

    static final Frame ANSWERS_NONE = new Frame();

    private static final Logger LOG = LoggerFactory.getLogger(LinkSession.class);

    private final long connectionId;
    private final LinkProfile profile;
    private final LinkTransport transport;
    private final LinkWorkspace space;
    private final InboundFrames frames;
    private final OwnAnswers answers;
    private final NetworkManagement network;

    private LinkState state = LinkState.CONNECTED;
    private long stateSinceNs;
    /** The newest time this session has heard. */
    private long heardNs;

    private String closeReason = "";
    private int unreadableInRow;
    private int refusedBeforeSignOn;
    private boolean everUsable;
    /** Of frames that wait for the log, overhead included. */
    private int reservedBytes;

    /**
     * @param connectionId never used before by this node
     */
    public LinkSession(long connectionId, LinkProfile profile, LinkTransport transport, LinkWorkspace space) {
        this.connectionId = connectionId;
        this.profile = profile;
        this.transport = transport;
        this.space = space;
        frames = new InboundFrames(this, space, profile.format());
        answers = new OwnAnswers(this, space, profile);
        network = new NetworkManagement(this, profile, space, answers);
    }

    /** The connection stands: the dialler signs on; where sign-on is optional, business may flow from now on. */
    public void onConnected(long nowNs) {
        stateSinceNs = nowNs;
        heardNs = nowNs;
        space.counters.add(LinkCounter.OPEN_LINKS, 1);
        network.onConnected(nowNs);
        if (isUsable()) {
            beUsable();
        }
    }

    /** Where the next chunk, of at most {@link LinkWorkspace#CHUNK_BYTES}, must be copied in the workspace's inbound. */
    public int openChunk() {
        return frames.open();
    }

    /** The chunk has been copied to the place that {@link #openChunk} named. */
    public void onChunk(int chunkBytes, long nowNs) {
        heardNs = nowNs;
        space.counters.add(LinkCounter.BYTES_IN, chunkBytes);
        network.onReceived(nowNs);
        frames.walk(chunkBytes, nowNs);
    }

    void onFrame(Frame frame, long nowNs) {
        MessageView message = space.view;
        boolean whole = message.decode(profile.dialect(), frame.buffer(), frame.bodyOffset(), frame.bodyLength());
        if (!whole && message.error().closesLink()) {
            onUnreadable();
            return;
        }
        unreadableInRow = 0;
        if (!whole) {
            space.counters.increment(LinkCounter.MALFORMED);
        }
        if (Mti.messageClass(message.mti()) == Mti.CLASS_NETWORK) {
            onNetwork(message, frame, whole, nowNs);
        } else if (mustSignOnFirst(message.mti())) {
            refuseBeforeSignOn(message, frame);
        } else if (whole) {
            space.listener.onMessage(this, message, frame, nowNs);
        } else {
            space.listener.onMalformed(this, message, frame, nowNs);
        }
    }

    /** The stream cannot be followed any further: nobody knows where the next message begins. */
    void onBrokenFrame(FrameError error) {
        boolean oversize = error == FrameError.OVERSIZE;
        space.counters.increment(oversize ? LinkCounter.OVERSIZE : LinkCounter.BROKEN_FRAMES);
        closeFor(CloseCause.BROKEN_FRAME, error.name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /**
     * The connection is lost: nothing more can be sent. Then each waiting token is told, then {@link #onDisconnected}. The
     * cause counts only where the session had not closed itself.
     */
    public void onBroken(CloseCause cause, long nowNs) {
        if (state != LinkState.CLOSED) {
            beClosed(cause, "", nowNs);
        }
    }

    public void onSent(long token, SendOutcome outcome, long nowNs) {
        space.listener.onSent(this, token, outcome, nowNs);
    }

    /** The last call. */
    public void onDisconnected() {
        space.counters.add(LinkCounter.OPEN_LINKS, -1);
        space.listener.onClosed(this, closeReason);
    }

    /** Orderly stop: signs off where we signed on and closes with the answer or its time-out; others close at once. */
    public void signOff(long nowNs) {
        if (state != LinkState.CLOSED) {
            network.signOff(nowNs);
        }
    }

    /** When {@link #onTick} has something to do; {@link #NO_DEADLINE} if never. It may move later at any time. */
    public long nextDeadlineNs() {
        return state == LinkState.CLOSED ? NO_DEADLINE : network.nextDeadlineNs();
    }

    public void onTick(long nowNs) {
        heardNs = nowNs;
        if (state != LinkState.CLOSED) {
            network.onTick(nowNs);
        }
    }

    @Override
    public boolean send(Frame frame, long token) {
        if (state == LinkState.CLOSED) {
            return false;
        }
        int length = profile.format().write(frame, space.outbound, 0);
        if (length < 0) {
            closeFor(CloseCause.FAULT, "a frame too long for this framing was to be sent");
            return false;
        }
        return write(space.outbound, 0, length, token);
    }

    /** Gives a whole frame's bytes to the transport. */
    boolean write(byte[] source, int offset, int lengthBytes, long token) {
        if (!transport.write(source, offset, lengthBytes, token)) {
            beClosed(CloseCause.WRITE_LIMIT, "", heardNs);
            transport.abort();
            return false;
        }
        space.counters.increment(LinkCounter.FRAMES_OUT);
        space.counters.add(LinkCounter.BYTES_OUT, lengthBytes);
        return true;
    }

    @Override
    public boolean reserve(int bodyBytes) {
        int frameBytes = bodyBytes + profile.format().overheadBytes();
        if (state == LinkState.CLOSED || transport.roomBytes() - reservedBytes < frameBytes) {
            return false;
        }
        reservedBytes += frameBytes;
        return true;
    }

    @Override
    public void unreserve(int bodyBytes) {
        reservedBytes -= bodyBytes + profile.format().overheadBytes();
        assert reservedBytes >= 0 : "more was given back than set aside";
    }

    @Override
    public void close(String reason) {
        closeFor(CloseCause.ENGINE, reason);
    }

    /** Closes after handing over what the peer takes at once (a last answer says why). */
    public void closeFor(CloseCause cause, String detail) {
        if (state != LinkState.CLOSED) {
            beClosed(cause, detail, heardNs);
            transport.close();
        }
    }

    /** The one place where the state changes. A link that closed while it was answering stays closed. */
    void transition(LinkState to, long nowNs, String reason) {
        if (to == state || state == LinkState.CLOSED) {
            return;
        }
        if (!isAllowed(state, to)) {
            throw new IllegalStateException(this + ": " + state + " to " + to + ": " + reason);
        }
        boolean wasUsable = isUsable();
        LOG.info("{}: {} to {}: {}", this, state, to, reason);
        state = to;
        stateSinceNs = nowNs;
        if (to == LinkState.CLOSED || wasUsable == isUsable()) {
            return;
        }
        if (wasUsable) {
            space.listener.onUnusable(this);
        } else {
            beUsable();
        }
    }

    private void beUsable() {
        everUsable = true;
        space.listener.onUsable(this);
    }

    private static boolean isAllowed(LinkState from, LinkState to) {
        return switch (from) {
            case CONNECTED -> true;
            case SIGNED_ON -> to != LinkState.CONNECTED;
            case SIGNED_OFF -> to == LinkState.SIGNED_ON || to == LinkState.CLOSED;
            case SUSPECT -> true;
            case CLOSED -> false;
        };
    }

    private void beClosed(CloseCause cause, String detail, long nowNs) {
        closeReason = detail.isEmpty() ? cause.text() : cause.text() + ": " + detail;
        space.counters.increment(cause.counter());
        transition(LinkState.CLOSED, nowNs, closeReason);
    }

    private void onUnreadable() {
        space.counters.increment(LinkCounter.UNREADABLE);
        if (++unreadableInRow >= UNREADABLE_LIMIT) {
            closeFor(CloseCause.UNREADABLE, "");
        }
    }

    private void onNetwork(MessageView message, Frame frame, boolean whole, long nowNs) {
        if (whole) {
            network.onMessage(message, frame, nowNs);
        } else {
            network.onMalformed(message, frame);
        }
    }

    /**
     * Answers to what was sent on an earlier connection may come before the sign-on; they start no business. Whoever signed
     * off must sign on again, also where it had no need to at first.
     */
    private boolean mustSignOnFirst(int mti) {
        boolean signedOn = state == LinkState.SIGNED_ON || state == LinkState.SUSPECT;
        boolean needed = profile.needsSignOn() ? !signedOn : state == LinkState.SIGNED_OFF;
        return needed && Mti.isAnswered(mti);
    }

    private void refuseBeforeSignOn(MessageView message, Frame frame) {
        space.counters.increment(LinkCounter.NOT_SIGNED_ON);
        answers.answer(message, frame, Reason.NOT_SIGNED_ON);
        if (++refusedBeforeSignOn >= NOT_SIGNED_ON_LIMIT) {
            closeFor(CloseCause.NOT_SIGNED_ON, "");
        }
    }

    @Override
    public long connectionId() {
        return connectionId;
    }

    @Override
    public LinkRole role() {
        return profile.role();
    }

    @Override
    public int memberIndex() {
        return profile.memberIndex();
    }

    @Override
    public String member() {
        return profile.member();
    }

    @Override
    public Dialect dialect() {
        return profile.dialect();
    }

    @Override
    public LinkState state() {
        return state;
    }

    /** Whether it could ever carry business: the next dial need not wait as after a failure. */
    public boolean wasEverUsable() {
        return everUsable;
    }

    /** When the state was entered, on the loop's monotonic clock. */
    public long stateSinceNs() {
        return stateSinceNs;
    }

    @Override
    public boolean isUsable() {
        return state == LinkState.SIGNED_ON || (state == LinkState.CONNECTED && !profile.needsSignOn());
    }

    /** Role, member and connection, nothing of a message. */
    @Override
    public String toString() {
        return (profile.role() == LinkRole.ISSUER ? "issuer " : "acquirer ") + profile.member() + " #" + connectionId;
    }
}
