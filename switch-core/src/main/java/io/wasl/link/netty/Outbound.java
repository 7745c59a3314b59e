package io.wasl.link.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.wasl.link.Deliveries;
import io.wasl.link.Link;
import io.wasl.link.LinkTransport;
import java.nio.channels.ClosedChannelException;
import org.jspecify.annotations.Nullable;

/**
 * One connection's way out: frames are gathered in a buffer during the turn and handed to the socket at its end, one
 * write at a time.
 *
 * <pre>
 *   offset in the stream  0 ─────────── accepted ─────────── handed ─────────── taken
 *                           in the kernel     waiting, Netty's      filling, ours
 * </pre>
 *
 * <p>What the kernel has accepted is known exactly, also when a write fails half-way: Netty moves the reader index of the
 * buffer at hand by what each system call took, and this class holds its own reference to that buffer. So a frame is
 * NOT_SENT only if no system call ever returned a count that reaches into it, and UNKNOWN is left for the one frame at
 * the break. (A handler that rewrites bytes, as TLS does, would break this equation and must bring its own.)
 *
 * <p>Nothing is told to anybody from in here: the loop asks after the flush of the turn. Owner: the loop's thread.
 */
final class Outbound implements LinkTransport, WritePromise.Listener {

    /** Enough for a turn of a link that is not busy; the buffer grows by itself. */
    private static final int FIRST_BYTES = 2 << 10;

    /** So much is handed over before the turn ends: one wake-up may answer more than the write limit allows to wait. */
    static final int EARLY_FLUSH_BYTES = 64 << 10;

    /** The write limit while the loop is crowded: peers that read never reach it, so it is those that do not who go. */
    static final int CROWDED_LIMIT_BYTES = 2 * EARLY_FLUSH_BYTES;

    /** The turn of the loop, as its links see it. */
    interface Turn {

        /** Has {@link #endTurn} and {@link #tellDelivered} called before the loop sleeps. */
        void markDirty(Outbound outbound);

        /** Bytes taken into buffers (above zero) or let go (below). */
        void hold(int bytes);

        /** Whether all links together hold so much that each must content itself with {@link #CROWDED_LIMIT_BYTES}. */
        boolean isCrowded();
    }

    private final Channel channel;
    private final Turn turn;
    private final int writeLimitBytes;
    private final Deliveries.Sink sink;
    private final Deliveries deliveries = new Deliveries();
    private final WritePromise promise;

    private @Nullable ByteBuf filling;
    private @Nullable ByteBuf waiting;
    private long accepted;
    private long handedBefore;
    private long handed;
    private long taken;
    private boolean closing;
    private boolean aborted;
    private boolean failed;
    /** Whether the loop has this on its list of the turn. */
    boolean isDirty;

    Outbound(Channel channel, Turn turn, int writeLimitBytes, Deliveries.Sink sink) {
        this.channel = channel;
        this.turn = turn;
        this.writeLimitBytes = writeLimitBytes;
        this.sink = sink;
        promise = new WritePromise(channel, this);
    }

    @Override
    public boolean write(byte[] source, int offset, int lengthBytes, long token) {
        if (!fits(lengthBytes, limitBytes())) {
            return false;
        }
        ByteBuf target = filling;
        if (target == null) {
            target = channel.alloc().directBuffer(Math.max(FIRST_BYTES, lengthBytes));
            filling = target;
        }
        target.writeBytes(source, offset, lengthBytes);
        turn.hold(lengthBytes);
        if (token != Link.NO_TOKEN) {
            deliveries.add(token, taken, taken + lengthBytes);
        }
        taken += lengthBytes;
        turn.markDirty(this);
        if (target.readableBytes() >= EARLY_FLUSH_BYTES) {
            flush();
        }
        return true;
    }

    /** What only waits for the turn's end says nothing of the peer: it is handed over before the limit counts. */
    private boolean fits(int lengthBytes, int limit) {
        if (waitingBytes() + lengthBytes > limit) {
            flush();
        }
        return !closing && waitingBytes() + lengthBytes <= limit;
    }

    @Override
    public boolean hasRoom(int lengthBytes) {
        return fits(lengthBytes, limitBytes() / 2);
    }

    private long waitingBytes() {
        return taken - acceptedNow();
    }

    private int limitBytes() {
        return turn.isCrowded() ? Math.min(writeLimitBytes, CROWDED_LIMIT_BYTES) : writeLimitBytes;
    }

    @Override
    public void close() {
        closing = true;
        turn.markDirty(this);
    }

    @Override
    public void abort() {
        closing = true;
        aborted = true;
        turn.markDirty(this);
    }

    /** End of the turn: hands over, then closes if that was asked for. */
    void endTurn() {
        if (!aborted) {
            flush();
        }
        if (closing) {
            Ending.begin(channel);
        }
    }

    /** One buffer at a time is in Netty's hands; while the peer does not take it, the next one fills up to the limit. */
    private void flush() {
        ByteBuf batch = filling;
        if (waiting != null || batch == null) {
            return;
        }
        filling = null;
        waiting = batch.retain();
        handedBefore = handed;
        handed = taken;
        ChannelFuture unused = channel.writeAndFlush(batch, promise);
    }

    /** The buffer in Netty's hands is with the kernel. */
    @Override
    public void onWritten() {
        accepted = handed;
        releaseWaiting();
        turn.markDirty(this);
    }

    /** It never will be, but for what was accepted. */
    @Override
    public void onWriteFailed(Throwable cause) {
        accepted = acceptedNow();
        releaseWaiting();
        failed = !(cause instanceof ClosedChannelException);
        // Netty closes the channel itself on most errors of a write; the pipeline hears of it either way.
        Ending.begin(channel);
    }

    private long acceptedNow() {
        ByteBuf batch = waiting;
        return batch == null ? accepted : handed - batch.readableBytes();
    }

    /** Whether the network refused a write. */
    boolean hasFailed() {
        return failed;
    }

    /** After the flush of the turn. */
    void tellDelivered() {
        deliveries.tellDelivered(acceptedNow(), sink);
    }

    /** The channel is closed: no further byte will reach the kernel. */
    void tellClosed() {
        closing = true;
        accepted = acceptedNow();
        ByteBuf unsent = filling;
        if (unsent != null) {
            filling = null;
            turn.hold(-unsent.readableBytes());
            unsent.release();
        }
        deliveries.tellClosed(accepted, sink);
    }

    private void releaseWaiting() {
        ByteBuf batch = waiting;
        if (batch != null) {
            waiting = null;
            turn.hold((int) (handedBefore - handed));
            batch.release();
        }
    }
}
