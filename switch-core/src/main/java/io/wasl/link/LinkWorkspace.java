package io.wasl.link;

import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.frame.Frame;
import io.wasl.metric.Counters;
import io.wasl.time.EpochClock;

/**
 * What all sessions of one loop share, so that an idle connection keeps no buffer: one message is handled at a time, and
 * nothing here outlives its event. Owner: the loop's thread.
 */
public final class LinkWorkspace {

    /** The most that is handed in at once; a transport that reads more hands it in by pieces. */
    public static final int CHUNK_BYTES = 64 << 10;

    /** Room for what a framing puts around a message: length, constant bytes, TPDU, ISO header, trailer. */
    private static final int FRAMING_BYTES = 256;

    final LinkListener listener;
    final EpochClock wallClock;
    final Counters<LinkCounter> counters;
    final MessageView view = new MessageView();
    final MessageWriter writer = new MessageWriter();
    final Frame received = new Frame();
    final Frame own = new Frame();
    /** Rest of the last chunk, then the chunk: the rest is always less than one frame. */
    final byte[] inbound;
    /** A message of the link's own, encoded. */
    final byte[] body;
    /** A whole frame on its way to the transport. */
    final byte[] outbound;

    public LinkWorkspace(
            LinkListener listener, EpochClock wallClock, Counters<LinkCounter> counters, int maxFrameBytes) {
        this.listener = listener;
        this.wallClock = wallClock;
        this.counters = counters;
        inbound = new byte[CHUNK_BYTES + maxFrameBytes + FRAMING_BYTES];
        body = new byte[maxFrameBytes];
        outbound = new byte[maxFrameBytes + FRAMING_BYTES];
    }

    /** Where a transport copies what it received, at the place {@link LinkSession#openChunk} names. */
    public byte[] inbound() {
        return inbound;
    }

    public Counters<LinkCounter> counters() {
        return counters;
    }
}
