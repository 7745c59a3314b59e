package io.wasl.link.netty;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.wasl.config.HostPort;
import io.wasl.config.ReconnectConfig;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkProfile;
import io.wasl.link.LinkWorkspace;
import io.wasl.link.Reconnect;
import java.net.InetSocketAddress;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one connection to one address of an issuer, for ever: resolve, dial, and after its end wait and start over.
 * Owner: the loop's thread; names are resolved on a thread of their own, since the system's resolver blocks.
 */
final class Dialer {

    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    private final LinkProfile profile;
    private final HostPort address;
    private final LinkLoop loop;
    private final Executor resolver;
    private final Reconnect reconnect;
    private boolean isFailing;
    private final Bootstrap bootstrap;

    Dialer(LinkProfile profile, HostPort address, ReconnectConfig config, LinkLoop loop, Executor resolver) {
        this.profile = profile;
        this.address = address;
        this.loop = loop;
        this.resolver = resolver;
        reconnect = new Reconnect(config, loop.settings.random());
        bootstrap = new Bootstrap()
                .group(loop.group())
                .channel(loop.settings.sockets().channel())
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(config.connectTimeout().toMillis()))
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.SO_KEEPALIVE, true)
                .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LinkWorkspace.CHUNK_BYTES));
    }

    void start() {
        if (!loop.isStopping()) {
            resolver.execute(this::resolve);
        }
    }

    /** Resolver's thread. */
    private void resolve() {
        InetSocketAddress resolved = new InetSocketAddress(address.host(), address.port());
        try {
            loop.execute(() -> connect(resolved));
        } catch (RejectedExecutionException stopped) {
            LOG.debug("issuer {}: {} was resolved after the loop had stopped", profile.member(), address);
        }
    }

    private void connect(InetSocketAddress resolved) {
        if (loop.isStopping()) {
            return;
        }
        if (resolved.isUnresolved()) {
            retry("unknown host");
            return;
        }
        // A handler belongs to one connection: each dial has its own initializer.
        Connection connection = new Connection();
        ChannelFuture dialled = bootstrap.clone().handler(connection).connect(resolved);
        dialled.addListener(done -> {
            if (dialled.isSuccess()) {
                isFailing = false;
                loop.counters.increment(LinkCounter.CONNECTS);
                dialled.channel().closeFuture().addListener(closed -> connection.onClosed());
            } else {
                retry(NettyLinks.reasonOf(dialled.cause()));
            }
        });
    }

    private void retry(String reason) {
        loop.counters.increment(LinkCounter.CONNECTS_FAILED);
        if (isFailing) {
            LOG.debug("issuer {}: cannot connect to {}: {}", profile.member(), address, reason);
        } else {
            // Once, not with every dial: the counter and the page of metrics tell that it goes on.
            LOG.warn("issuer {}: cannot connect to {}, dialling on: {}", profile.member(), address, reason);
        }
        isFailing = true;
        startAfterDelay();
    }

    private void startAfterDelay() {
        if (!loop.isStopping()) {
            loop.schedule(this::start, reconnect.nextDelayNs());
        }
    }

    private final class Connection extends ChannelInitializer<Channel> {

        private @Nullable LinkPipeline pipeline;

        @Override
        protected void initChannel(Channel channel) {
            pipeline = new LinkPipeline(channel, profile, loop);
            channel.pipeline().addLast(pipeline);
        }

        void onClosed() {
            if (pipeline != null && pipeline.session().wasEverUsable()) {
                reconnect.reset();
            }
            startAfterDelay();
        }
    }
}
