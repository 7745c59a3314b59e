package io.wasl.journal;

import io.wasl.metric.Counters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes a checkpoint at the end of each sealed segment; where many are sealed already, of {@value #MOST_SEGMENTS} at once.
 * The keeper's thread.
 */
final class CheckpointTask implements SealedSegmentTask {

    /** A first checkpoint of a long log gets on in steps of 1 GiB, so that a stop loses no more of the work. */
    private static final int MOST_SEGMENTS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(CheckpointTask.class);

    private final JournalPorts ports;
    private final SegmentCatalog catalog;
    private final Checkpoints checkpoints;
    private final CheckpointRoom room;
    private final Counters<JournalCounter> counters;
    private final long memoryWindow;
    private final int mostChanges;

    /** Newest first; at most {@link Checkpoints#KEPT}. */
    private volatile List<Checkpoint> kept;

    CheckpointTask(
            JournalPorts ports,
            SegmentCatalog catalog,
            List<Checkpoint> found,
            Counters<JournalCounter> counters,
            long memoryWindow,
            int mostChanges) {
        this.memoryWindow = memoryWindow;
        this.ports = ports;
        this.catalog = catalog;
        this.counters = counters;
        this.mostChanges = mostChanges;
        checkpoints = new Checkpoints(ports.files(), ports.keys());
        room = new CheckpointRoom(ports.files());
        kept = List.copyOf(found.subList(0, Math.min(found.size(), Checkpoints.KEPT)));
        count();
    }

    /** Newest first. Any thread. */
    List<Checkpoint> kept() {
        return kept;
    }

    @Override
    public boolean onSealed(SealedSegment segment, BooleanSupplier isClosing) throws IOException {
        Checkpoint before = kept.isEmpty() ? Checkpoint.NONE : kept.get(0);
        boolean isKnown = segment.number() <= before.segment();
        long first = before.isNone() ? catalog.snapshot().get(0).header().number() : before.segment() + 1;
        boolean moreFollow = catalog.has(segment.number() + 2) && segment.number() - first + 1 < MOST_SEGMENTS;
        if (isKnown || moreFollow) {
            return true;
        }
        Checkpoint made = make(before, segment.number(), isClosing);
        if (made.isNone()) {
            return false;
        }
        List<Checkpoint> now = new ArrayList<>();
        now.add(made);
        now.addAll(kept.subList(0, Math.min(kept.size(), Checkpoints.KEPT - 1)));
        kept = List.copyOf(now);
        counters.increment(JournalCounter.CHECKPOINTS);
        count();
        dropOthers();
        room.refill(made.file());
        return true;
    }

    /** On a full disk in the room that is kept for it. */
    private Checkpoint make(Checkpoint before, long last, BooleanSupplier isClosing) throws IOException {
        try {
            return new CheckpointFold(ports, catalog, before, memoryWindow, mostChanges).run(last, isClosing);
        } catch (CorruptJournalException e) {
            throw e;
        } catch (IOException e) {
            if (!room.giveUp()) {
                throw e;
            }
            return new CheckpointFold(ports, catalog, before, memoryWindow, mostChanges).run(last, isClosing);
        }
    }

    private void count() {
        if (!kept.isEmpty()) {
            counters.set(JournalCounter.CHECKPOINT_POSITION, kept.get(0).position());
            counters.set(JournalCounter.CHECKPOINT_DELIVERIES, kept.get(0).deliveries());
        }
    }

    /** One too many harms nobody. */
    private void dropOthers() {
        try {
            checkpoints.keepOnly(kept);
        } catch (IOException e) {
            LOG.warn("an old checkpoint could not be deleted: {}", e.getMessage());
        }
    }
}
