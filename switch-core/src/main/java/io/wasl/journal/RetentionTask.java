package io.wasl.journal;

import io.wasl.metric.Counters;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets segments go, oldest first. One goes only when all of this is so:
 *
 * <pre>
 *   before the replay's start of both checkpoints        a start needs none of its transactions
 *   nothing open in the newest checkpoint stands there   what did was appended again first
 *   applied to the ledger                                its rows need no rebuild
 *   all its records older than retention, by log time
 * </pre>
 *
 * The last of the keeper's tasks; its thread.
 */
final class RetentionTask implements SealedSegmentTask {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionTask.class);

    private final JournalPorts ports;
    private final SegmentCatalog catalog;
    private final CheckpointTask checkpoints;
    private final Counters<JournalCounter> counters;
    private final Retention retention;
    private final Listener listener;

    /** Who is concerned; the keeper's thread. */
    interface Listener {

        /** What is open and stands at or before this position is to be appended again. */
        void onExpiring(long position);

        /** A segment has gone. */
        void onExpired(SealedSegment segment);
    }

    RetentionTask(
            JournalPorts ports,
            SegmentCatalog catalog,
            CheckpointTask checkpoints,
            Counters<JournalCounter> counters,
            Retention retention,
            Listener listener) {
        this.ports = ports;
        this.catalog = catalog;
        this.checkpoints = checkpoints;
        this.counters = counters;
        this.retention = retention;
        this.listener = listener;
    }

    @Override
    public boolean onSealed(SealedSegment sealed, BooleanSupplier isClosing) throws IOException {
        List<Checkpoint> kept = checkpoints.kept();
        boolean isNewest = !catalog.has(sealed.number() + 2);
        if (!isNewest || kept.size() < Checkpoints.KEPT) {
            return true;
        }
        long lastPosition = lastExpired(kept);
        if (lastPosition == 0) {
            return true;
        }
        long oldestOpen = oldestOpen(kept.get(0), lastPosition);
        if (oldestOpen <= lastPosition) {
            listener.onExpiring(lastPosition);
        }
        long last = lastNumber(Math.min(lastPosition, oldestOpen - 1));
        if (last >= oldestNumber()) {
            LetGo.upTo(ports.files(), last);
        }
        while (!isClosing.getAsBoolean() && oldestNumber() <= last) {
            expireOldest();
        }
        return !isClosing.getAsBoolean();
    }

    private long oldestNumber() {
        return catalog.snapshot().get(0).header().number();
    }

    /** Of the newest segment that ends at or before this position; 0 for none. */
    private long lastNumber(long position) {
        List<Segment> segments = catalog.snapshot();
        long number = 0;
        for (int i = 0; i + 1 < segments.size(); i++) {
            if (segments.get(i + 1).header().firstPosition() - 1 <= position) {
                number = segments.get(i).header().number();
            }
        }
        return number;
    }

    /** The last position of the newest segment that may go but for what is open; 0 for none. */
    private long lastExpired(List<Checkpoint> kept) {
        List<Segment> segments = catalog.snapshot();
        long needed = Math.min(kept.get(0).replaySegment(), kept.get(1).replaySegment());
        long applied = retention.applied().getAsLong();
        long newestMs = segments.get(segments.size() - 1).header().logTimeMs();
        long position = 0;
        for (int i = 0; i + 1 < segments.size() && segments.get(i).header().number() < needed; i++) {
            SegmentHeader next = segments.get(i + 1).header();
            boolean isOld = next.logTimeMs() < newestMs - retention.age().toMillis();
            if (!isOld || next.firstPosition() - 1 > applied) {
                break;
            }
            position = next.firstPosition() - 1;
        }
        return position;
    }

    /** Where the oldest body stands that is still wanted; behind {@code limit} when there is none before that. */
    private long oldestOpen(Checkpoint newest, long limit) throws IOException {
        long[] oldest = {limit + 1};
        Checkpoint read = CheckpointReader.read(
                ports.files(), newest.file(), ports.keys(), open -> oldest[0] = Math.min(oldest[0], open.position));
        assert read.segment() == newest.segment() : "another checkpoint under this name";
        return oldest[0];
    }

    /**
     * Into the archive first, so that it is never nowhere; then out of sight of those who read, then from the disk, and one
     * after the other: no gap is ever left.
     */
    private void expireOldest() throws IOException {
        List<Segment> segments = catalog.snapshot();
        Segment oldest = segments.get(0);
        SealedSegment gone = SealedSegment.of(oldest.header(), segments.get(1).header());
        archive(oldest);
        catalog.removeOldest();
        try {
            ports.files().delete(oldest.name());
        } catch (IOException e) {
            catalog.putBack(oldest);
            throw e;
        }
        ports.files().forceFolder();
        counters.increment(JournalCounter.SEGMENTS_EXPIRED);
        LOG.info("{} has gone, to position {}", oldest.name(), gone.lastPosition());
        listener.onExpired(gone);
    }

    /** What the archive does not take stays in the log. */
    private void archive(Segment oldest) throws IOException {
        if (retention.archive().isEmpty()) {
            return;
        }
        Path folder = retention.archive().get();
        try (SegmentFiles archive = ports.files().archive(folder)) {
            new SegmentArchive(ports.files(), archive).keep(oldest.name());
        } catch (IOException e) {
            counters.increment(JournalCounter.ARCHIVING_FAILED);
            throw new IOException(
                    "the archive " + folder + " does not take " + oldest.name() + ", which stays: " + e, e);
        }
    }
}
