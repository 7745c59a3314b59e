package io.wasl.bench.e2e;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.wasl.bench.Encoding;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;

/** Requests of the load and the issuer's answers to them, as bytes, with nothing between. */
final class Conversation {

    private static final int LENGTH_BYTES = 2;

    private final Dialect dialect = Encoding.ASCII.dialect();
    private final AnswerMaker maker = new AnswerMaker();
    final RequestFrames requests = new RequestFrames();

    /** The body, without its length. */
    byte[] request(long number) {
        ByteBuf out = Unpooled.buffer();
        requests.write(number, out);
        return body(out);
    }

    byte[] answer(byte[] request) {
        ByteBuf out = Unpooled.buffer();
        if (!maker.answer(request, 0, request.length, out)) {
            throw new IllegalStateException("the issuer cannot read it");
        }
        return body(out);
    }

    /** A view of its own, over bytes of its own. */
    MessageView view(byte[] message) {
        var view = new MessageView();
        if (!view.decode(dialect, message.clone(), 0, message.length)) {
            throw new IllegalStateException(view.error().toString());
        }
        return view;
    }

    MessageView answerTo(long number) {
        return view(answer(request(number)));
    }

    private static byte[] body(ByteBuf frame) {
        int length = frame.readUnsignedShort();
        var body = new byte[length];
        frame.readBytes(body);
        if (frame.isReadable()) {
            throw new IllegalStateException("more than the frame of " + (LENGTH_BYTES + length) + " bytes");
        }
        return body;
    }
}
