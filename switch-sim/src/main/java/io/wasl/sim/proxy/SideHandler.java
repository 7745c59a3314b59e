package io.wasl.sim.proxy;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.wasl.sim.net.FramedLoop;
import java.io.IOException;

/** One socket of a relay. Owner: the loop. */
final class SideHandler extends ChannelInboundHandlerAdapter {

    private final FramedLoop loop;
    private final Relay relay;
    private final Direction sends;

    /**
     * @param sends the way the bytes of this socket go
     */
    SideHandler(FramedLoop loop, Relay relay, Direction sends) {
        this.loop = loop;
        this.relay = relay;
        this.sends = sends;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf buffer = (ByteBuf) message;
        try {
            var bytes = new byte[buffer.readableBytes()];
            buffer.readBytes(bytes);
            relay.lane(sends).offer(bytes);
        } finally {
            buffer.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        relay.lane(sends).onReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        relay.lane(sends.opposite()).pump();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            relay.lane(sends).offerFin();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        relay.onInactive(sends);
    }

    /** A reset, by the peer or on a write: the close that follows tells the relay. */
    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        if (!(cause instanceof IOException)) {
            loop.fail(cause);
        }
        relay.closeQuietly(context.channel());
    }
}
