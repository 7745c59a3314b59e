package io.wasl.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wasl.config.FramingPresets;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import java.util.Arrays;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Chunks of 32 requests, as a socket gives them under load: cut into frames, beside Netty's own decoder and a copy of the
 * bytes; and frames written. An operation is a frame.
 */
public class FramingBenchmark extends TimedBenchmark {

    static final int FRAMES = 32;

    private static final int MOST_FRAME_BYTES = 4096;

    /** Those that Netty's decoder knows too. */
    @Param({"length-2", "length-2-tpdu"})
    public String framing = "length-2";

    private final Frame frame = new Frame();
    private final byte[] inbound = new byte[FRAMES * MOST_FRAME_BYTES];
    private final byte[] out = new byte[MOST_FRAME_BYTES];
    private byte[][] requests = {};
    private byte[][] chunks = {};
    private ByteBuf[] buffers = {};
    private int next;

    private FrameFormat format;

    private LengthDecoder netty;

    /** The requests of the hop in frames, 32 a chunk. */
    @Setup
    public void prepare() {
        format = FrameFormat.of(FramingPresets.preset(framing), MOST_FRAME_BYTES);
        netty = new LengthDecoder(MOST_FRAME_BYTES);
        Traffic traffic = Workload.of(Encoding.ASCII, 10_000, Traffic.MESSAGES).traffic();
        requests = new byte[traffic.size()][];
        chunks = new byte[traffic.size() / FRAMES][];
        buffers = new ByteBuf[chunks.length];
        for (int chunk = 0; chunk < chunks.length; chunk++) {
            int at = 0;
            for (int i = 0; i < FRAMES; i++) {
                byte[] request = traffic.request(chunk * FRAMES + i);
                requests[chunk * FRAMES + i] = request;
                at += format.write(frame.body(request, 0, request.length), inbound, at);
            }
            chunks[chunk] = Arrays.copyOf(inbound, at);
            buffers[chunk] = Unpooled.wrappedBuffer(chunks[chunk]);
        }
    }

    /** Copied once, measured, looked into: the sum of the bodies' lengths. */
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int cut() {
        byte[] chunk = chunks[nextChunk()];
        System.arraycopy(chunk, 0, inbound, 0, chunk.length);
        int bodies = 0;
        int at = 0;
        while (at < chunk.length) {
            int length = format.measure(inbound, at, chunk.length);
            if (length <= 0) {
                throw new IllegalStateException("a frame of the traffic is broken");
            }
            format.view(inbound, at, length, frame);
            bodies += frame.bodyLength();
            at += length;
        }
        return bodies;
    }

    /** The same by Netty, which copies nothing and makes a buffer for each frame; a TPDU stays in the body. */
    @Yardstick
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int netty() {
        ByteBuf chunk = buffers[nextChunk()].readerIndex(0);
        int bodies = 0;
        for (ByteBuf body = netty.next(chunk); body != null; body = netty.next(chunk)) {
            bodies += body.readableBytes();
            body.release();
        }
        return bodies;
    }

    /** The limit: the chunk copied once. */
    @Yardstick
    @Benchmark
    @OperationsPerInvocation(FRAMES)
    public int copy() {
        byte[] chunk = chunks[nextChunk()];
        System.arraycopy(chunk, 0, inbound, 0, chunk.length);
        return inbound[chunk.length - 1];
    }

    /** One frame around one body. */
    @Benchmark
    public int write() {
        byte[] request = requests[next++ & Traffic.MESSAGES - 1];
        return format.write(frame.body(request, 0, request.length), out, 0);
    }

    private int nextChunk() {
        int chunk = next;
        next = chunk + 1 == chunks.length ? 0 : chunk + 1;
        return chunk;
    }
}
