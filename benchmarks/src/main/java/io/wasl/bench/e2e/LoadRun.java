package io.wasl.bench.e2e;

import io.netty.channel.EventLoop;
import io.wasl.codec.MessageView;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * One load on the connections that are there: lead-in, window, and the wait for what is still open.
 *
 * <p>A request is due when the one before it in its place was answered (closed), or when its time has come (open), and its
 * latency counts from then, however late it leaves. Owner: the load's loop.
 */
final class LoadRun {

    /** More are not in flight at once; what is due beyond waits, and its latency counts. */
    static final int MOST_IN_FLIGHT = LoadShape.Closed.MOST;

    private static final long SECOND_NS = 1_000_000_000L;

    private static final long POLL_MS = 2;
    private static final long LONGEST_NS = 300 * SECOND_NS;
    private static final int DIGITS = 3;

    /** The load's end of the connections. */
    interface Lines {

        /** Writes a request on the connection whose turn it is. */
        void send(long number);

        void flush();
    }

    /** Who is told when the window begins and ends, at once. */
    interface Listener {
        void onMeasuring();

        void onMeasured();
    }

    private final LoadPlan plan;
    private final Lines lines;
    private final AnswerBook book;
    private final EventLoop loop;
    private final Listener listener;
    private final long patienceNs;
    private final CompletableFuture<LoadResult> result = new CompletableFuture<>();
    private final Histogram latencies = new Histogram(LONGEST_NS, DIGITS);
    private final int perSecond;

    private long beginNs;
    private long windowNs;
    private long windowEndNs = Long.MAX_VALUE;
    private long measuredNs;
    private long due;
    private long windowAnswers;
    private long unsent;
    private boolean isMeasuring;
    private boolean isOver;
    private @Nullable Future<?> nextDue;

    /** @param patience for the last answers */
    LoadRun(LoadPlan plan, Lines lines, AnswerBook book, EventLoop loop, Listener listener, Duration patience) {
        this.plan = plan;
        this.lines = lines;
        this.book = book;
        this.loop = loop;
        this.listener = listener;
        patienceNs = patience.toNanos();
        perSecond = plan.shape() instanceof LoadShape.Open open ? open.perSecond() : 0;
    }

    CompletableFuture<LoadResult> result() {
        return result;
    }

    void begin() {
        beginNs = System.nanoTime();
        windowNs = beginNs + nanos(plan.leadInSeconds());
        after(nanos(plan.leadInSeconds()), this::beginWindow);
        if (plan.shape() instanceof LoadShape.Closed closed) {
            for (int i = 0; i < closed.inFlight(); i++) {
                send(beginNs);
            }
            lines.flush();
        } else {
            sendDue();
        }
    }

    private void beginWindow() {
        windowNs = System.nanoTime();
        isMeasuring = true;
        listener.onMeasuring();
        after(nanos(plan.seconds()), this::endWindow);
    }

    private void endWindow() {
        windowEndNs = System.nanoTime();
        measuredNs = windowEndNs - windowNs;
        isMeasuring = false;
        isOver = true;
        listener.onMeasured();
        if (perSecond > 0) {
            sendAllDue(windowEndNs);
            giveUpUnsent();
        }
        awaitAnswers();
    }

    /** Due in the window, and no room for them: their waits count, as far as they are known. */
    private void giveUpUnsent() {
        for (long at = dueNs(); at < windowEndNs; at = dueNs()) {
            due++;
            if (at >= windowNs) {
                unsent++;
                latencies.recordValue(windowEndNs - at);
            }
        }
    }

    private void awaitAnswers() {
        if (book.open() == 0 || System.nanoTime() - windowEndNs > patienceNs) {
            result.complete(new LoadResult(
                    plan.shape().word(),
                    book.settle(),
                    measuredNs / (double) SECOND_NS,
                    windowAnswers,
                    unsent,
                    LoadResult.percentiles(latencies)));
        } else {
            after(TimeUnit.MILLISECONDS.toNanos(POLL_MS), this::awaitAnswers);
        }
    }

    void onAnswer(MessageView answer, long nowNs) {
        long dueAtNs = book.close(answer);
        if (dueAtNs == AnswerBook.NO_SUCH_KEY) {
            return;
        }
        if (isMeasuring) {
            windowAnswers++;
        }
        if (dueAtNs >= windowNs && (isMeasuring || isOver)) {
            latencies.recordValue(nowNs - dueAtNs);
        }
        if (perSecond == 0 && !isOver) {
            send(nowNs);
        }
    }

    /** All answers that were there have been taken: what is due now may leave with what they made room for. */
    void onReadEnd() {
        if (perSecond > 0 && !isOver && nextDue == null) {
            sendDue();
        }
    }

    /** Open load: all that is due and has room, and a wake-up for the next. */
    private void sendDue() {
        nextDue = null;
        if (isOver) {
            return;
        }
        sendAllDue(System.nanoTime());
        // Without room the next answers go on from here.
        if (book.open() < MOST_IN_FLIGHT) {
            nextDue = loop.schedule(this::sendDue, Math.max(0, dueNs() - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
    }

    private void sendAllDue(long untilNs) {
        while (dueNs() < untilNs && book.open() < MOST_IN_FLIGHT) {
            send(dueNs());
            due++;
        }
        lines.flush();
    }

    private long dueNs() {
        return beginNs + due / perSecond * SECOND_NS + due % perSecond * SECOND_NS / perSecond;
    }

    private void send(long dueAtNs) {
        lines.send(book.open(dueAtNs));
    }

    private void after(long delayNs, Runnable step) {
        Future<?> unused = loop.schedule(step, delayNs, TimeUnit.NANOSECONDS);
    }

    private static long nanos(double seconds) {
        return (long) (seconds * SECOND_NS);
    }
}
