package io.wasl.sim.world;

import io.wasl.link.CloseCause;
import io.wasl.link.Deliveries;
import io.wasl.link.Link;
import io.wasl.link.LinkSession;
import io.wasl.link.LinkTransport;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The node's end of a connection, in the place of a Netty channel: frames gather during a turn and are handed to the kernel
 * at its end, as far as the window allows.
 *
 * <p>Owner: the world's thread, within its node's turns.
 */
final class NodeSocket implements LinkTransport, Lane.Sink {

    private final WorldNode node;
    private final int writeLimitBytes;
    private final Deliveries deliveries = new Deliveries();
    private @Nullable Connection connection;
    private @Nullable LinkSession session;
    private byte[] pending = new byte[1 << 10];
    private int pendingBytes;
    private long accepted;
    private boolean isClosing;
    private boolean isAborted;
    private boolean isGone;
    /** Whether the node has it on its list of the turn. */
    boolean isDirty;

    NodeSocket(WorldNode node, int writeLimitBytes) {
        this.node = node;
        this.writeLimitBytes = writeLimitBytes;
    }

    void open(Connection itsConnection, LinkSession itsSession) {
        connection = itsConnection;
        session = itsSession;
    }

    LinkSession session() {
        if (session == null) {
            throw new IllegalStateException("not open");
        }
        return session;
    }

    Connection connection() {
        if (connection == null) {
            throw new IllegalStateException("not open");
        }
        return connection;
    }

    @Override
    public boolean write(byte[] source, int offset, int lengthBytes, long token) {
        if (!fits(lengthBytes, writeLimitBytes)) {
            return false;
        }
        if (pendingBytes + lengthBytes > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(2 * pending.length, pendingBytes + lengthBytes));
        }
        System.arraycopy(source, offset, pending, pendingBytes, lengthBytes);
        node.onWrite(session(), source, offset, lengthBytes);
        long start = accepted + pendingBytes;
        pendingBytes += lengthBytes;
        if (token != Link.NO_TOKEN) {
            deliveries.add(token, start, start + lengthBytes);
        }
        node.markDirty(this);
        return true;
    }

    private boolean fits(int lengthBytes, int limit) {
        if (pendingBytes + lengthBytes > limit) {
            flush();
        }
        return !isClosing && pendingBytes + lengthBytes <= limit;
    }

    @Override
    public boolean hasRoom(int lengthBytes) {
        return fits(lengthBytes, writeLimitBytes / 2);
    }

    @Override
    public void close() {
        isClosing = true;
        node.markDirty(this);
    }

    @Override
    public void abort() {
        isClosing = true;
        isAborted = true;
        node.markDirty(this);
    }

    /** End of the turn: hands over, then closes if that was asked for. */
    void endTurn() {
        if (isGone) {
            return;
        }
        if (!isAborted) {
            flush();
        }
        if (isClosing) {
            connection().closeByNode();
            end(CloseCause.PEER);
        }
    }

    private void flush() {
        if (isGone) {
            return;
        }
        int taken = connection().toHost().take(pending, 0, pendingBytes);
        System.arraycopy(pending, taken, pending, 0, pendingBytes - taken);
        pendingBytes -= taken;
        accepted += taken;
    }

    /** After the flush of the turn. */
    void tellDelivered() {
        if (!isGone) {
            deliveries.tellDelivered(accepted, this::tell);
        }
    }

    @Override
    public void onBytes(byte[] piece) {
        node.turn(() -> {
            if (isGone || isClosing) {
                return;
            }
            int at = session().openChunk();
            System.arraycopy(piece, 0, node.inbound(), at, piece.length);
            session().onChunk(piece.length, node.nowNs());
        });
    }

    /** The peer took what was held for it. */
    void onRoom() {
        if (pendingBytes > 0) {
            node.turn(() -> node.markDirty(this));
        }
    }

    @Override
    public void onEnd(boolean isReset) {
        node.turn(() -> {
            if (!isGone) {
                connection().closeByNode();
                end(isReset ? CloseCause.NETWORK : CloseCause.PEER);
            }
        });
    }

    /** As a channel that has become inactive: tokens first, then the link. In an event of its own. */
    private void end(CloseCause cause) {
        isGone = true;
        isClosing = true;
        node.later(() -> {
            session().onBroken(cause, node.nowNs());
            deliveries.tellClosed(accepted, this::tell);
            session().onDisconnected();
            node.closed(this);
        });
    }

    private void tell(long token, io.wasl.link.SendOutcome outcome) {
        session().onSent(token, outcome, node.nowNs());
    }
}
