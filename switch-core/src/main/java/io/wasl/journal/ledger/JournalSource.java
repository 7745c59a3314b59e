package io.wasl.journal.ledger;

import io.wasl.journal.ArchivedSegments;
import io.wasl.journal.JournalFollower;
import io.wasl.journal.JournalReader;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Committed records from the log's own reader, inside the node or beside it, and before them those of the archive. A reader
 * without keys is enough, and better: what is encrypted then never reaches the ledger.
 *
 * <pre>
 *   archive: stretch … hole … stretch   log: oldest kept ─► as it grows
 *            └─ a poll ends at the end of each ─┘
 * </pre>
 */
public final class JournalSource implements RecordSource {

    private static final Logger LOG = LoggerFactory.getLogger(JournalSource.class);

    private final JournalReader reader;
    private final Optional<Path> archive;
    private final Deque<ArchivedSegments.Stretch> left = new ArrayDeque<>();
    private ArchivedSegments archived = ArchivedSegments.NONE;
    private long archivedFrom = Long.MAX_VALUE;
    private long archivedBefore;
    private long sought;
    private boolean isInLog;
    private @Nullable JournalFollower follower;

    /**
     * @param reader stays the caller's: closed by it, after the ledger
     */
    public JournalSource(JournalReader reader) {
        this(reader, Optional.empty());
    }

    /**
     * @param archive where the log's segments go; read when somebody seeks before the log's oldest record
     */
    public JournalSource(JournalReader reader, Optional<Path> archive) {
        this.reader = reader;
        this.archive = archive;
    }

    @Override
    public void seek(long position) throws IOException {
        close();
        sought = position;
        lookIntoArchive(position);
        left.clear();
        archived.stretches().stream()
                .filter(stretch -> stretch.last() >= position)
                .forEach(left::add);
        follower = next();
    }

    /** Each look reads what it finds to the end: one does for all that seek behind it, while the log keeps what it had. */
    private void lookIntoArchive(long position) throws IOException {
        long oldest = reader.oldestPosition();
        boolean isKnown = position >= archivedFrom && archivedBefore == oldest;
        if (position >= oldest || archive.isEmpty() || isKnown) {
            return;
        }
        archived = ArchivedSegments.before(reader, archive.get(), position);
        archivedFrom = position;
        archivedBefore = oldest;
        LOG.info(
                "{} segments of the archive {} stand before the log, from position {} on",
                archived.segments(),
                archive.get(),
                extent().first());
        archived.problems().forEach(problem -> LOG.warn("in the archive: {}", problem));
    }

    private JournalFollower next() {
        ArchivedSegments.Stretch stretch = left.poll();
        isInLog = stretch == null;
        return stretch == null ? reader.follow(sought) : stretch.follow(sought);
    }

    @Override
    public void poll(RecordVisitor visitor) throws IOException {
        while (true) {
            JournalFollower open = follower;
            if (open == null) {
                throw new IllegalStateException("nowhere to read from: seek first");
            }
            if (open.poll(visitor, Integer.MAX_VALUE) > 0 || isInLog) {
                return;
            }
            open.close();
            follower = next();
        }
    }

    @Override
    public Extent extent() {
        List<ArchivedSegments.Stretch> found = archived.stretches();
        return new Extent(
                found.isEmpty() ? reader.oldestPosition() : found.get(0).first(),
                archived.segments(),
                archived.holes().stream().filter(hole -> hole.last() >= sought).toList(),
                archived.problems());
    }

    @Override
    public long oldest() {
        return reader.oldestPosition();
    }

    @Override
    public long end() {
        return reader.committedPosition();
    }

    @Override
    public void close() throws IOException {
        JournalFollower open = follower;
        follower = null;
        if (open != null) {
            open.close();
        }
    }
}
