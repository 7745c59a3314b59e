package io.wasl.bench.e2e;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;

/** The issuer's host: approves whatever is asked, at once, on one loop. */
final class Issuer {

    private Issuer() {}

    /** @return the port on which it listens */
    static int start(Sockets sockets) {
        var maker = new AnswerMaker();
        return sockets.listen(new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel accepted) {
                accepted.pipeline().addLast(new Line(maker));
            }
        });
    }

    private static final class Line extends FramedHandler {

        private final AnswerMaker maker;

        Line(AnswerMaker maker) {
            this.maker = maker;
        }

        /** What cannot be read is not answered: the load sees that. */
        @Override
        void onFrame(byte[] bytes, int offset, int length) {
            if (!maker.answer(bytes, offset, length, out())) {
                System.err.println("a message that cannot be read, " + length + " bytes");
            }
        }

        @Override
        void onReadEnd() {
            // The answers leave as they are.
        }

        @Override
        void onClosed(String why) {
            // The target's matter.
        }
    }
}
