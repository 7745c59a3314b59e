package io.wasl.bench.e2e;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;

/**
 * Bytes from one socket to the other and back, on one loop: what no switch between two sockets goes below. Nothing is parsed,
 * copied or counted; what was read in one wake-up leaves in one write, as the switch's does.
 *
 * <p>Each accepted connection has one of its own to the issuer.
 */
final class Relay {

    private Relay() {}

    /** @return the port on which it listens */
    static int start(Sockets sockets, int issuerPort) {
        return sockets.listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                accepted.config().setAutoRead(false);
                ChannelFuture dialled = sockets.connect(issuerPort, new OneWay(accepted));
                accepted.pipeline().addLast(new OneWay(dialled.channel()));
                dialled.addListener(done -> {
                    if (dialled.isSuccess()) {
                        accepted.config().setAutoRead(true);
                    } else {
                        ChannelFuture unused = accepted.close();
                    }
                });
            }
        });
    }

    /** What this end reads goes out at the other. */
    private static final class OneWay extends ChannelInboundHandlerAdapter {

        private final Channel other;

        OneWay(Channel other) {
            this.other = other;
        }

        @Override
        public void channelRead(ChannelHandlerContext context, Object chunk) {
            ChannelFuture unused = other.write(chunk, other.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            other.flush();
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            ChannelFuture unused = other.close();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
            ChannelFuture unused = context.close();
        }
    }
}
