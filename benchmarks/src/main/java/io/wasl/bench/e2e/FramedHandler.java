package io.wasl.bench.e2e;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import org.jspecify.annotations.Nullable;

/** One connection of load or issuer: frames in, and all that is written between two flushes in one buffer out. Loop thread. */
abstract class FramedHandler extends ChannelInboundHandlerAdapter {

    private static final int FIRST_BYTES = 64 << 10;

    private final FrameCutter cutter = new FrameCutter();
    private @Nullable ChannelHandlerContext context;
    private @Nullable ByteBuf filling;

    /** Bytes came; the frames that they complete follow. */
    void onChunk() {
        // Only the load looks at the clock.
    }

    /** A whole frame, readable during this call. */
    abstract void onFrame(byte[] bytes, int offset, int length);

    /** All that was there has been read; what was written leaves after this. */
    abstract void onReadEnd();

    /** The connection ended, not by us. */
    abstract void onClosed(String why);

    /** Where frames are written to; they leave with {@link #flush}. */
    final ByteBuf out() {
        ByteBuf target = filling;
        if (target == null) {
            target = context().alloc().directBuffer(FIRST_BYTES);
            filling = target;
        }
        return target;
    }

    final void flush() {
        ByteBuf batch = filling;
        if (batch != null) {
            filling = null;
            ChannelFuture unused = context().writeAndFlush(batch, context().voidPromise());
        }
    }

    private ChannelHandlerContext context() {
        if (context == null) {
            throw new IllegalStateException("not connected yet");
        }
        return context;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
    }

    @Override
    public void channelRead(ChannelHandlerContext reader, Object chunk) {
        ByteBuf bytes = (ByteBuf) chunk;
        try {
            cutter.add(bytes);
        } finally {
            bytes.release();
        }
        onChunk();
        while (cutter.next()) {
            onFrame(cutter.bytes(), cutter.offset(), cutter.length());
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext reader) {
        onReadEnd();
        flush();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ended) {
        ByteBuf unsent = filling;
        if (unsent != null) {
            filling = null;
            unsent.release();
        }
        onClosed("a connection ended");
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext failed, Throwable fault) {
        onClosed(fault.toString());
        ChannelFuture unused = failed.close();
    }
}
