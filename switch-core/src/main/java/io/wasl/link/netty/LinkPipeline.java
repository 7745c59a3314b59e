package io.wasl.link.netty;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.wasl.link.CloseCause;
import io.wasl.link.Deliveries;
import io.wasl.link.LinkProfile;
import io.wasl.link.LinkSession;
import io.wasl.link.LinkWorkspace;
import io.wasl.link.SendOutcome;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection, from bytes to message; the other half of the house, from message to answer, is the engine's flow.
 *
 * <pre>
 *   1 read      the kernel's bytes, at most 64 KiB at a time        {@link #channelRead}
 *   2 copy      once, into the loop's own array, behind the rest     {@link #receive}
 *   3 frame     length header, TPDU, trailer: where messages end     {@code link.InboundFrames}
 *   4 decode    MTI, bitmap, place and length of each element        {@code codec.MessageView}
 *   5 class 8   0800 is answered here and goes no further            {@code link.NetworkManagement}
 *   6 receive   business, decoded or damaged                         {@code link.LinkListener}
 *   7 turn end  one commit, then one write for each link             {@link LinkLoop}, {@link Outbound}
 * </pre>
 *
 * What fails while one connection's bytes are handled closes that connection only. Owner: the loop's thread.
 */
final class LinkPipeline extends ChannelInboundHandlerAdapter implements Deliveries.Sink {

    private static final Logger LOG = LoggerFactory.getLogger(LinkPipeline.class);

    private final LinkLoop loop;
    private final LinkWorkspace space;
    private final Outbound outbound;
    private final LinkSession session;
    private CloseCause endedBy = CloseCause.PEER;
    private boolean opened;

    LinkPipeline(Channel channel, LinkProfile profile, LinkLoop loop) {
        this.loop = loop;
        space = loop.workspace;
        outbound = new Outbound(channel, loop, loop.settings.limits().linkWriteBytes(), this);
        session = new LinkSession(loop.nextConnectionId(), profile, outbound, space);
    }

    LinkSession session() {
        return session;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (loop.isStopping()) {
            Ending.begin(context);
            return;
        }
        opened = true;
        loop.opened(this);
        LOG.info("{}: connected to {}", session, context.channel().remoteAddress());
        guard(() -> session.onConnected(loop.nowNs()));
        loop.onTraffic();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object chunk) {
        ByteBuf bytes = (ByteBuf) chunk;
        try {
            receive(bytes);
        } catch (RuntimeException fault) {
            closeAfter(fault);
        } catch (Error fault) {
            loop.fault(fault);
        } finally {
            bytes.release();
        }
    }

    private void receive(ByteBuf chunk) {
        // One reading for all messages of a chunk: they arrived together, and the clock costs as much as a decode.
        long nowNs = loop.nowNs();
        // Commit and flush wait until everything that woke the loop has been read.
        loop.onTraffic();
        while (chunk.isReadable()) {
            int lengthBytes = Math.min(chunk.readableBytes(), LinkWorkspace.CHUNK_BYTES);
            // The rest of the last chunk is put in front, so that every frame is one piece.
            int at = session.openChunk();
            // The only copy on the way in: from here on plain arrays, shared by all connections.
            chunk.readBytes(space.inbound(), at, lengthBytes);
            // Frames, messages, the engine; what is left over is kept.
            session.onChunk(lengthBytes, nowNs);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable fault) {
        if (fault instanceof IOException) {
            endedBy = CloseCause.NETWORK;
            Ending.begin(context);
        } else if (fault instanceof RuntimeException failure) {
            closeAfter(failure);
        } else {
            loop.fault(fault);
        }
    }

    /** The connection is gone, whoever ended it: first each waiting token, then the link itself. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (!opened) {
            return;
        }
        guard(() -> {
            session.onBroken(outbound.hasFailed() ? CloseCause.NETWORK : endedBy, loop.nowNs());
            outbound.tellClosed();
            session.onDisconnected();
        });
        loop.closed(this);
    }

    @Override
    public void onSent(long token, SendOutcome outcome) {
        session.onSent(token, outcome, loop.nowNs());
    }

    private void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException fault) {
            closeAfter(fault);
        } catch (Error fault) {
            loop.fault(fault);
        }
    }

    private void closeAfter(RuntimeException fault) {
        LOG.error("{}: {}", session, Faults.describe(fault));
        session.closeFor(CloseCause.FAULT, fault.getClass().getName());
    }
}
