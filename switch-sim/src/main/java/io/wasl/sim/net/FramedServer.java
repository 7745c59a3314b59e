package io.wasl.sim.net;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.wasl.config.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;

/** A listening socket: each connection it accepts is told to one listener. Any thread may close it. */
public final class FramedServer implements AutoCloseable {

    private final Channel channel;

    private FramedServer(Channel channel) {
        this.channel = channel;
    }

    /**
     * @param address port 0 lets the system choose
     * @throws IOException if the address cannot be bound
     */
    public static FramedServer listen(FramedLoop loop, HostPort address, WireFormat format, FramedListener listener)
            throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(loop.group())
                .channel(loop.serverType())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, FramedHandler.WRITE_LIMIT)
                .childHandler(FramedHandler.initializer(loop, format, listener))
                .bind(new InetSocketAddress(address.host(), address.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException(
                    "cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return new FramedServer(bound.channel());
    }

    public int port() {
        return ((InetSocketAddress) channel.localAddress()).getPort();
    }

    /** Stops listening; connections stay. */
    @Override
    public void close() {
        channel.close().awaitUninterruptibly();
    }
}
