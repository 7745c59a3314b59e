package io.wasl.journal;

import java.util.concurrent.Executor;

/**
 * Who does the log's work beside the loop.
 *
 * @param log writes and forces
 * @param reader reads single records back, one task after the other; never the loop's own thread while it runs, unless it
 *     defers them
 * @param keeper does what each sealed segment needs ({@link SealedSegmentTask}), one task after the other; never the log's
 *     thread, unless it defers them
 */
public record JournalThreads(LogDriver log, Executor reader, Executor keeper) {}
