package io.wasl.bench;

import io.wasl.frame.Frame;
import io.wasl.link.Link;
import io.wasl.link.LinkListener;
import io.wasl.link.SendOutcome;

/** The frames that a group of links has taken in one turn, in the order in which they were sent. */
final class Wire {

    private final byte[] buffer;
    private final int[] ends;
    private final long[] tokens;
    private final Link[] links;
    private int frames;

    Wire(int mostFrames, int largestFrame) {
        buffer = new byte[mostFrames * largestFrame];
        ends = new int[mostFrames + 1];
        tokens = new long[mostFrames];
        links = new Link[mostFrames];
    }

    /** Copies the frame, as a real link does. */
    void take(Link link, Frame frame, long token) {
        int start = start(frames);
        System.arraycopy(frame.buffer(), frame.bodyOffset(), buffer, start, frame.bodyLength());
        links[frames] = link;
        tokens[frames] = token;
        frames++;
        ends[frames] = start + frame.bodyLength();
    }

    /** Tells that each frame was handed over. */
    void deliver(LinkListener listener, long nowNs) {
        for (int i = 0; i < frames; i++) {
            if (tokens[i] != Link.NO_TOKEN) {
                listener.onSent(links[i], tokens[i], SendOutcome.DELIVERED, nowNs);
            }
        }
    }

    void clear() {
        frames = 0;
    }

    int frames() {
        return frames;
    }

    byte[] buffer() {
        return buffer;
    }

    int start(int frame) {
        return ends[frame];
    }

    int length(int frame) {
        return ends[frame + 1] - ends[frame];
    }

    Link link(int frame) {
        return links[frame];
    }
}
