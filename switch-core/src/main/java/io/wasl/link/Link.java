package io.wasl.link;

import io.wasl.codec.Dialect;
import io.wasl.frame.Frame;

/**
 * One live connection to a member. Loop thread only.
 *
 * <p>A link is known by {@link #connectionId()}, never by port, channel or index: a counter that is not reused while
 * the node runs.
 */
public interface Link {

    /** No one is told about this frame's fate. */
    long NO_TOKEN = 0;

    long connectionId();

    LinkRole role();

    /** The member's place in the configuration's list of its role. */
    int memberIndex();

    /** The member's id. */
    String member();

    Dialect dialect();

    LinkState state();

    /** Whether business may be sent to it now (connected, and signed on where that is required). */
    boolean isUsable();

    /**
     * Puts one message on the way. Bytes leave together with others at the end of the loop's turn.
     *
     * @param frame body and the header it answers; copied before this returns
     * @param token told to {@link LinkListener#onSent} with the outcome, unless {@link #NO_TOKEN}
     * @return false when the link is closed or its write limit is reached (it then closes itself): no byte has left and
     *     the token is not told
     */
    boolean send(Frame frame, long token);

    /**
     * Whether a message can begin its way to {@link #send} now: its frame fits what the peer has left free of the first half
     * of the write limit. The other half is for what is on that way already, waiting for the log.
     *
     * @param bodyBytes the length of its body, or about it
     */
    boolean hasRoom(int bodyBytes);

    /** Closes the connection; what was given to {@link #send} and not handed over is told, then {@code onClosed}. */
    void close(String reason);
}
