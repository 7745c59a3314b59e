package io.wasl.journal;

import io.wasl.metric.Counters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Housekeeping behind the log: for each sealed segment runs its tasks in order. Nobody waits for it, and what fails here
 * never stops the node: it is said, counted, and tried again when the next segment is sealed.
 *
 * <pre>
 *   log thread: segment n + 1 opened ──wake──►  keeper: task 1 (n), task 2 (n), …
 *   start:      segments 1 … n found ──wake──►          task 1 (1 … n), task 2 (1 … n), …
 * </pre>
 *
 * {@link #wake}, {@link #pause}, {@link #resume}, {@link #close}: any thread. The rest: the keeper's.
 */
final class SegmentKeeper {

    static final Logger LOG = LoggerFactory.getLogger(SegmentKeeper.class);

    private final SegmentCatalog catalog;
    private final Executor thread;
    private final Counters<JournalCounter> counters;
    private final List<Kept> tasks = new ArrayList<>();
    private final AtomicBoolean isScheduled = new AtomicBoolean();
    private volatile boolean isPaused;
    private volatile boolean isClosing;

    SegmentKeeper(SegmentCatalog catalog, Executor thread, Counters<JournalCounter> counters) {
        this.catalog = catalog;
        this.thread = thread;
        this.counters = counters;
    }

    /** Before the first {@link #wake}. */
    void add(SealedSegmentTask task) {
        tasks.add(new Kept(task));
    }

    /** A segment is gone. The keeper's thread. */
    void expired(SealedSegment segment) {
        for (Kept kept : tasks) {
            try {
                kept.task.onExpired(segment);
            } catch (IOException | RuntimeException e) {
                counters.increment(JournalCounter.KEEPING_FAILED);
                LOG.warn("what stood beside segment {} stays: {}", segment.number(), e.getMessage());
            }
        }
    }

    /** A segment was sealed, or the log was opened. */
    void wake() {
        if (isClosing || isPaused || tasks.isEmpty() || !isScheduled.compareAndSet(false, true)) {
            return;
        }
        try {
            thread.execute(this::run);
        } catch (RejectedExecutionException e) {
            LOG.debug("closed before", e);
        }
    }

    /** Nothing begins until {@link #resume}. */
    void pause() {
        isPaused = true;
    }

    void resume() {
        isPaused = false;
        wake();
    }

    /** The task under way ends soon, and no other begins. */
    void close() {
        isClosing = true;
    }

    private void run() {
        isScheduled.set(false);
        for (Kept kept : tasks) {
            catchUp(kept);
        }
    }

    private void catchUp(Kept kept) {
        List<Segment> segments = catalog.snapshot();
        for (int i = 0; i + 1 < segments.size() && !isClosing; i++) {
            SegmentHeader header = segments.get(i).header();
            if (header.number() >= kept.next) {
                if (!tell(kept, SealedSegment.of(header, segments.get(i + 1).header()))) {
                    return;
                }
                kept.next = header.number() + 1;
            }
        }
    }

    private boolean tell(Kept kept, SealedSegment segment) {
        try {
            return kept.task.onSealed(segment, () -> isClosing);
        } catch (IOException | RuntimeException e) {
            counters.increment(JournalCounter.KEEPING_FAILED);
            LOG.warn("segment {} is not kept as it should be, tried again later: {}", segment.number(), e.getMessage());
            return false;
        }
    }

    /** A task and the first segment it has yet to hear of. */
    private static final class Kept {

        private final SealedSegmentTask task;
        private long next;

        private Kept(SealedSegmentTask task) {
            this.task = task;
        }
    }
}
