package io.wasl.link;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.frame.Frame;
import io.wasl.iso.ElementMask;
import io.wasl.iso.Mti;
import io.wasl.iso.Reason;

/**
 * The answers a link gives itself, without the engine: 0810, which repeat what the dialect says, and refusals of business
 * before sign-on, which repeat what the member's profile says. Owner: the loop's thread.
 */
final class OwnAnswers {

    private final LinkSession session;
    private final LinkWorkspace space;
    private final Dialect dialect;
    private final ElementMask echoed;
    private final int maxBodyBytes;

    OwnAnswers(LinkSession session, LinkWorkspace space, LinkProfile profile) {
        this.session = session;
        this.space = space;
        dialect = profile.dialect();
        echoed = profile.echoed();
        maxBodyBytes = profile.format().maxFrameBytes() - profile.format().overheadBytes();
    }

    /** Answers a request or advice, damaged or whole, with the dialect's code for {@code reason}. */
    void answer(MessageView request, Frame frame, Reason reason) {
        boolean isNetwork = Mti.messageClass(request.mti()) == Mti.CLASS_NETWORK;
        MessageWriter answer = space.writer
                .begin(dialect, Mti.answer(request.mti()), request)
                .keep(isNetwork ? dialect.echoed() : echoed)
                .setCode(dialect.code(reason, request.mti()));
        send(answer, frame);
    }

    /** Encodes and sends a message of the link's own; {@code answered} lends its header, if it has one. */
    void send(MessageWriter message, Frame answered) {
        int length = message.encode(space.body, 0, maxBodyBytes);
        if (length < 0) {
            session.closeFor(CloseCause.FAULT, "the dialect cannot write DE " + message.failedElement());
            return;
        }
        Frame own = space.own.body(space.body, 0, length);
        if (answered.headerLength() > 0) {
            own.header(answered.headerBuffer(), answered.headerOffset(), answered.headerLength());
        }
        session.send(own, Link.NO_TOKEN);
    }
}
