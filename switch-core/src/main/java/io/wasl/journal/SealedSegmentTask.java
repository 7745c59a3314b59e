package io.wasl.journal;

import java.io.IOException;
import java.util.function.BooleanSupplier;

/**
 * Something that is done once for each segment that takes no more records: a checkpoint, a key file. The keeper's thread
 * ({@link FileJournal#keep}), which no other thread waits for.
 *
 * <p>After a start each task hears of all sealed segments that are kept, oldest first, and skips what it did before; then
 * of each as it is sealed, in order.
 */
public interface SealedSegmentTask {

    /**
     * A segment was sealed: every record of it is forced, and it never changes again.
     *
     * @param isClosing the node stops: what takes long looks here between two steps and breaks off
     * @return false when it broke off
     * @throws IOException when it cannot be done now: tried again when the next segment is sealed, and until then the task
     *     hears of no later one; the others go on
     */
    boolean onSealed(SealedSegment segment, BooleanSupplier isClosing) throws IOException;

    /** The segment has been deleted or moved away: what was made beside it goes too. */
    default void onExpired(SealedSegment segment) throws IOException {}
}
