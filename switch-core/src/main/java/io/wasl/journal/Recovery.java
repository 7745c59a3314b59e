package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.security.Keys;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/**
 * Opens the log after a stop or a crash: verifies every segment, tells a torn tail from corruption, and finds where the
 * log ends. Caller's thread, before anything else runs.
 *
 * <pre>
 *   … │ group │ group │ bytes that are no group │ zeros …    last segment: torn tail, cut
 *   … │ group │ bytes that are no group │ group │ …          corruption, refused
 *   … │ group │ bytes that are no group │ zeros │ segment    refused, unless the next header names the cut
 * </pre>
 */
final class Recovery {

    private static final int SCAN_BYTES = 256 << 10;

    private static final long FIRST_NUMBER = 1;

    private final SegmentFiles files;
    private final Keys keys;
    private final SegmentCatalog catalog;
    private final GroupCursor cursor;

    private long lastGroup;
    private long lastTimeMs;
    private byte[] lastBytes = new byte[0];
    private long lastOffset;

    Recovery(SegmentFiles files, Keys keys, SegmentCatalog catalog) {
        this.files = files;
        this.keys = keys;
        this.catalog = catalog;
        cursor = new GroupCursor(files, catalog, keys);
    }

    /**
     * Fills the catalog.
     *
     * @throws ConfigException when the log was written under keys that are not these
     * @throws CorruptJournalException when forced records are damaged or missing
     */
    Recovered run() throws ConfigException, IOException {
        dropUnused();
        catalog.discover(files);
        if (catalog.isEmpty()) {
            return Recovered.EMPTY;
        }
        try (cursor) {
            List<Segment> segments = catalog.snapshot();
            if (segments.get(0).header().number() != FIRST_NUMBER) {
                // No segment is ever deleted: what the first ones owed is lost.
                throw new CorruptJournalException(Segment.name(FIRST_NUMBER), 0, "the log's first segment is missing");
            }
            KeyCheck.check(files.toString(), segments, keys);
            for (int i = 0; i + 1 < segments.size(); i++) {
                verifySealed(segments.get(i), segments.get(i + 1).header());
            }
            return recoverLast(catalog.last());
        }
    }

    /**
     * A segment gets its name after its header was forced, and its first group after that. So a last segment without a
     * header and with zeros behind it has never held a record: the disk did not keep its order, nothing is lost.
     */
    private void dropUnused() throws IOException {
        List<Long> numbers = SegmentCatalog.numbers(files);
        if (numbers.isEmpty()) {
            return;
        }
        String name = Segment.name(numbers.get(numbers.size() - 1));
        byte[] page = new byte[SegmentHeader.BYTES];
        boolean unused;
        try (LogFile file = files.openReadOnly(name)) {
            int read = file.read(0, page, 0, page.length);
            boolean headless = read == page.length && SegmentHeader.claimedVersion(page) == 0;
            boolean damaged = read == page.length
                    && SegmentHeader.claimedVersion(page) == SegmentHeader.VERSION
                    && !SegmentHeader.isWhole(page);
            long dirty = dirtyEnd(file, 0);
            unused = dirty == 0 || (headless || damaged) && dirty <= SegmentHeader.BYTES;
        }
        if (unused) {
            files.delete(name);
            files.forceFolder();
        }
    }

    private void verifySealed(Segment segment, SegmentHeader next) throws IOException {
        enter(segment);
        while (cursor.expectedPosition() < next.firstPosition()) {
            if (!readGroup(segment)) {
                throw corrupt(segment, "a group that was forced is damaged or missing");
            }
        }
        if (cursor.expectedPosition() != next.firstPosition()
                || cursor.offset() != next.previousEnd()
                || lastGroup + 1 != next.firstGroup()
                || segment.header().epoch() > next.epoch()) {
            throw corrupt(segment, "the segment behind it does not continue it");
        }
    }

    private Recovered recoverLast(Segment segment) throws IOException {
        enter(segment);
        lastBytes = new byte[0];
        while (readGroup(segment)) {
            lastBytes = cursor.groupBytes();
            lastOffset = cursor.groupOffset();
        }
        long end = cursor.offset();
        long lastPosition = cursor.expectedPosition() - 1;
        long cut;
        try (LogFile file = files.open(segment.name())) {
            if (file.size() < segment.header().segmentBytes()) {
                throw new CorruptJournalException(segment.name(), file.size(), "the file is shorter than it was made");
            }
            long dirty = dirtyEnd(file, end);
            refuseLaterGroup(segment, end, dirty);
            cut = Math.max(0, dirty - end);
            confirmLast(file);
        }
        files.forceFolder();
        return new Recovered(segment.header().epoch(), lastPosition, lastGroup, lastTimeMs, end, cut);
    }

    private void enter(Segment segment) throws IOException {
        cursor.enter(segment);
        lastGroup = segment.header().firstGroup() - 1;
        lastTimeMs = Math.max(lastTimeMs, segment.header().logTimeMs());
    }

    private boolean readGroup(Segment segment) throws IOException {
        long first = cursor.expectedPosition();
        if (!cursor.readGroup()) {
            return false;
        }
        if (cursor.groupNumber() != lastGroup + 1) {
            throw new CorruptJournalException(segment.name(), cursor.groupOffset(), "a group number is missing");
        }
        lastGroup++;
        lastTimeMs = Math.max(lastTimeMs, cursor.groupLastTimeMs());
        segment.index().add(first, cursor.groupOffset());
        return true;
    }

    /** At most one group is ever unforced: a break that a later group follows was not made by a crash. */
    private void refuseLaterGroup(Segment segment, long end, long dirty) throws IOException {
        for (long at = end + GroupFormat.ALIGNMENT; at < dirty; at += GroupFormat.ALIGNMENT) {
            if (cursor.isGroupAt(at)) {
                throw new CorruptJournalException(
                        segment.name(), end, "damaged bytes before a whole group at byte " + at);
            }
        }
    }

    /**
     * The last group may be in the page cache only, or, after a failed force, be held there as clean without being on
     * the disk. Written again with the same bytes and forced, it is on the disk before anyone relies on it.
     */
    private void confirmLast(LogFile file) throws IOException {
        if (lastBytes.length > 0) {
            file.write(lastOffset, ByteBuffer.wrap(lastBytes));
        }
        file.force();
    }

    /** Behind the last byte of the file that is not zero; {@code from} when there is none from there on. */
    private static long dirtyEnd(LogFile file, long from) throws IOException {
        byte[] buffer = new byte[SCAN_BYTES];
        byte[] zeros = new byte[SCAN_BYTES];
        long dirty = from;
        long at = from;
        for (int read = file.read(at, buffer, 0, buffer.length); read > 0; ) {
            if (!Arrays.equals(buffer, 0, read, zeros, 0, read)) {
                int last = read;
                while (buffer[last - 1] == 0) {
                    last--;
                }
                dirty = at + last;
            }
            at += read;
            read = file.read(at, buffer, 0, buffer.length);
        }
        return dirty;
    }

    private CorruptJournalException corrupt(Segment segment, String reason) {
        return new CorruptJournalException(segment.name(), cursor.offset(), reason);
    }
}
