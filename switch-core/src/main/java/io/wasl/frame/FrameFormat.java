package io.wasl.frame;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.LengthKind;
import io.wasl.config.FramingConfig.ZeroLength;
import java.util.HexFormat;

/**
 * Cuts a stream of bytes into frames and builds frames, as a {@link FramingConfig} says.
 *
 * <pre>
 *   [before] [length] [after] [TPDU 5] [header] body [trailer]
 *   └──────── prefix ───────┘ └────────── counted ──────────┘        inclusive: the prefix is counted too
 *
 *   TPDU      id 1 │ destination 2 │ origin 2        an answer swaps destination and origin
 *   header    constant, or kept for the answer: ISO literal, VAP, any bytes
 * </pre>
 *
 * Immutable, shared by any thread; allocates nothing after construction.
 */
public final class FrameFormat {

    /** What is kept of a received frame for its answer, TPDU and header. */
    public static final int MOST_HEADER_BYTES = FrameHeader.MOST_BYTES;

    private static final Frame NO_MESSAGE = new Frame();

    private final LengthField length;
    private final boolean inclusive;
    private final byte[] before;
    private final byte[] after;
    private final FrameHeader header;
    private final byte[] trailer;
    private final ZeroLength zeroLength;
    private final int maxFrameBytes;
    private final int prefixBytes;
    private final boolean endsByTrailer;
    private final long keepAliveNs;

    private FrameFormat(FramingConfig config, int maxFrameBytes) {
        length = new LengthField(config.lengthKind(), config.lengthWidth());
        endsByTrailer = config.lengthKind() == LengthKind.NONE;
        inclusive = config.inclusive();
        before = HexFormat.of().parseHex(config.before());
        after = HexFormat.of().parseHex(config.after());
        header = new FrameHeader(config);
        trailer = HexFormat.of().parseHex(config.trailer());
        zeroLength = config.zeroLength();
        this.maxFrameBytes = maxFrameBytes;
        prefixBytes = before.length + length.width() + after.length;
        keepAliveNs = config.keepAlive().toNanos();
        if (endsByTrailer && trailer.length == 0) {
            throw new IllegalArgumentException("a framing without length needs a trailer");
        }
        if (overheadBytes() >= maxFrameBytes) {
            throw new IllegalArgumentException("a frame of " + maxFrameBytes + " bytes has no room for a body");
        }
    }

    /**
     * @param maxFrameBytes of the whole frame, prefix and trailer included
     * @throws IllegalArgumentException for a width, a constant or a limit that cannot be; the configuration's loader
     *     has refused those before
     */
    public static FrameFormat of(FramingConfig config, int maxFrameBytes) {
        return new FrameFormat(config, maxFrameBytes);
    }

    public int maxFrameBytes() {
        return maxFrameBytes;
    }

    /** The most bytes of a frame that are not its body. */
    public int overheadBytes() {
        return prefixBytes + header.mostBytes() + trailer.length;
    }

    /** The longest message that its length can say and that the limit on frames lets through. */
    public int mostBodyBytes() {
        long counted = endsByTrailer ? maxFrameBytes : length.max() + (inclusive ? 0 : prefixBytes);
        return (int) Math.min(maxFrameBytes, counted) - overheadBytes();
    }

    /** Where the body starts in a frame that answers none. */
    public int bodyOffset() {
        return prefixBytes + header.ownBytes();
    }

    /** After how long without a frame of ours {@link #writeZero} is sent; 0: never. */
    public long keepAliveNs() {
        return keepAliveNs;
    }

    /** Of a frame with a message of no bytes. */
    private int leastBytes() {
        return prefixBytes + header.leastBytes() + trailer.length;
    }

    /** What to do with a frame for which {@link #isZero} holds. Never CLOSE: {@link #measure} has refused it. */
    public ZeroLength zeroLength() {
        return zeroLength;
    }

    /** Whether this frame, as measured, holds no message: skip or echo it. */
    public boolean isZero(int frameLength) {
        return frameLength == (endsByTrailer ? leastBytes() : prefixBytes);
    }

    /**
     * How long the frame is that starts at {@code offset}. The limit on its length is checked as soon as the length is
     * there, constants as soon as they should be.
     *
     * @return &gt; 0: bytes of the whole frame, which may reach past {@code limit}: wait for them; 0: not enough bytes
     *     to know; &lt; 0: see {@link FrameError#ofLength}: close the link
     */
    public int measure(byte[] buffer, int offset, int limit) {
        int lengthAt = offset + before.length;
        int afterAt = lengthAt + length.width();
        if (differs(before, buffer, offset, limit) || differs(after, buffer, afterAt, limit)) {
            return FrameError.CONSTANT_DIFFERS.asLength();
        }
        if (endsByTrailer) {
            return measureToTrailer(buffer, offset, limit);
        }
        if (limit - offset < prefixBytes) {
            return 0;
        }
        long counted = length.read(buffer, lengthAt);
        if (counted == LengthField.NOT_DIGITS) {
            return FrameError.LENGTH_NOT_DIGITS.asLength();
        }
        // A raw zero is a keep-alive in an inclusive framing too: no frame could count less than its own prefix.
        long payload = inclusive && counted != 0 ? counted - prefixBytes : counted;
        if (payload == 0) {
            return zeroLength == ZeroLength.CLOSE ? FrameError.ZERO_LENGTH.asLength() : prefixBytes;
        }
        if (payload < leastBytes() - prefixBytes) {
            return FrameError.TOO_SHORT.asLength();
        }
        if (payload > maxFrameBytes - prefixBytes) {
            return FrameError.OVERSIZE.asLength();
        }
        return checkConstants(buffer, offset, limit, prefixBytes + (int) payload);
    }

    /** Without a length the trailer ends the frame: a body must not hold it. */
    private int measureToTrailer(byte[] buffer, int offset, int limit) {
        for (int i = offset + leastBytes() - trailer.length; i <= limit - trailer.length; i++) {
            int frameLength = i + trailer.length - offset;
            if (frameLength > maxFrameBytes) {
                return FrameError.OVERSIZE.asLength();
            }
            if (!differs(trailer, buffer, i, limit)) {
                boolean refused = isZero(frameLength) && zeroLength == ZeroLength.CLOSE;
                return refused ? FrameError.ZERO_LENGTH.asLength() : checkConstants(buffer, offset, limit, frameLength);
            }
        }
        return limit - offset < maxFrameBytes ? 0 : FrameError.OVERSIZE.asLength();
    }

    private int checkConstants(byte[] buffer, int offset, int limit, int frameLength) {
        int end = offset + frameLength - trailer.length;
        if (!header.isRight(buffer, offset + prefixBytes, limit, end)) {
            return FrameError.HEADER_DIFFERS.asLength();
        }
        if (differs(trailer, buffer, end, limit)) {
            return FrameError.TRAILER_MISSING.asLength();
        }
        return frameLength;
    }

    /** Whether those bytes of the constant that have arrived are wrong. */
    static boolean differs(byte[] constant, byte[] buffer, int at, int limit) {
        int arrived = Math.min(constant.length, limit - at);
        for (int i = 0; i < arrived; i++) {
            if (buffer[at + i] != constant[i]) {
                return true;
            }
        }
        return false;
    }

    /** Points to body, TPDU and kept header of a frame that {@link #measure} has measured, which is all there and not zero. */
    public void view(byte[] buffer, int frameOffset, int frameLength, Frame out) {
        int headerAt = frameOffset + prefixBytes;
        int bodyAt = headerAt + header.length(buffer, headerAt);
        out.body(buffer, bodyAt, frameOffset + frameLength - trailer.length - bodyAt);
        header.view(buffer, headerAt, out);
    }

    /** Whether the peer gives a message of ours back as one that it could not accept: it asks for no answer. */
    public boolean isRejected(Frame frame) {
        return header.isRejected(frame);
    }

    /**
     * Writes the whole frame. The body may already stand at its place in the target ({@link #bodyOffset()} behind
     * {@code offset}, where it answers none); the header of the frame is the one that was received with the message it
     * answers.
     *
     * @param target with room for the body and {@link #overheadBytes()}
     * @return bytes written; negative, and nothing written, when the frame would be {@link FrameError#OVERSIZE} or its
     *     body would end it too early ({@link FrameError#TRAILER_INSIDE})
     */
    public int write(Frame frame, byte[] target, int offset) {
        int headerBytes = header.bytesFor(frame);
        int frameLength = prefixBytes + headerBytes + frame.bodyLength() + trailer.length;
        int counted = inclusive ? frameLength : frameLength - prefixBytes;
        if (frameLength > maxFrameBytes || !endsByTrailer && counted > length.max()) {
            return FrameError.OVERSIZE.asLength();
        }
        if (endsByTrailer && holdsTrailer(frame)) {
            return FrameError.TRAILER_INSIDE.asLength();
        }
        int bodyAt = offset + prefixBytes + headerBytes;
        System.arraycopy(frame.buffer(), frame.bodyOffset(), target, bodyAt, frame.bodyLength());
        writePrefix(counted, target, offset);
        header.write(frame, target, offset + prefixBytes);
        put(trailer, target, offset + frameLength - trailer.length);
        return frameLength;
    }

    /** Writes the frame without a message that says no more than that we are there; returns its length. */
    public int writeZero(byte[] target, int offset) {
        writePrefix(0, target, offset);
        if (!endsByTrailer) {
            return prefixBytes;
        }
        header.write(NO_MESSAGE, target, offset + prefixBytes);
        put(trailer, target, offset + leastBytes() - trailer.length);
        return leastBytes();
    }

    private void writePrefix(int counted, byte[] target, int offset) {
        put(before, target, offset);
        length.write(counted, target, offset + before.length);
        put(after, target, offset + before.length + length.width());
    }

    private boolean holdsTrailer(Frame frame) {
        int end = frame.bodyOffset() + frame.bodyLength();
        for (int i = frame.bodyOffset(); i <= end - trailer.length; i++) {
            if (!differs(trailer, frame.buffer(), i, end)) {
                return true;
            }
        }
        return false;
    }

    private static void put(byte[] constant, byte[] target, int at) {
        System.arraycopy(constant, 0, target, at, constant.length);
    }
}
