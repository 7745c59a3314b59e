package io.wasl.link;

import io.wasl.frame.FrameFormat;

/**
 * Frames without a message, sent where the framing asks for them, after a time without a frame of ours. They ask for no
 * answer; whether the peer is there is {@link NetworkManagement}'s question. Owner: the loop's thread.
 */
final class KeepAlive {

    private final LinkSession session;
    private final LinkWorkspace space;
    private final FrameFormat format;
    private long sentNs;

    KeepAlive(LinkSession session, LinkWorkspace space, FrameFormat format) {
        this.session = session;
        this.space = space;
        this.format = format;
    }

    void onConnected(long nowNs) {
        sentNs = nowNs;
    }

    /** A frame of ours, whatever it was: the silence starts anew. A time that is too old only lets it end earlier. */
    void onSent(long nowNs) {
        sentNs = nowNs;
    }

    /** When {@link #onTick} has something to do, or {@link LinkSession#NO_DEADLINE}. */
    long nextDeadlineNs() {
        return format.keepAliveNs() > 0 ? sentNs + format.keepAliveNs() : LinkSession.NO_DEADLINE;
    }

    void onTick(long nowNs) {
        if (format.keepAliveNs() > 0 && nowNs - sentNs >= format.keepAliveNs()) {
            space.counters.increment(LinkCounter.KEEP_ALIVES_SENT);
            session.write(space.outbound, 0, format.writeZero(space.outbound, 0), Link.NO_TOKEN);
        }
    }
}
