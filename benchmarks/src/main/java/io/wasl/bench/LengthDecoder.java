package io.wasl.bench;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import org.jspecify.annotations.Nullable;

/** Netty's decoder of frames behind two bytes of length, without a pipeline around it. Owner: one thread. */
final class LengthDecoder extends LengthFieldBasedFrameDecoder {

    private static final int LENGTH_BYTES = 2;

    LengthDecoder(int mostFrameBytes) {
        super(mostFrameBytes, 0, LENGTH_BYTES, 0, LENGTH_BYTES);
    }

    /** What is behind the next length, to be released; null when none is whole. */
    @Nullable
    ByteBuf next(ByteBuf in) {
        try {
            // Of the context only broken frames make use.
            return (ByteBuf) decode(null, in);
        } catch (Exception e) {
            throw new IllegalStateException("a frame of the traffic is broken", e);
        }
    }
}
