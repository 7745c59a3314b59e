package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the log after a stop or a crash: finds the newest checkpoint that can be used, verifies what is read from there,
 * tells a torn tail from corruption, and finds where the log ends. Caller's thread, before anything else runs.
 *
 * <pre>
 *   … │ group │ group │ bytes that are no group │ zeros …    last segment: torn tail, cut
 *   … │ group │ bytes that are no group │ group │ …          corruption, refused
 *   … │ group │ bytes that are no group │ zeros │ segment    refused, unless the next header names the cut
 * </pre>
 *
 * Of all segments it checks headers and borders: each header's value of the hash chain, and that the value at the end of
 * one is what the next says it follows. From the latest start of the replay on it checks each group's checksum, and of the last
 * segment, which the node goes on from, each group's value too. The rest is {@link JournalVerifier}'s: what a checkpoint and key
 * files stand for is not read at a start.
 */
final class Recovery {

    private static final Logger LOG = LoggerFactory.getLogger(Recovery.class);

    private static final long FIRST_NUMBER = 1;

    private final SegmentFiles files;
    private final Keys keys;
    private final SegmentCatalog catalog;
    private final GroupCursor cursor;
    private final JournalLimits limits;
    private List<Checkpoint> checkpoints = List.of();
    private long replaySegment;
    private long replayFrom = 1;
    private long replayFromAtMost = 1;

    private long lastGroup;
    private long lastTimeMs;
    private byte[] lastBytes = new byte[0];
    private long lastOffset;
    private ChainValue lastChain = ChainValue.NONE;

    Recovery(SegmentFiles files, Keys keys, SegmentCatalog catalog, JournalLimits limits) {
        this.limits = limits;
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
        OptionalLong letGo = LetGo.read(files);
        if (catalog.isEmpty()) {
            if (letGo.orElse(0) > 0) {
                throw new CorruptJournalException(
                        Segment.name(letGo.getAsLong() + 1),
                        0,
                        0,
                        Damage.SEQUENCE,
                        "no segment is left of a log that had some; a new log begins in an empty folder");
            }
            return Recovered.EMPTY;
        }
        List<Segment> segments = catalog.snapshot();
        KeyCheck.check(files.toString(), segments, keys);
        chooseCheckpoint(segments.get(0).header());
        requireBeginning(letGo, segments.get(0).header().number());
        try (cursor) {
            lastChain = segments.get(0).header().number() == FIRST_NUMBER
                    ? ChainValue.NONE
                    : segments.get(0).header().chainBefore();
            for (int i = 0; i + 1 < segments.size(); i++) {
                SegmentHeader next = segments.get(i + 1).header();
                if (segments.get(i).header().number() < replaySegment) {
                    verifyBorder(segments.get(i), next);
                } else {
                    verifySealed(segments.get(i), next);
                }
            }
            return recoverLast(catalog.last());
        }
    }

    /** Those that can be used, newest first. */
    List<Checkpoint> checkpoints() {
        return checkpoints;
    }

    /** From where on a start reads where nothing but the checkpoint tells what is older. */
    long replayFrom() {
        return replayFrom;
    }

    /** From where on it reads at the latest, where key files find what is older. */
    long replayFromAtMost() {
        return replayFromAtMost;
    }

    private void chooseCheckpoint(SegmentHeader first) throws IOException {
        Checkpoints found = new Checkpoints(files, keys);
        found.dropUnfinished();
        checkpoints = found.usable(catalog);
        if (checkpoints.isEmpty()) {
            replaySegment = FIRST_NUMBER;
        } else {
            Checkpoint newest = checkpoints.get(0);
            Checkpoint.SegmentRows start = newest.startWith(limits, first.number());
            replaySegment = start.number();
            replayFromAtMost = start.firstPosition();
            replayFrom =
                    newest.replayStart(limits.memoryWindow(), first.number()).firstPosition();
        }
        long needed = checkpoints.isEmpty() ? FIRST_NUMBER : checkpoints.get(0).replaySegment();
        if (first.number() > needed) {
            throw new CorruptJournalException(
                    Segment.name(needed),
                    0,
                    0,
                    Damage.SEQUENCE,
                    checkpoints.isEmpty()
                            ? "the log's first segment is missing, and no checkpoint tells what it owed"
                            : "this segment is missing, and no checkpoint stands for it");
        }
    }

    /** A checkpoint may stand for what is owed; what a missing segment said to repeats and reversals it does not know. */
    private static void requireBeginning(OptionalLong letGo, long first) throws CorruptJournalException {
        LetGo.require(letGo, first);
        if (letGo.isEmpty() && first > FIRST_NUMBER) {
            LOG.warn(
                    "The log begins with {}. Nothing says that it let go of those before it: logs of earlier builds do not;"
                            + " if somebody took them away, put them back",
                    Segment.name(first));
        }
    }

    private void dropUnused() throws IOException {
        List<Long> numbers = SegmentCatalog.numbers(files);
        if (numbers.isEmpty()) {
            return;
        }
        String name = Segment.name(numbers.get(numbers.size() - 1));
        boolean unused;
        try (LogFile file = files.openReadOnly(name)) {
            unused = SegmentTail.isUnused(file);
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
                throw corrupt(segment, Damage.CRC, GroupCursor.FORCED_IS_DAMAGED);
            }
        }
        if (cursor.expectedPosition() != next.firstPosition()
                || cursor.offset() != next.previousEnd()
                || lastGroup + 1 != next.firstGroup()
                || segment.header().epoch() > next.epoch()) {
            throw corrupt(segment, Damage.SEQUENCE, "the segment behind it does not continue it");
        }
    }

    /** Of a segment that a checkpoint stands for: that the one behind it follows these very bytes. */
    private void verifyBorder(Segment segment, SegmentHeader next) throws IOException {
        SegmentHeader header = segment.header();
        enter(segment);
        boolean isOrdered = next.firstPosition() >= header.firstPosition()
                && next.firstGroup() >= header.firstGroup()
                && next.previousEnd() >= SegmentHeader.BYTES
                && next.epoch() >= header.epoch();
        if (!isOrdered) {
            throw corrupt(segment, Damage.SEQUENCE, "the segment behind it does not continue it");
        }
        ChainValue end = header.chain();
        if (next.previousEnd() > SegmentHeader.BYTES) {
            byte[] value = new byte[GroupFormat.CHAIN_BYTES];
            long at = next.previousEnd() - value.length;
            try (LogFile file = files.openReadOnly(segment.name())) {
                if (file.read(at, value, 0, value.length) < value.length) {
                    throw new CorruptJournalException(
                            segment.name(), file.size(), 0, Damage.LENGTH, "the file is shorter than it was made");
                }
            }
            end = ChainValue.at(value, 0);
        }
        if (!end.equals(next.chainBefore())) {
            throw forged(segment, next.previousEnd(), next.firstPosition() - 1, "an end");
        }
        lastChain = end;
        lastGroup = next.firstGroup() - 1;
        lastTimeMs = Math.max(lastTimeMs, next.logTimeMs());
    }

    private Recovered recoverLast(Segment segment) throws IOException {
        SegmentChain chain = enter(segment);
        lastBytes = new byte[0];
        long lastPosition = cursor.expectedPosition() - 1;
        while (readGroup(segment)) {
            if (!cursor.isGenuine(chain)) {
                throw forged(segment, cursor.groupOffset(), lastPosition + 1, "a group");
            }
            lastPosition = cursor.expectedPosition() - 1;
            lastBytes = cursor.groupBytes();
            lastOffset = cursor.groupOffset();
        }
        long end = cursor.offset();
        long cut;
        try (LogFile file = files.open(segment.name())) {
            if (file.size() < segment.header().segmentBytes()) {
                throw new CorruptJournalException(
                        segment.name(),
                        file.size(),
                        lastPosition + 1,
                        Damage.LENGTH,
                        "the file is shorter than it was made");
            }
            long dirty = SegmentTail.dirtyEnd(file, end);
            refuseLaterGroup(segment, end, dirty);
            cut = Math.max(0, dirty - end);
            confirmLast(file);
        }
        files.forceFolder();
        return new Recovered(segment.header().epoch(), lastPosition, lastGroup, lastTimeMs, end, cut, lastChain);
    }

    /** The hash chain of the segment, standing before its first group. */
    private SegmentChain enter(Segment segment) throws IOException {
        SegmentHeader header = segment.header();
        cursor.enter(segment);
        SegmentChain chain = new SegmentChain(keys, header.panKeyId(), header.salt());
        if (!header.isGenuine(chain)) {
            throw forged(segment, 0, header.firstPosition(), "a header");
        }
        if (!header.chainBefore().equals(lastChain)) {
            throw forged(segment, SegmentHeader.CHAIN_BEFORE_AT, header.firstPosition(), "another segment before it");
        }
        lastChain = header.chain();
        lastGroup = header.firstGroup() - 1;
        lastTimeMs = Math.max(lastTimeMs, header.logTimeMs());
        return chain;
    }

    private static CorruptJournalException forged(Segment segment, long at, long position, String what) {
        return new CorruptJournalException(
                segment.name(), at, position, Damage.CHAIN, what + " that the hash chain does not fit");
    }

    private boolean readGroup(Segment segment) throws IOException {
        long first = cursor.expectedPosition();
        if (!cursor.readGroup()) {
            return false;
        }
        if (cursor.groupNumber() != lastGroup + 1) {
            throw new CorruptJournalException(
                    segment.name(), cursor.groupOffset(), first, Damage.SEQUENCE, "a group number is missing");
        }
        lastGroup++;
        lastChain = cursor.chainValue();
        lastTimeMs = Math.max(lastTimeMs, cursor.groupLastTimeMs());
        segment.index().add(first, cursor.groupOffset());
        return true;
    }

    /** At most one group is ever unforced: a break that a later group follows was not made by a crash. */
    private void refuseLaterGroup(Segment segment, long end, long dirty) throws IOException {
        long later = SegmentTail.laterGroup(cursor, end, dirty);
        if (later > 0) {
            throw corrupt(segment, Damage.CRC, "damaged bytes before a whole group at byte " + later);
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

    private CorruptJournalException corrupt(Segment segment, Damage damage, String reason) {
        return new CorruptJournalException(segment.name(), cursor.offset(), cursor.expectedPosition(), damage, reason);
    }
}
