package io.wasl.journal;

import io.wasl.security.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The checkpoints in the log's folder. Whoever opens the log, then the keeper. */
final class Checkpoints {

    /** The newest, and the one before in case that one cannot be read. */
    static final int KEPT = 2;

    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private final SegmentFiles files;
    private final Keys keys;

    Checkpoints(SegmentFiles files, Keys keys) {
        this.files = files;
        this.keys = keys;
    }

    /** Those that are whole and of this very log, newest first. What cannot be used is said and left where it is. */
    List<Checkpoint> usable(SegmentCatalog catalog) throws IOException {
        List<Checkpoint> usable = new ArrayList<>();
        for (long segment : segments()) {
            String name = Checkpoint.name(segment);
            try {
                Checkpoint checkpoint = CheckpointReader.read(files, name, keys, open -> {});
                String problem = problem(checkpoint, catalog);
                if (problem.isEmpty()) {
                    usable.add(checkpoint);
                } else {
                    LOG.warn("{} is not used: {}", name, problem);
                }
            } catch (CorruptJournalException e) {
                LOG.warn("{} is not used: {}", name, e.getMessage());
            }
        }
        return usable;
    }

    /** A checkpoint's segment was followed by another when it was made; that one's header says what it followed. */
    private static String problem(Checkpoint checkpoint, SegmentCatalog catalog) throws SegmentGoneException {
        long behind = checkpoint.segment() + 1;
        if (!catalog.has(behind)) {
            return "the log has no segment " + behind + " that follows what it knows";
        }
        SegmentHeader next = catalog.get(behind).header();
        boolean fits = next.firstPosition() == checkpoint.position() + 1
                && next.chainBefore().equals(checkpoint.logChain());
        return fits ? "" : "it is another log's";
    }

    /** Newest first. */
    private List<Long> segments() throws IOException {
        List<Long> found = new ArrayList<>();
        for (String name : files.names()) {
            long segment = Checkpoint.segment(name);
            if (segment > 0) {
                found.add(segment);
            }
        }
        found.sort(Collections.reverseOrder());
        return found;
    }

    /** What an earlier run did not finish. */
    void dropUnfinished() throws IOException {
        for (String name : files.names()) {
            if (Checkpoint.isAside(name)) {
                files.delete(name);
            }
        }
    }

    /** All but these. */
    void keepOnly(List<Checkpoint> kept) throws IOException {
        for (long segment : segments()) {
            String name = Checkpoint.name(segment);
            if (kept.stream().noneMatch(checkpoint -> checkpoint.file().equals(name))) {
                files.delete(name);
            }
        }
    }
}
