package io.wasl.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the archive holds of a log, before the oldest segment that the log itself keeps: stretches without a gap, each of them
 * read to its end before it is believed, and the holes between and behind them.
 *
 * <pre>
 *   archive   1 2 3 ─ ─ 6 7 ✗ 9          log   10 11 12
 *             stretch  hole  stretch hole stretch
 * </pre>
 *
 * A damaged segment counts as far as it is whole. One whose end is not what the segment behind it was written behind is
 * another log's, and nothing of such an archive is used. Records come without their sealed elements, so that no key is needed.
 *
 * <p>Owner: the caller's thread.
 */
public final class ArchivedSegments {

    /** Of an archive with more holes only the newest part counts: what is left of the older is not worth asking for. */
    static final int MOST_HOLES = 32;

    /** Of a log without archive. */
    public static final ArchivedSegments NONE = new ArchivedSegments(List.of(), List.of(), List.of());

    private final List<Stretch> stretches;
    private final List<Hole> holes;
    private final List<String> problems;

    private ArchivedSegments(List<Stretch> stretches, List<Hole> holes, List<String> problems) {
        this.stretches = List.copyOf(stretches);
        this.holes = List.copyOf(holes);
        this.problems = List.copyOf(problems);
    }

    /**
     * @param archive its folder; none is an empty one
     * @param from what is wholly before this position is not looked at
     * @throws IOException when it cannot be read, or holds another log's segments
     */
    public static ArchivedSegments before(JournalReader log, Path archive, long from) throws IOException {
        Segment oldest = log.oldestSegment();
        if (oldest == null || oldest.header().firstPosition() <= from) {
            return NONE;
        }
        try {
            return new Scan(log.archive(archive), archive, oldest, from).run();
        } catch (NoSuchFileException e) {
            return NONE;
        }
    }

    /** Oldest first. */
    public List<Stretch> stretches() {
        return stretches;
    }

    /** Between the stretches, and between the last one and the log. */
    public List<Hole> holes() {
        return holes;
    }

    /** What could not be used and why, for people. */
    public List<String> problems() {
        return problems;
    }

    /** How many segments can be read, in whole or in part. */
    public int segments() {
        return stretches.stream()
                .mapToInt(stretch -> stretch.catalog.snapshot().size())
                .sum();
    }

    /**
     * Lends all that there is, in order.
     *
     * @return whether the visitor took it all
     */
    public boolean replay(RecordVisitor visitor) throws IOException {
        boolean[] goesOn = {true};
        RecordVisitor watched = record -> goesOn[0] = visitor.onRecord(record);
        for (Stretch stretch : stretches) {
            try (JournalFollower follower = stretch.follow(stretch.first())) {
                int unused = follower.poll(watched, Integer.MAX_VALUE);
            }
            if (!goesOn[0]) {
                return false;
            }
        }
        return true;
    }

    /** Segments one behind the other, every group of them whole. */
    public static final class Stretch {

        private final SegmentFiles files;
        private final SegmentCatalog catalog = new SegmentCatalog(false);
        private long last;

        private Stretch(SegmentFiles files) {
            this.files = files;
        }

        /** Its first position. */
        public long first() {
            return catalog.snapshot().get(0).header().firstPosition();
        }

        /** Its last position. */
        public long last() {
            return last;
        }

        /** Reads it from a position on, to its end. */
        public JournalFollower follow(long from) {
            return new JournalFollower(files, catalog, new GroupCursor(files, catalog, null), () -> last, from);
        }
    }

    /** Looks through the archive once. */
    private static final class Scan {

        private final SegmentFiles files;
        private final Path folder;
        private final Segment oldestOfLog;
        private final long from;
        private final List<Stretch> stretches = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private @Nullable Stretch open;

        private Scan(SegmentFiles files, Path folder, Segment oldestOfLog, long from) {
            this.files = files;
            this.folder = folder;
            this.oldestOfLog = oldestOfLog;
            this.from = from;
        }

        private ArchivedSegments run() throws IOException {
            List<Segment> found = headers();
            for (int i = 0; i < found.size(); i++) {
                take(found.get(i), i + 1 < found.size() ? found.get(i + 1) : oldestOfLog);
            }
            return kept();
        }

        private List<Segment> headers() throws IOException {
            List<Segment> found = new ArrayList<>();
            long next = oldestOfLog.header().number();
            for (long number : SegmentCatalog.numbers(files)) {
                if (number > next) {
                    throw anothers(
                            Segment.name(number),
                            "the log lets go of its oldest first, and that is " + oldestOfLog.name());
                }
                if (number < next) { // what stands in both, a crash has left there
                    load(number, found);
                }
            }
            return found;
        }

        private void load(long number, List<Segment> found) throws IOException {
            Segment segment;
            try {
                segment = SegmentCatalog.load(files, number);
            } catch (CorruptJournalException e) {
                problems.add(e.getMessage());
                return;
            }
            SegmentHeader header = segment.header();
            SegmentHeader log = oldestOfLog.header();
            boolean isOfKey = header.panKeyId() != log.panKeyId() || header.panKeyCheck() == log.panKeyCheck();
            Segment before = found.isEmpty() ? null : found.get(found.size() - 1);
            boolean isInOrder = header.firstPosition() <= log.firstPosition()
                    && header.epoch() <= log.epoch()
                    && (before == null
                            || before.header().firstPosition() <= header.firstPosition()
                                    && before.header().epoch() <= header.epoch());
            if (!isOfKey || !isInOrder) {
                throw anothers(segment.name(), isOfKey ? "its positions do not come before the log's" : "its key is");
            }
            found.add(segment);
        }

        private void take(Segment segment, Segment next) throws IOException {
            boolean isNeighbour = next.header().number() == segment.header().number() + 1;
            if (isNeighbour && next.header().firstPosition() <= from) {
                return;
            }
            SegmentCatalog alone = new SegmentCatalog(false);
            alone.add(segment);
            long last = segment.header().firstPosition() - 1;
            boolean isWhole;
            try (GroupCursor cursor = new GroupCursor(files, alone, null)) {
                cursor.enter(segment);
                isWhole = isNeighbour && requireNeighbours(segment, next.header());
                long limit = isNeighbour ? next.header().firstPosition() : Long.MAX_VALUE;
                while (last + 1 < limit && isGroup(cursor)) {
                    last = cursor.expectedPosition() - 1;
                }
                isWhole &= last + 1 == limit && cursor.offset() == next.header().previousEnd();
                if (isNeighbour && !isWhole) {
                    problems.add(segment.name() + " is damaged behind position " + last);
                }
            }
            add(segment, last, isWhole);
        }

        private static boolean isGroup(GroupCursor cursor) throws IOException {
            try {
                return cursor.readGroup();
            } catch (CorruptJournalException e) {
                return false;
            }
        }

        /** The value of the hash chain at its end is what the next one says that it follows; no key is needed for that. */
        private boolean requireNeighbours(Segment segment, SegmentHeader next) throws IOException {
            ChainValue end = segment.header().chain();
            if (next.previousEnd() > SegmentHeader.BYTES) {
                byte[] value = new byte[GroupFormat.CHAIN_BYTES];
                try (LogFile file = files.openReadOnly(segment.name())) {
                    int read = file.read(next.previousEnd() - value.length, value, 0, value.length);
                    if (read < value.length) {
                        return false; // cut off
                    }
                }
                end = ChainValue.at(value, 0);
            }
            if (!end.equals(next.chainBefore())) {
                throw anothers(
                        segment.name(),
                        Segment.name(next.number()) + " was not written behind it, or its end is damaged");
            }
            return true;
        }

        private void add(Segment segment, long last, boolean isWhole) {
            Stretch stretch = open;
            if (stretch == null) {
                stretch = new Stretch(files);
                stretches.add(stretch);
            }
            stretch.catalog.add(segment);
            stretch.last = last;
            open = isWhole ? stretch : null;
        }

        private ArchivedSegments kept() {
            stretches.removeIf(stretch -> stretch.last < stretch.first());
            List<Hole> holes = new ArrayList<>();
            int first = 0;
            for (int i = stretches.size() - 1; i >= 0 && first == 0; i--) {
                long behind = i + 1 < stretches.size()
                        ? stretches.get(i + 1).first()
                        : oldestOfLog.header().firstPosition();
                if (stretches.get(i).last + 1 < behind) {
                    holes.add(0, new Hole(stretches.get(i).last + 1, behind - 1));
                }
                first = holes.size() > MOST_HOLES ? i + 1 : 0;
            }
            if (first > 0) {
                holes.remove(0);
                problems.add("too many gaps: what is before position "
                        + (first < stretches.size()
                                ? stretches.get(first).first()
                                : oldestOfLog.header().firstPosition())
                        + " is not used");
            }
            return new ArchivedSegments(stretches.subList(first, stretches.size()), holes, problems);
        }

        private IOException anothers(String name, String why) {
            return new IOException(
                    folder.resolve(name) + " is of another journal: " + why + "; an archive belongs to one journal");
        }
    }
}
