package io.wasl.link;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;

/**
 * What the engine hears from all links; every call on the loop's thread. Of network management (class 8) only
 * a cutover comes here: the link answers the rest itself.
 */
public interface LinkListener {

    /** The link may carry business from now on. */
    void onUsable(Link link);

    /** The link may carry no new business (signed off, suspect); answers to what is in flight still come. */
    void onUnusable(Link link);

    /**
     * A decoded business message.
     *
     * @param frame and {@code message} are valid during this call only
     * @param receivedNs when the bytes were read
     */
    void onMessage(Link link, MessageView message, Frame frame, long receivedNs);

    /**
     * A frame whose damage is confined to this message: {@code message.error()} says where; MTI and the elements before
     * the damage can be read.
     */
    void onMalformed(Link link, MessageView message, Frame frame, long receivedNs);

    /**
     * The peer ends the business day: 0800 with DE 70 = 201, since 1993 DE 24 = 821.
     *
     * @return whether it may; it is answered 00, otherwise 12
     */
    boolean onCutover(Link link);

    /** The fate of a frame that was sent with a token. */
    void onSent(Link link, long token, SendOutcome outcome, long nowNs);

    /** The connection is gone; every token has been told before. */
    void onClosed(Link link, String reason);

    /** End of the loop's turn: all that was read together has been handed in; time to commit and flush. */
    void onTurnEnd(long nowNs);
}
