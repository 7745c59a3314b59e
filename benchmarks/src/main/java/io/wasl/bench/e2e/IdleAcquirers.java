package io.wasl.bench.e2e;

import io.wasl.bench.Encoding;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.codec.MessageWriter;
import io.wasl.iso.Mti;
import io.wasl.iso.ResponseCode;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Connections that sign on and ask for nothing; an echo is answered. One loop owns all of them. */
final class IdleAcquirers {

    private static final int LARGEST_FRAME = 256;
    private static final int SIGN_ON = 1;
    private static final long SIGN_ON_TIME = 1_122_000_000L;
    private static final long PATIENCE_S = 60;

    private static final int REQUEST_MTI = Mti.parse("0800");
    private static final int ANSWER_MTI = Mti.answer(REQUEST_MTI);

    private final Dialect dialect = Encoding.ASCII.dialect();
    private final MessageView view = new MessageView();
    private final AnswerMaker answers = new AnswerMaker();
    private final byte[] frame = new byte[LARGEST_FRAME];

    private IdleAcquirers() {}

    /**
     * Returns when all are signed on.
     *
     * @throws IllegalStateException when one is not let
     */
    static void connect(Sockets sockets, int port, int connections) {
        var all = new IdleAcquirers();
        for (int i = 0; i < connections; i++) {
            int stan = i + 1;
            Line line = all.new Line();
            sockets.connect(port, line).syncUninterruptibly();
            sockets.loop().execute(() -> line.signOn(stan));
            line.signedOn.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
        }
    }

    private final class Line extends FramedHandler {

        private final CompletableFuture<Void> signedOn = new CompletableFuture<>();

        void signOn(int stan) {
            var writer = new MessageWriter();
            writer.begin(dialect, REQUEST_MTI)
                    .setNumber(7, SIGN_ON_TIME)
                    .setNumber(11, stan)
                    .setNumber(70, SIGN_ON);
            int length = writer.encode(frame, FrameCutter.LENGTH_BYTES, frame.length);
            frame[0] = (byte) (length >> Byte.SIZE);
            frame[1] = (byte) length;
            out().writeBytes(frame, 0, FrameCutter.LENGTH_BYTES + length);
            flush();
        }

        @Override
        void onFrame(byte[] bytes, int offset, int length) {
            if (!view.decode(dialect, bytes, offset, length)) {
                onClosed("a message that cannot be read");
            } else if (view.mti() != ANSWER_MTI) {
                answers.answer(bytes, offset, length, out());
            } else if (view.code() == ResponseCode.APPROVED) {
                signedOn.complete(null);
            } else {
                onClosed("the sign-on is refused");
            }
        }

        @Override
        void onReadEnd() {
            // An echo's answer leaves as it is.
        }

        /** Before its sign-on is answered it fails the start, later it is what the owner looks for. */
        @Override
        void onClosed(String why) {
            if (!signedOn.completeExceptionally(new IllegalStateException(why))) {
                System.err.println(why);
            }
        }
    }
}
