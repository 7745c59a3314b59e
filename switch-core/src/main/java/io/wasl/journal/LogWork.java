package io.wasl.journal;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * What the log's side does, one step at a time: begin the epoch, write the group handed over, otherwise stock up. At
 * most one group is here at a time.
 *
 * <p>{@link #hand} is called by the loop, everything else by whoever drives the log: {@link LogThread}, or a world that
 * has one thread only.
 */
public final class LogWork {

    /** What the driver's thread tells; the journal carries it to the loop. */
    interface Completion {
        void onStarted();

        void onForced();

        void onFailed(Throwable cause);
    }

    private final LogWriter writer;
    private final GroupBuffer startBuffer;
    private final Completion completion;
    private volatile @Nullable GroupBuffer handed;
    private boolean started;
    private volatile boolean failed;

    /**
     * @param startBuffer used for the first group, then no more
     */
    LogWork(LogWriter writer, GroupBuffer startBuffer, Completion completion) {
        this.writer = writer;
        this.startBuffer = startBuffer;
        this.completion = completion;
    }

    /** Gives a group; the loop may not touch it again before {@link Completion#onForced}. */
    void hand(GroupBuffer group) {
        assert handed == null : "two groups unforced";
        handed = group;
    }

    /** A write or force failed: no step is wanted any more. */
    public boolean hasFailed() {
        return failed;
    }

    /**
     * @return nanoseconds until the next step is wanted, unless a group is handed over before: 0 for at once
     */
    public long step() {
        try {
            return started ? stepStarted() : start();
        } catch (IOException | RuntimeException | Error e) {
            fail(e);
            return LogWriter.FOREVER;
        }
    }

    private long start() throws IOException {
        if (!writer.beginEpoch(startBuffer)) {
            return LogWriter.RETRY_NS;
        }
        started = true;
        completion.onStarted();
        return 0;
    }

    private long stepStarted() throws IOException {
        GroupBuffer group = handed;
        if (group != null) {
            if (!writer.write(group)) {
                return LogWriter.RETRY_NS;
            }
            handed = null;
            completion.onForced();
        }
        long waitNs = writer.prepare();
        // The look that counts is the last one: locks on the way here (the loop's queue, a logger) may have parked this
        // thread
        // and used up the permit of a group that came meanwhile.
        return handed == null ? waitNs : 0;
    }

    /** What was handed over and not yet written, and then {@code last}; the driver has stopped. */
    void finish(GroupBuffer last) throws IOException {
        if (failed || !started) {
            return;
        }
        try {
            GroupBuffer group = handed;
            boolean written = group == null || writer.write(group);
            if (written && !last.isEmpty()) {
                writer.write(last);
            }
        } catch (IOException | RuntimeException e) {
            failed = true;
            throw e;
        }
    }

    private void fail(Throwable cause) {
        failed = true;
        completion.onFailed(cause);
    }
}
