package io.wasl.sim.net;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.wasl.config.HostPort;
import java.net.InetSocketAddress;

/** Dials one address; when to dial again is its caller's decision. Any thread. */
public final class FramedClient {

    private static final int CONNECT_TIMEOUT_MILLIS = 5_000;

    private final FramedLoop loop;
    private final HostPort address;
    private final FramedListener listener;
    private final Bootstrap bootstrap;

    public FramedClient(FramedLoop loop, HostPort address, WireFormat format, FramedListener listener) {
        this.loop = loop;
        this.address = address;
        this.listener = listener;
        bootstrap = new Bootstrap()
                .group(loop.group())
                .channel(loop.socketType())
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MILLIS)
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, FramedHandler.WRITE_LIMIT)
                .handler(FramedHandler.initializer(loop, format, listener));
    }

    /** Ends in {@link FramedListener#onOpened} or {@link FramedListener#onDialFailed}. */
    public void dial() {
        ChannelFuture dialled = bootstrap.connect(new InetSocketAddress(address.host(), address.port()));
        dialled.addListener(done -> {
            if (!done.isSuccess()) {
                loop.execute(() -> listener.onDialFailed("cannot connect to " + address));
            }
        });
    }
}
