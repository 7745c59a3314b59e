package io.wasl.link;

import io.wasl.config.FramingConfig.ZeroLength;
import io.wasl.frame.FrameError;
import io.wasl.frame.FrameFormat;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * From a connection's chunks to its frames: a chunk is copied once, behind what the last one left over, and walked.
 *
 * <pre>
 *   workspace.inbound   [ rest of the last chunk ][ chunk                              ]
 *                       [ frame ][ frame ][ frame ][ frame ][ rest, kept for the next ]
 * </pre>
 *
 * The rest is an array of exactly its size, and none when there is no rest: an idle connection keeps nothing. Owner: the
 * loop's thread.
 */
final class InboundFrames {

    private static final byte[] NOTHING = new byte[0];

    /**
     * Between two echoes at least: nobody asks more often whether we are there, and if the peer echoes too, the frame would
     * go to and fro as fast as the wire lets it.
     */
    private static final long ECHO_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final LinkSession session;
    private final LinkWorkspace space;
    private final FrameFormat format;
    private byte[] rest = NOTHING;
    private boolean everEchoed;
    private long echoedNs;

    InboundFrames(LinkSession session, LinkWorkspace space, FrameFormat format) {
        this.session = session;
        this.space = space;
        this.format = format;
    }

    /** Puts the rest in front; the chunk goes behind it. */
    int open() {
        System.arraycopy(rest, 0, space.inbound, 0, rest.length);
        return rest.length;
    }

    /** Hands each whole frame to the session, until the session is closed. */
    void walk(int chunkBytes, long nowNs) {
        int end = rest.length + chunkBytes;
        int at = 0;
        while (at < end && session.state() != LinkState.CLOSED) {
            int length = format.measure(space.inbound, at, end);
            if (length < 0) {
                session.onBrokenFrame(FrameError.ofLength(length));
                break;
            }
            if (length == 0 || length > end - at) {
                break;
            }
            receive(at, length, nowNs);
            at += length;
        }
        keep(at, end);
    }

    private void receive(int at, int length, long nowNs) {
        space.counters.increment(LinkCounter.FRAMES_IN);
        if (format.isZero(length)) {
            receiveZero(at, length, nowNs);
        } else {
            format.view(space.inbound, at, length, space.received);
            session.onFrame(space.received, nowNs);
        }
    }

    /** Ignored or sent back as it came; where it is an error, {@code measure} has said so. */
    private void receiveZero(int at, int length, long nowNs) {
        space.counters.increment(LinkCounter.ZERO_LENGTH_FRAMES);
        if (format.zeroLength() == ZeroLength.ECHO && (!everEchoed || nowNs - echoedNs >= ECHO_PAUSE_NS)) {
            everEchoed = true;
            echoedNs = nowNs;
            session.write(space.inbound, at, length, Link.NO_TOKEN);
        }
    }

    private void keep(int at, int end) {
        if (at == end || session.state() == LinkState.CLOSED) {
            rest = NOTHING;
        } else {
            rest = Arrays.copyOfRange(space.inbound, at, end);
        }
    }
}
