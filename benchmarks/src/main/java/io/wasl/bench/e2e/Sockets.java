package io.wasl.bench.e2e;

import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wasl.link.netty.SocketKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** Loops, one unless told otherwise, and their sockets on loopback, with what the switch sets on its own. */
final class Sockets implements AutoCloseable {

    /** As the switch reads. */
    private static final int CHUNK_BYTES = 64 << 10;

    private static final int BACKLOG = 1024;

    private final boolean isEpoll = SocketKind.best() == SocketKind.EPOLL;
    private final MultiThreadIoEventLoopGroup group;

    /** @param thread the loop's name */
    Sockets(String thread) {
        this(thread, 1);
    }

    Sockets(String thread, int loops) {
        group = new MultiThreadIoEventLoopGroup(
                loops,
                new DefaultThreadFactory(thread, true),
                isEpoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** The one there is; of several, the next in turn. */
    EventLoop loop() {
        return group.next();
    }

    /** @return the port, the system's choice */
    int listen(ChannelHandler accepted) {
        Channel listener = new ServerBootstrap()
                .group(group)
                .channel(isEpoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(CHUNK_BYTES))
                .childHandler(accepted)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .syncUninterruptibly()
                .channel();
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    ChannelFuture connect(int port, ChannelHandler handler) {
        return connect(port, handler, loop());
    }

    ChannelFuture connect(int port, ChannelHandler handler, EventLoop loop) {
        return new Bootstrap()
                .group(loop)
                .channel(isEpoll ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(CHUNK_BYTES))
                .handler(handler)
                .connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
