package io.wasl;

import io.wasl.codec.Dialect;
import io.wasl.frame.Frame;
import io.wasl.link.Link;
import io.wasl.link.LinkListener;
import io.wasl.link.LinkRole;
import io.wasl.link.LinkState;
import io.wasl.link.SendOutcome;

/** A connection to nobody that keeps the last message it was given. Owner: one thread. */
final class WarmUpLink implements Link {

    private final LinkRole role;
    private final String member;
    private final Dialect dialect;
    private final byte[] sent;
    private int sentLength;
    private long token;

    /** @param largestBytes of a message */
    WarmUpLink(LinkRole role, String member, Dialect dialect, int largestBytes) {
        this.role = role;
        this.member = member;
        this.dialect = dialect;
        sent = new byte[largestBytes];
    }

    /** Its bytes start at 0. */
    byte[] sent() {
        return sent;
    }

    /** 0 for none since the last {@link #deliver}. */
    int sentLength() {
        return sentLength;
    }

    /** Tells that the last message was taken. */
    void deliver(LinkListener listener, long nowNs) {
        sentLength = 0;
        if (token != NO_TOKEN) {
            listener.onSent(this, token, SendOutcome.DELIVERED, nowNs);
        }
    }

    @Override
    public boolean send(Frame frame, long newToken) {
        System.arraycopy(frame.buffer(), frame.bodyOffset(), sent, 0, frame.bodyLength());
        sentLength = frame.bodyLength();
        token = newToken;
        return true;
    }

    @Override
    public boolean hasRoom(int bodyBytes) {
        return bodyBytes <= sent.length;
    }

    @Override
    public void close(String reason) {
        // Nobody is there.
    }

    @Override
    public long connectionId() {
        return role == LinkRole.ACQUIRER ? 1 : 2;
    }

    @Override
    public LinkRole role() {
        return role;
    }

    @Override
    public int memberIndex() {
        return 0;
    }

    @Override
    public String member() {
        return member;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public LinkState state() {
        return LinkState.SIGNED_ON;
    }

    @Override
    public boolean isUsable() {
        return true;
    }
}
