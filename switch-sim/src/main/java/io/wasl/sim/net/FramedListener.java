package io.wasl.sim.net;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;

/** What a simulator hears from its connections; every call on the loop's thread. */
public interface FramedListener {

    void onOpened(FramedConnection connection);

    /** A dial that failed; no connection came of it. */
    void onDialFailed(String reason);

    /**
     * @param message and {@code frame} are valid during this call only
     * @param receivedNs when its bytes were read
     */
    void onMessage(FramedConnection connection, MessageView message, Frame frame, long receivedNs);

    /** A frame that cannot be decoded: {@code message.error()} says where. */
    void onMalformed(FramedConnection connection, MessageView message, Frame frame);

    void onClosed(FramedConnection connection, String reason);
}
