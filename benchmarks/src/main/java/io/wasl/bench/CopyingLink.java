package io.wasl.bench;

import io.wasl.codec.Dialect;
import io.wasl.frame.Frame;
import io.wasl.link.Link;
import io.wasl.link.LinkRole;
import io.wasl.link.LinkState;

/** A connection that is always up and puts what it is given on a {@link Wire}. */
final class CopyingLink implements Link {

    private final long id;
    private final LinkRole role;
    private final int memberIndex;
    private final String member;
    private final Dialect dialect;
    private final Wire wire;

    /** Who it leads to. */
    record Member(LinkRole role, int index, String id) {}

    CopyingLink(Member to, Dialect dialect, Wire wire) {
        id = (to.role == LinkRole.ACQUIRER ? 1 : 2) + 2L * to.index;
        role = to.role;
        memberIndex = to.index;
        member = to.id;
        this.dialect = dialect;
        this.wire = wire;
    }

    @Override
    public boolean send(Frame frame, long token) {
        wire.take(this, frame, token);
        return true;
    }

    /** The wire always has room. */
    @Override
    public boolean hasRoom(int bodyBytes) {
        return true;
    }

    @Override
    public void close(String reason) {
        throw new IllegalStateException("the engine closed the link to " + member + ": " + reason);
    }

    @Override
    public long connectionId() {
        return id;
    }

    @Override
    public LinkRole role() {
        return role;
    }

    @Override
    public int memberIndex() {
        return memberIndex;
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
