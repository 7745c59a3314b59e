package io.wasl.sim.net;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageWriter;
import io.wasl.frame.Frame;
import java.util.Arrays;

/**
 * One TCP connection that carries framed messages. What is sent in one turn of the loop leaves in one flush.
 *
 * <p>Owner: its loop's thread.
 */
public final class FramedConnection {

    /** No header: the framing puts its own where it has one. */
    public static final byte[] NO_HEADER = new byte[0];

    private final long id;
    private final Channel channel;
    private final WireFormat format;
    private final byte[] body;
    private final byte[] whole;
    private final Frame frame = new Frame();
    private String closeReason = "closed by the peer";
    private boolean flushPending;
    private boolean isReading = true;

    FramedConnection(long id, Channel channel, WireFormat format) {
        this.id = id;
        this.channel = channel;
        this.format = format;
        body = new byte[format.frames().maxFrameBytes()];
        whole = new byte[format.frames().maxFrameBytes() + format.frames().overheadBytes()];
    }

    /** Never reused within its loop. */
    public long id() {
        return id;
    }

    public Dialect dialect() {
        return format.dialect();
    }

    public boolean isOpen() {
        return channel.isActive();
    }

    /** The peer's or our own address, for people. */
    public String peer() {
        return String.valueOf(channel.remoteAddress());
    }

    /**
     * The whole frame of a message, to be sent now or later.
     *
     * @param header of the frame it answers, as received; {@link #NO_HEADER} when it answers none
     * @throws IllegalArgumentException if an element does not fit its declaration; names the element, never its value
     */
    public byte[] frame(MessageWriter message, byte[] header) {
        int length = message.encode(body, 0, body.length);
        if (length < 0) {
            throw new IllegalArgumentException("DE " + message.failedElement() + " does not fit its declaration");
        }
        frame.body(body, 0, length);
        if (header.length > 0) {
            frame.header(header, 0, header.length);
        }
        int written = format.frames().write(frame, whole, 0);
        if (written < 0) {
            throw new IllegalArgumentException("the message does not fit its framing");
        }
        return Arrays.copyOf(whole, written);
    }

    /** False when the connection is gone, or its peer has stopped reading (it is closed then). */
    public boolean send(MessageWriter message, byte[] header) {
        return send(frame(message, header));
    }

    /** Sends any bytes as they are: a frame made before, or deliberate garbage. */
    @SuppressWarnings("FutureReturnValueIgnored") // a void promise: a failed write closes the channel
    public boolean send(byte[] bytes) {
        if (!channel.isActive()) {
            return false;
        }
        if (!channel.isWritable()) {
            close("the peer does not read");
            return false;
        }
        channel.write(Unpooled.wrappedBuffer(bytes), channel.voidPromise());
        if (!flushPending) {
            flushPending = true;
            channel.eventLoop().execute(this::flush);
        }
        return true;
    }

    /**
     * Sends bytes, half a frame for instance, and ends the connection with an RST behind them.
     *
     * @return false when the connection is gone
     */
    public boolean reset(byte[] bytes, String reason) {
        if (!channel.isActive()) {
            return false;
        }
        closeReason = reason;
        channel.config().setOption(ChannelOption.SO_LINGER, 0);
        channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).addListener(ChannelFutureListener.CLOSE);
        return true;
    }

    /** Nothing that comes is read any more, nor what has come with the message at hand; the connection stays open. */
    public void stopReading() {
        isReading = false;
        channel.config().setAutoRead(false);
    }

    boolean isReading() {
        return isReading;
    }

    /** Closes; the loop's listener hears when it is done. */
    @SuppressWarnings("FutureReturnValueIgnored") // the end is told by channelInactive, whoever closed
    public void close(String reason) {
        closeReason = reason;
        channel.close();
    }

    String closeReason() {
        return closeReason;
    }

    private void flush() {
        flushPending = false;
        channel.flush();
    }
}
