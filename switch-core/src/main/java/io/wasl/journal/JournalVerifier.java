package io.wasl.journal;

import io.wasl.journal.VerifiedSegment.End;
import io.wasl.security.Keys;
import io.wasl.security.SegmentChain;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a whole log and checks what its bytes promise: checksums, the order of segments, groups and positions, and the
 * hash chain over all of them. Beside a running node or without one; takes no lock and changes nothing.
 *
 * <p>Where the bytes end, a running node may be writing. They are called damaged only if something says that they were
 * forced: the next segment, a later group, or the position that the node publishes. Each of these appears after the bytes
 * it speaks of, so whoever sees it and then looks again sees them whole, or sees damage.
 *
 * <p>Not to be seen from within: whole groups taken off the end of the log together with what was published, and a log
 * put back whole as it once was.
 *
 * <p>Owner: the caller's thread, for one verification.
 */
public final class JournalVerifier {

    private final SegmentFiles files;
    private final Keys keys;
    private final Consumer<VerifiedSegment> told;
    private final GroupCursor cursor;

    private final List<LogVerdict.Expired> expired = new ArrayList<>();

    private long firstSegment;
    private OptionalLong letGo = OptionalLong.empty();
    private long lastNumber;
    private long segments;
    private long groups;
    private long lastPosition;
    private ChainValue lastChain = ChainValue.NONE;

    // of the segment being read
    private long groupsBefore;
    private long lastGroup;
    private long end;
    private long looseBytes;

    // of the one behind it
    private @Nullable CorruptJournalException nextDamage;
    private Optional<String> unused = Optional.empty();

    private JournalVerifier(SegmentFiles files, Keys keys, Consumer<VerifiedSegment> told) {
        this.files = files;
        this.keys = keys;
        this.told = told;
        cursor = new GroupCursor(files, new SegmentCatalog(true), null);
    }

    /**
     * @param told hears of each segment when it has been read, in order; the damaged one is the last, if its header can be
     *     read
     * @throws IOException when a file cannot be read at all
     */
    public static LogVerdict verify(Path directory, Keys keys, Consumer<VerifiedSegment> told) throws IOException {
        try (SegmentFiles files = ChannelFiles.openToRead(directory)) {
            return verify(files, keys, told);
        }
    }

    /** The same of the archive and the log behind it, as one. */
    public static LogVerdict verify(Path directory, Path archive, Keys keys, Consumer<VerifiedSegment> told)
            throws IOException {
        SegmentFiles log = ChannelFiles.openToRead(directory);
        try (SegmentFiles files = new WholeLogFiles(log, log.archive(archive))) {
            return verify(files, keys, told);
        }
    }

    static LogVerdict verify(SegmentFiles files, Keys keys, Consumer<VerifiedSegment> told) throws IOException {
        return new JournalVerifier(files, keys, told).verify();
    }

    private LogVerdict verify() throws IOException {
        Optional<CorruptJournalException> damage = Optional.empty();
        try (cursor) {
            readAll();
        } catch (CorruptJournalException e) {
            damage = Optional.of(e);
        }
        return new LogVerdict(firstSegment, letGo, segments, groups, lastPosition, lastChain, unused, expired, damage);
    }

    private void readAll() throws IOException {
        long published = files.published();
        for (Checked here = openFirst(); here != null; ) {
            here = readOn(here);
        }
        CorruptJournalException damaged = nextDamage;
        if (damaged != null) {
            throw damaged;
        }
        if (lastPosition < published) {
            throw corrupt(
                    Segment.name(lastNumber + 1),
                    0,
                    Damage.SEQUENCE,
                    "the log ends before position " + published + ", which the node had told durable");
        }
    }

    /** The segment behind this one; where the log has let go of some meanwhile, its oldest then. */
    private @Nullable Checked readOn(Checked here) throws IOException {
        long number = here.header().number();
        Checked next;
        try (LogFile file = files.openReadOnly(here.segment.name())) {
            cursor.enter(here.segment);
            next = read(here, file);
        } catch (NoSuchFileException | SegmentGoneException e) {
            return skipExpired(number);
        }
        return next == null && nextDamage == null ? skipExpired(number + 1) : next;
    }

    /** Null when this one has not gone: then there is no such one yet. */
    private @Nullable Checked skipExpired(long number) throws IOException {
        if (!hasGone(number)) {
            return null;
        }
        Checked next = openOldest();
        long oldest = next == null ? number : next.header().number();
        LetGo.require(LetGo.read(files), oldest);
        if (oldest > number) {
            expired.add(new LogVerdict.Expired(number, oldest - 1));
        }
        return next;
    }

    private @Nullable Checked openFirst() throws IOException {
        Checked first = openOldest();
        List<Long> numbers = SegmentCatalog.numbers(files);
        firstSegment = first != null ? first.header().number() : numbers.isEmpty() ? 1 : numbers.get(0);
        // Read behind the names of the segments: it is written down before one of them goes.
        letGo = LetGo.read(files);
        LetGo.require(letGo, firstSegment);
        return first;
    }

    /** The oldest may go between the look and the opening. */
    private @Nullable Checked openOldest() throws IOException {
        while (true) {
            List<Long> numbers = SegmentCatalog.numbers(files);
            long oldest = numbers.isEmpty() ? 1 : numbers.get(0);
            Checked first = open(oldest);
            if (first != null || !hasGone(oldest)) {
                return first;
            }
        }
    }

    /** The log lets go of its oldest: of one that has gone all before it have, too. */
    private boolean hasGone(long number) throws IOException {
        List<Long> numbers = SegmentCatalog.numbers(files);
        return !numbers.isEmpty() && numbers.get(0) > number;
    }

    /** Names appear in their order: one that is missing between two others was taken away. */
    private boolean isGap(long number) throws IOException {
        List<Long> numbers = SegmentCatalog.numbers(files);
        return !numbers.isEmpty()
                && numbers.get(0) < number
                && numbers.get(numbers.size() - 1) > number
                && !numbers.contains(number);
    }

    /**
     * Reads and checks a segment's header.
     *
     * @return null when there is no such segment yet, or it was never used, or it is damaged, which is kept until the one
     *     before it has been read
     */
    private @Nullable Checked open(long number) throws IOException {
        try {
            Segment segment = SegmentCatalog.load(files, number);
            SegmentHeader header = segment.header();
            List<String> problems = KeyCheck.problems(header, keys);
            if (!problems.isEmpty()) {
                throw corrupt(
                        segment.name(),
                        SegmentHeader.KEYS_AT,
                        Damage.KEY,
                        "written under other keys: " + String.join(", ", problems));
            }
            SegmentChain chain = new SegmentChain(keys, header.panKeyId(), header.salt());
            if (!header.isGenuine(chain)) {
                throw corrupt(segment.name(), 0, Damage.CHAIN, "a header that the hash chain does not fit");
            }
            return new Checked(segment, chain);
        } catch (NoSuchFileException e) {
            return null;
        } catch (CorruptJournalException e) {
            if (isUnused(number)) {
                unused = Optional.of(Segment.name(number));
            } else {
                nextDamage = corrupt(e.file(), e.offset(), e.damage(), e.reason());
            }
            return null;
        }
    }

    private boolean isUnused(long number) throws IOException {
        List<Long> numbers = SegmentCatalog.numbers(files);
        if (numbers.isEmpty() || numbers.get(numbers.size() - 1) != number) {
            return false;
        }
        try (LogFile file = files.openReadOnly(Segment.name(number))) {
            return SegmentTail.isUnused(file);
        }
    }

    /** The segment behind {@code here}, or null when it is the last that can be read. */
    private @Nullable Checked read(Checked here, LogFile file) throws IOException {
        SegmentHeader header = here.header();
        lastNumber = header.number();
        segments++;
        groupsBefore = groups;
        lastGroup = header.firstGroup() - 1;
        lastPosition = header.firstPosition() - 1;
        lastChain = header.chain();
        end = SegmentHeader.BYTES;
        looseBytes = 0;
        try {
            Checked next = readGroups(here, file, open(header.number() + 1));
            if (next != null) {
                checkBorder(header, next);
                tell(here, file, End.SEALED);
            } else {
                boolean isUnconfirmed = nextDamage != null || hasGone(header.number() + 1);
                tell(here, file, isUnconfirmed ? End.UNCONFIRMED : looseBytes > 0 ? End.TORN : End.OPEN);
            }
            return next;
        } catch (CorruptJournalException e) {
            tell(here, file, e.file().equals(here.segment.name()) ? End.DAMAGED : End.UNCONFIRMED);
            throw e;
        }
    }

    /** To where the segment behind says that this one ends; null when there is none, and these were all. */
    private @Nullable Checked readGroups(Checked here, LogFile file, @Nullable Checked behind) throws IOException {
        Checked next = behind;
        CorruptJournalException doubt = null;
        while (next == null || !endsAt(next.header())) {
            if (cursor.readGroup()) {
                checkGroup(here);
                doubt = null;
                continue;
            }
            if (next == null) {
                next = open(here.header().number() + 1);
                if (next != null) {
                    continue; // opened meanwhile: what it follows is looked at again
                }
            }
            if (doubt != null) {
                throw doubt;
            }
            doubt = doubt(here, file, next);
            if (doubt == null) {
                return null;
            }
        }
        return next;
    }

    private boolean endsAt(SegmentHeader next) {
        return cursor.expectedPosition() == next.firstPosition() && cursor.offset() == next.previousEnd();
    }

    private void checkGroup(Checked here) throws CorruptJournalException {
        if (cursor.groupNumber() != lastGroup + 1) {
            throw corrupt(here.segment.name(), cursor.groupOffset(), Damage.SEQUENCE, "a group number is missing");
        }
        if (!cursor.isGenuine(here.chain)) {
            throw corrupt(
                    here.segment.name(),
                    cursor.groupOffset(),
                    Damage.CHAIN,
                    "a group that the hash chain does not fit");
        }
        lastGroup++;
        groups++;
        lastPosition = cursor.expectedPosition() - 1;
        lastChain = cursor.chainValue();
        end = cursor.offset();
    }

    /** What says that a group was forced where none can be read; null when nothing does, and the log may end there. */
    private @Nullable CorruptJournalException doubt(Checked here, LogFile file, @Nullable Checked next)
            throws IOException {
        String name = here.segment.name();
        if (next != null) {
            return corrupt(name, end, Damage.CRC, GroupCursor.FORCED_IS_DAMAGED);
        }
        long missing = here.header().number() + 1;
        if (nextDamage == null && isGap(missing)) {
            return SegmentCatalog.missing(missing, lastPosition + 1);
        }
        // Behind a header that cannot be read may lie all that was published, and in segments that have gone since.
        boolean isLast = nextDamage == null && !hasGone(missing);
        if (isLast && files.published() > lastPosition) {
            return corrupt(name, end, Damage.CRC, "a group that the node had told durable is damaged or missing");
        }
        long dirty = SegmentTail.dirtyEnd(file, end);
        looseBytes = Math.max(0, dirty - end);
        long later = SegmentTail.laterGroup(cursor, end, dirty);
        if (later > 0) {
            return corrupt(name, end, Damage.CRC, "damaged bytes before a whole group at byte " + later);
        }
        boolean cut = nextDamage == null && file.size() < here.header().segmentBytes();
        return cut ? corrupt(name, file.size(), Damage.LENGTH, "the file is shorter than it was made") : null;
    }

    private void checkBorder(SegmentHeader header, Checked next) throws CorruptJournalException {
        String name = next.segment.name();
        if (next.header().firstGroup() != lastGroup + 1 || next.header().epoch() < header.epoch()) {
            throw corrupt(name, 0, Damage.SEQUENCE, "it does not continue the segment before it");
        }
        if (!next.header().chainBefore().equals(lastChain)) {
            throw corrupt(
                    name,
                    SegmentHeader.CHAIN_BEFORE_AT,
                    Damage.CHAIN,
                    "the segment before it is another than the one it was written behind");
        }
    }

    private void tell(Checked here, LogFile file, End how) throws IOException {
        if (how == End.SEALED) {
            looseBytes = SegmentTail.dirtyEnd(file, end) - end;
        } else if (how != End.TORN) {
            looseBytes = 0;
        }
        told.accept(new VerifiedSegment(
                here.segment.name(),
                here.header().number(),
                here.header().epoch(),
                here.header().firstPosition(),
                lastPosition,
                groups - groupsBefore,
                end,
                file.size(),
                looseBytes,
                how));
    }

    private CorruptJournalException corrupt(String name, long at, Damage damage, String reason) {
        return new CorruptJournalException(name, at, lastPosition + 1, damage, reason);
    }

    /** A segment whose header is whole and genuine, and its hash chain, which stands behind what was read of it. */
    private static final class Checked {

        private final Segment segment;
        private final SegmentChain chain;

        private Checked(Segment segment, SegmentChain chain) {
            this.segment = segment;
            this.chain = chain;
        }

        private SegmentHeader header() {
            return segment.header();
        }
    }
}
