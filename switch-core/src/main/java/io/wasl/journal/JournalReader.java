package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.security.Keys;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads committed records, beside a running node or without one: the one reader of segment files. Owner: one thread,
 * which must not be interrupted while it reads.
 *
 * <p>What is committed? In the node's process, what the log thread has forced. In another process, the larger of
 *
 * <ul>
 *   <li>the position that the node publishes after each force (the file {@code durable}); it survives the node's death,
 *       and a power cut may set it back;
 *   <li>everything before the last whole group on the disk: at most one group is ever unforced.
 * </ul>
 *
 * So the last group of a node that was killed may not be shown before the next start has decided about it.
 */
public final class JournalReader implements Closeable {

    private final SegmentFiles files;
    private final SegmentCatalog catalog;
    private final @Nullable Keys keys;
    private final LongSupplier committed;
    private final boolean ownsFiles;
    private final GroupCursor lookUp;
    private final JournalRecord record = new JournalRecord();

    /** Inside the node: shares its catalog and knows what is forced. */
    JournalReader(SegmentFiles files, SegmentCatalog catalog, Keys keys, LongSupplier committed) {
        this(files, catalog, keys, committed, false);
    }

    private JournalReader(
            SegmentFiles files,
            SegmentCatalog catalog,
            @Nullable Keys keys,
            LongSupplier committed,
            boolean ownsFiles) {
        this.files = files;
        this.catalog = catalog;
        this.keys = keys;
        this.committed = committed;
        this.ownsFiles = ownsFiles;
        lookUp = new GroupCursor(files, catalog, keys);
    }

    /** The same log, read in this one's place: records come without their sealed elements, which are not opened. */
    public JournalReader withoutKeys() {
        return new JournalReader(files, catalog, null, committed, ownsFiles);
    }

    /**
     * Opens a log of this or another process, sealed elements included.
     *
     * @throws ConfigException when the keys are not those it was written under
     * @throws NoSuchFileException when there is no such folder
     */
    public static JournalReader open(Path directory, Keys keys) throws ConfigException, IOException {
        JournalReader reader = openForeign(directory, keys);
        try {
            KeyCheck.check(directory.toString(), reader.catalog.snapshot(), keys);
            return reader;
        } catch (ConfigException e) {
            reader.close();
            throw e;
        }
    }

    /** As {@link #open}, but records come without their sealed elements. */
    public static JournalReader openWithoutKeys(Path directory) throws IOException {
        return openForeign(directory, null);
    }

    /** Whether the folder holds no segment, or does not exist. */
    public static boolean isEmpty(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return true;
        }
        try (SegmentFiles files = ChannelFiles.openToRead(directory)) {
            return SegmentCatalog.numbers(files).isEmpty();
        }
    }

    private static JournalReader openForeign(Path directory, @Nullable Keys keys) throws IOException {
        if (!Files.isDirectory(directory)) {
            throw new NoSuchFileException(directory.toString(), null, "no such journal folder");
        }
        return openForeign(ChannelFiles.openToRead(directory), keys);
    }

    static JournalReader openForeign(SegmentFiles files, @Nullable Keys keys) throws IOException {
        SegmentCatalog catalog = new SegmentCatalog(true);
        try {
            catalog.discover(files);
            long followed = catalog.isEmpty() ? 0 : followed(files, catalog);
            return new JournalReader(files, catalog, keys, () -> Math.max(followed, files.published()), true);
        } catch (IOException e) {
            files.close();
            throw e;
        }
    }

    /** The last position of the last group that another group follows. */
    private static long followed(SegmentFiles files, SegmentCatalog catalog) throws IOException {
        try (GroupCursor cursor = new GroupCursor(files, catalog, null)) {
            cursor.enter(catalog.last());
            long before = cursor.expectedPosition() - 1;
            long last = before;
            while (cursor.readGroup()) {
                before = last;
                last = cursor.expectedPosition() - 1;
            }
            return before;
        }
    }

    /** The position of the oldest record kept; 1 when none was ever written. */
    public long oldestPosition() {
        List<Segment> segments = catalog.snapshot();
        return segments.isEmpty() ? 1 : segments.get(0).header().firstPosition();
    }

    /** The oldest segment kept; null when there is none. */
    @Nullable
    Segment oldestSegment() {
        List<Segment> segments = catalog.snapshot();
        return segments.isEmpty() ? null : segments.get(0);
    }

    /** The folder that its segments go to. */
    SegmentFiles archive(Path folder) {
        return files.archive(folder);
    }

    /** The position of the newest committed record; 0 when there is none. */
    public long committedPosition() {
        return committed.getAsLong();
    }

    /**
     * Lends all records that are committed now, from {@code from} or the oldest one kept on, in order.
     *
     * @throws CorruptJournalException when a committed record cannot be read
     */
    public void replay(long from, RecordVisitor visitor) throws IOException {
        try (JournalFollower follower = follow(from)) {
            boolean[] goesOn = {true};
            RecordVisitor watched = lent -> goesOn[0] = visitor.onRecord(lent);
            int lent;
            do {
                lent = follower.poll(watched, Integer.MAX_VALUE);
            } while (lent > 0 && goesOn[0]);
        }
    }

    /** Reads from {@code from} on and goes on as the log grows; it has its own place and may outlive other calls. */
    public JournalFollower follow(long from) {
        return new JournalFollower(files, catalog, new GroupCursor(files, catalog, keys), committed, from);
    }

    /**
     * Lends one committed record.
     *
     * @return false when it is not committed, or no longer kept
     */
    public boolean find(long position, RecordVisitor visitor) throws IOException {
        return find(position, record, visitor);
    }

    boolean find(long position, JournalRecord into, RecordVisitor visitor) throws IOException {
        long bound = committed.getAsLong();
        if (position > bound || catalog.isEmpty() && !catalog.discoverNext(files) || position < oldestPosition()) {
            return false;
        }
        // What is owed is read back in the order of the log, group by group.
        if (lookUp.holds(position)) {
            lend(position, into, visitor);
            return true;
        }
        lookUp.seek(position);
        while (lookUp.next(bound)) {
            if (position < lookUp.expectedPosition()) {
                lend(position, into, visitor);
                return true;
            }
        }
        return false;
    }

    private void lend(long position, JournalRecord into, RecordVisitor visitor) throws IOException {
        lookUp.visit(position, into, found -> {
            visitor.onRecord(found);
            return false;
        });
    }

    /** The epoch of the newest segment seen so far: of the node's newest start but for one that came since; 0 for none. */
    public long newestEpoch() {
        return catalog.isEmpty() ? 0 : catalog.last().header().epoch();
    }

    /**
     * Whether it goes on as the log grows: false for a log that no node had opened yet, and for one that was put back from a
     * copy since. Open it again then.
     */
    public boolean isFollowing() {
        return files.isPublishing();
    }

    /** Oldest first. */
    public List<SegmentInfo> segments() throws IOException {
        List<Segment> segments = catalog.snapshot();
        List<SegmentInfo> infos = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            SegmentHeader header = segments.get(i).header();
            long last = i + 1 < segments.size()
                    ? segments.get(i + 1).header().firstPosition() - 1
                    : Math.max(header.firstPosition() - 1, committed.getAsLong());
            infos.add(info(segments.get(i), last));
        }
        return infos;
    }

    private SegmentInfo info(Segment segment, long lastPosition) throws IOException {
        SegmentHeader header = segment.header();
        try (LogFile file = files.openReadOnly(segment.name())) {
            return new SegmentInfo(
                    header.number(),
                    segment.name(),
                    file.size(),
                    header.epoch(),
                    header.firstPosition(),
                    lastPosition,
                    header.logTimeMs(),
                    header.panKeyId(),
                    header.tokenKeyId());
        }
    }

    @Override
    public void close() throws IOException {
        lookUp.close();
        if (ownsFiles) {
            files.close();
        }
    }
}
