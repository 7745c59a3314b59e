package io.wasl.ops;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.timeout.IdleStateHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.HostPort;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Metrics and health over HTTP, for the machine's own agents: GET and HEAD only, nothing can be changed here.
 *
 * <p>Has one daemon thread of its own. A peer that is slow, greedy or broken costs one of its connections, of which there
 * are at most {@value #MOST_CONNECTIONS}.
 */
public final class AdminServer implements AutoCloseable {

    /** A few scrapers, probes and browsers; one more is closed at once. */
    static final int MOST_CONNECTIONS = 32;

    /** The longest path here has 13 letters. */
    static final int MOST_REQUEST_LINE_BYTES = 1024;

    static final int MOST_HEADER_BYTES = 8192;

    /** Scrapers come every 15 to 60 s; those that keep their connection longer dial again. */
    static final int IDLE_SECONDS = 75;

    private static final long CLOSE_TIMEOUT_MS = 2_000;

    private final MultiThreadIoEventLoopGroup thread;
    private final Channel listener;

    private AdminServer(MultiThreadIoEventLoopGroup thread, Channel listener) {
        this.thread = thread;
        this.listener = listener;
    }

    /**
     * Starts to listen.
     *
     * @param listen a loopback address; port 0 lets the system choose
     * @param refusal the error about {@code admin.listen} with this reason
     * @throws ConfigException when the address cannot be bound
     */
    public static AdminServer start(
            HostPort listen, MetricsPage metrics, Health health, Function<String, ConfigError> refusal)
            throws ConfigException {
        MultiThreadIoEventLoopGroup thread = new MultiThreadIoEventLoopGroup(
                1, new DefaultThreadFactory("wasl-admin", true), NioIoHandler.newFactory());
        ConnectionLimit limit = new ConnectionLimit(MOST_CONNECTIONS);
        ChannelFuture bound = new ServerBootstrap()
                .group(thread)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childHandler(new Connection(metrics, health, limit))
                .bind(new InetSocketAddress(listen.host(), listen.port()))
                .awaitUninterruptibly();
        if (!bound.isSuccess()) {
            shutDown(thread);
            throw new ConfigException(refusal.apply("cannot listen on " + listen + ": " + reasonOf(bound.cause())));
        }
        metrics.gauge("wasl.admin.connections", "Open connections of the admin server.", limit::open);
        metrics.gauge("wasl.admin.refused.connections", "Connections over its limit, closed at once.", limit::refused);
        return new AdminServer(thread, bound.channel());
    }

    /** The port that is open. */
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /** Closes the port and every connection. */
    @Override
    public void close() {
        listener.close().awaitUninterruptibly(CLOSE_TIMEOUT_MS);
        shutDown(thread);
    }

    private static void shutDown(MultiThreadIoEventLoopGroup thread) {
        thread.shutdownGracefully(0, CLOSE_TIMEOUT_MS, TimeUnit.MILLISECONDS).awaitUninterruptibly(CLOSE_TIMEOUT_MS);
    }

    private static String reasonOf(Throwable cause) {
        String message = cause.getMessage();
        return message == null ? cause.getClass().getSimpleName() : message;
    }

    /** What stands between a socket and the pages. */
    private static final class Connection extends ChannelInitializer<SocketChannel> {

        private final MetricsPage metrics;
        private final Health health;
        private final ConnectionLimit limit;

        Connection(MetricsPage metrics, Health health, ConnectionLimit limit) {
            this.metrics = metrics;
            this.health = health;
            this.limit = limit;
        }

        @Override
        protected void initChannel(SocketChannel channel) {
            if (!limit.admit(channel)) {
                return;
            }
            channel.pipeline()
                    .addLast(new IdleStateHandler(0, 0, IDLE_SECONDS))
                    .addLast(new HttpServerCodec(new HttpDecoderConfig()
                            .setMaxInitialLineLength(MOST_REQUEST_LINE_BYTES)
                            .setMaxHeaderSize(MOST_HEADER_BYTES)))
                    .addLast(new AdminPages(metrics, health));
        }
    }
}
