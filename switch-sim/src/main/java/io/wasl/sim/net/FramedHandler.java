package io.wasl.sim.net;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketChannel;
import io.wasl.codec.MessageView;
import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.frame.Frame;
import java.io.IOException;
import java.util.Arrays;

/**
 * Bytes to messages for one connection: bytes are copied out of Netty's buffer at once, cut into frames, decoded, told.
 *
 * <p>Owner: its loop's thread.
 */
final class FramedHandler extends ChannelInboundHandlerAdapter {

    /** A peer that leaves this much unread has stopped reading; the connection is closed. */
    static final WriteBufferWaterMark WRITE_LIMIT = new WriteBufferWaterMark(1 << 19, 4 << 20);

    private static final int FIRST_BUFFER_BYTES = 16 << 10;

    private final FramedLoop loop;
    private final WireFormat format;
    private final FramedListener listener;
    private final MessageView view = new MessageView();
    private final Frame frame = new Frame();

    private final FramedConnection connection;
    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int end;

    private FramedHandler(FramedLoop loop, FramedConnection connection, WireFormat format, FramedListener listener) {
        this.loop = loop;
        this.connection = connection;
        this.format = format;
        this.listener = listener;
    }

    static ChannelHandler initializer(FramedLoop loop, WireFormat format, FramedListener listener) {
        return new ChannelInitializer<SocketChannel>() {
            @Override
            protected void initChannel(SocketChannel channel) {
                var connection = new FramedConnection(loop.nextConnectionId(), channel, format);
                channel.pipeline().addLast(new FramedHandler(loop, connection, format, listener));
            }
        };
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        listener.onOpened(connection);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (connection.isReading()) {
                append(bytes);
            }
        } finally {
            bytes.release();
        }
        deliver();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        listener.onClosed(connection, connection.closeReason());
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.fail(cause);
        }
        connection.close(cause instanceof IOException ? "reset by the peer" : "failed here: " + cause);
    }

    private void append(ByteBuf bytes) {
        int count = bytes.readableBytes();
        if (end + count > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, end + count));
        }
        bytes.readBytes(buffer, end, count);
        end += count;
    }

    /** Hands on every whole frame and moves what is left to the front. */
    private void deliver() {
        long nowNs = loop.clock().nanoTime();
        int at = 0;
        while (at < end && connection.isOpen() && connection.isReading()) {
            int length = format.frames().measure(buffer, at, end);
            if (length < 0) {
                connection.close("a frame that cannot be told from the next");
                return;
            }
            if (length == 0 || length > end - at) {
                break;
            }
            deliver(at, length, nowNs);
            at += length;
        }
        System.arraycopy(buffer, at, buffer, 0, end - at);
        end -= at;
    }

    private void deliver(int at, int length, long nowNs) {
        if (format.frames().isZero(length)) {
            keepAlive(at, length);
            return;
        }
        format.frames().view(buffer, at, length, frame);
        if (view.decode(format.dialect(), frame.buffer(), frame.bodyOffset(), frame.bodyLength())) {
            listener.onMessage(connection, view, frame, nowNs);
        } else {
            listener.onMalformed(connection, view, frame);
        }
    }

    /** A frame without a message; {@code measure} has refused it where the framing closes on it. */
    private void keepAlive(int at, int length) {
        if (format.frames().zeroLength() == ZeroLength.ECHO) {
            connection.send(Arrays.copyOfRange(buffer, at, at + length));
        }
    }
}
