package io.wasl.bench.e2e;

import io.wasl.bench.Encoding;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The acquirer's host: connections to the target and one {@link LoadRun} after the other on them, all on one loop. Only {@link
 * #connect} and {@link #run} may be called from elsewhere.
 */
final class LoadGenerator implements LoadRun.Lines {

    /** Longer than any switch here waits for its issuer. */
    static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Sockets sockets;
    private final Duration patience;
    private final Dialect dialect = Encoding.ASCII.dialect();
    private final RequestFrames requests;
    private final AnswerBook book;
    private final MessageView view = new MessageView();
    private final List<Line> lines = new ArrayList<>();
    /** With something to send. */
    private final List<Line> waiting = new ArrayList<>();

    private int turn;
    private @Nullable LoadRun running;

    /** @param patience for the last answers of a load */
    LoadGenerator(Sockets sockets, Duration patience) {
        this(sockets, patience, RequestFrames.RANGES);
    }

    /** @param ranges over which the cards lie */
    LoadGenerator(Sockets sockets, Duration patience, int ranges) {
        this.sockets = sockets;
        requests = new RequestFrames(ranges);
        book = new AnswerBook(requests);
        this.patience = patience;
    }

    /** Opens the connections, before anything is run. */
    void connect(int port, int connections) {
        for (int i = 0; i < connections; i++) {
            var line = new Line();
            sockets.connect(port, line).syncUninterruptibly();
            lines.add(line);
        }
    }

    /** One after the other: the last one's result must be there. */
    CompletableFuture<LoadResult> run(LoadPlan plan, LoadRun.Listener listener) {
        var run = new LoadRun(plan, this, book, sockets.loop(), listener, patience);
        sockets.loop().execute(() -> {
            running = run;
            run.begin();
        });
        return run.result();
    }

    @Override
    public void send(long number) {
        Line line = lines.get(turn);
        turn = turn + 1 == lines.size() ? 0 : turn + 1;
        requests.write(number, line.out());
        if (!line.isWaiting) {
            line.isWaiting = true;
            waiting.add(line);
        }
    }

    @Override
    public void flush() {
        for (Line line : waiting) {
            line.isWaiting = false;
            line.flush();
        }
        waiting.clear();
    }

    private final class Line extends FramedHandler {

        private long readNs;
        private boolean isWaiting;

        /** One reading for all that came together. */
        @Override
        void onChunk() {
            readNs = System.nanoTime();
        }

        @Override
        void onFrame(byte[] bytes, int offset, int length) {
            LoadRun run = running;
            if (!view.decode(dialect, bytes, offset, length)) {
                book.fault("an answer that cannot be read: " + view.error());
            } else if (run != null) {
                run.onAnswer(view, readNs);
            }
        }

        @Override
        void onReadEnd() {
            LoadRun run = running;
            if (run != null) {
                run.onReadEnd();
                LoadGenerator.this.flush();
            }
        }

        @Override
        void onClosed(String why) {
            book.fault(why);
        }
    }
}
