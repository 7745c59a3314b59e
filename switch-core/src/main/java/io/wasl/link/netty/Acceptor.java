package io.wasl.link.netty;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.wasl.link.LinkCounter;
import io.wasl.link.LinkProfile;
import io.wasl.link.LinkWorkspace;
import java.net.SocketAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the connections of one acquirer's hosts, up to its limit. Owner: the loop's thread. */
final class Acceptor extends ChannelInitializer<Channel> {

    /** Connections the kernel may hold ready while the loop is busy: all hosts of an acquirer coming back at once. */
    private static final int BACKLOG = 1024;

    private static final Logger LOG = LoggerFactory.getLogger(Acceptor.class);

    private final LinkProfile profile;
    private final LinkLoop loop;
    private int connections;
    private boolean refusing;

    Acceptor(LinkProfile profile, LinkLoop loop) {
        this.profile = profile;
        this.loop = loop;
    }

    /** Any thread. */
    ChannelFuture bind(SocketAddress address) {
        return new ServerBootstrap()
                .group(loop.group())
                .channel(loop.settings.sockets().serverChannel())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(LinkWorkspace.CHUNK_BYTES))
                .childHandler(this)
                .bind(address);
    }

    @Override
    protected void initChannel(Channel channel) {
        if (loop.isStopping() || connections >= loop.settings.limits().connectionsPerAcquirer()) {
            refuse(channel);
            return;
        }
        refusing = false;
        connections++;
        loop.counters.increment(LinkCounter.ACCEPTS);
        channel.closeFuture().addListener(closed -> connections--);
        channel.pipeline().addLast(new LinkPipeline(channel, profile, loop));
    }

    /** Logged once until a connection is taken again: a flood of connections is no flood of lines. */
    private void refuse(Channel channel) {
        loop.counters.increment(LinkCounter.REFUSED_CONNECTIONS);
        if (!refusing) {
            refusing = true;
            LOG.warn("acquirer {}: connections refused, {} are open", profile.member(), connections);
        }
        Ending.begin(channel);
    }

    @Override
    public boolean isSharable() {
        return true;
    }
}
