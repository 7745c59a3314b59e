package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.link.Link;
import java.util.Arrays;

/** A message that waits for a look-up of older transactions: a copy of it, and what has been looked up. Loop thread. */
final class Parked {

    final Link link;
    final long receivedNs;
    private final byte[] body;
    private final byte[] header;
    /** Kinds of keys that were asked for, as {@link Recall} numbers them. */
    int asked;

    Parked(Link link, MessageView message, Frame frame, long receivedNs) {
        this.link = link;
        this.receivedNs = receivedNs;
        body = Arrays.copyOfRange(frame.buffer(), frame.bodyOffset(), frame.bodyOffset() + frame.bodyLength());
        header = Arrays.copyOfRange(
                frame.headerBuffer(), frame.headerOffset(), frame.headerOffset() + frame.headerLength());
        assert message.dialect() == link.dialect() : "a message of another link";
    }

    /** Reads it again; it was whole before. */
    void load(MessageView message, Frame frame) {
        boolean isWhole = message.decode(link.dialect(), body, 0, body.length);
        assert isWhole : "a copy is not what was copied";
        frame.body(body, 0, body.length).header(header, 0, header.length);
    }
}
