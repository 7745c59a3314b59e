package io.wasl.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The segments of one log, oldest first, dense in number. Any thread reads a snapshot.
 *
 * <p>The node's own catalog is filled by recovery and then by the log thread; the keeper takes the oldest out. A reader in
 * another process has one of its own, which it fills by looking at the folder.
 */
final class SegmentCatalog {

    private final boolean foreign;
    private volatile List<Segment> segments = List.of();

    /**
     * @param foreign whether another process may write this log
     */
    SegmentCatalog(boolean foreign) {
        this.foreign = foreign;
    }

    List<Segment> snapshot() {
        return segments;
    }

    synchronized void add(Segment segment) {
        List<Segment> more = new ArrayList<>(segments);
        more.add(segment);
        segments = List.copyOf(more);
    }

    /** Nobody finds it any more; who has its file open reads on. */
    synchronized void removeOldest() {
        segments = List.copyOf(segments.subList(1, segments.size()));
    }

    /** It could not be let go. */
    synchronized void putBack(Segment oldest) {
        List<Segment> all = new ArrayList<>();
        all.add(oldest);
        all.addAll(segments);
        segments = List.copyOf(all);
    }

    boolean isEmpty() {
        return segments.isEmpty();
    }

    Segment last() {
        List<Segment> now = segments;
        return now.get(now.size() - 1);
    }

    /** The segment of the number, or the one that would hold it is not there. */
    boolean has(long number) {
        List<Segment> now = segments;
        return !now.isEmpty()
                && number >= now.get(0).header().number()
                && number <= now.get(now.size() - 1).header().number();
    }

    /** Whether it was there and is no longer kept. */
    boolean isGone(long number) {
        List<Segment> now = segments;
        return !now.isEmpty() && number < now.get(0).header().number();
    }

    /**
     * Of one that is there, or was.
     *
     * @throws SegmentGoneException when it is no longer kept
     */
    Segment get(long number) throws SegmentGoneException {
        List<Segment> now = segments;
        long index = number - now.get(0).header().number();
        if (index < 0) {
            throw new SegmentGoneException(Segment.name(number));
        }
        return now.get((int) index);
    }

    /**
     * The last segment that starts at or before {@code position}; the first one when all start behind it. Among segments
     * of one first position the last is taken: the others are empty.
     */
    Segment floor(long position) {
        List<Segment> now = segments;
        Segment found = now.get(0);
        for (Segment segment : now) {
            if (segment.header().firstPosition() <= position) {
                found = segment;
            }
        }
        return found;
    }

    /** Reads the headers of all segments in the folder; the oldest may go meanwhile. */
    void discover(SegmentFiles files) throws IOException {
        for (long number : numbers(files)) {
            Segment segment;
            try {
                segment = load(files, number);
            } catch (NoSuchFileException e) {
                if (isEmpty()) {
                    continue;
                }
                throw e;
            }
            if (!isEmpty() && last().header().number() + 1 != number) {
                throw missing(last().header().number() + 1, 0);
            }
            add(segment);
        }
    }

    /**
     * Looks whether another process has opened the next segment; the node's own catalog learns from its log thread.
     *
     * @throws SegmentGoneException when it was opened and is no longer kept
     */
    boolean discoverNext(SegmentFiles files) throws IOException {
        if (!foreign) {
            return false;
        }
        if (isEmpty()) {
            discover(files);
            return !isEmpty();
        }
        try {
            add(load(files, last().header().number() + 1));
            return true;
        } catch (NoSuchFileException e) {
            long next = last().header().number() + 1;
            List<Long> numbers = numbers(files);
            if (!numbers.isEmpty() && numbers.get(0) > next) {
                throw new SegmentGoneException(Segment.name(next));
            }
            return false;
        }
    }

    /** All that another process has opened. */
    void discoverRest(SegmentFiles files) throws IOException {
        boolean isThere = foreign;
        while (isThere) {
            isThere = discoverNext(files);
        }
    }

    static List<Long> numbers(SegmentFiles files) throws IOException {
        List<Long> numbers = new ArrayList<>();
        for (String name : files.names()) {
            long number = Segment.number(name);
            if (number > 0) {
                numbers.add(number);
            }
        }
        Collections.sort(numbers);
        return numbers;
    }

    static CorruptJournalException missing(long number, long position) {
        return new CorruptJournalException(
                Segment.name(number), 0, position, Damage.SEQUENCE, "this segment is missing between others");
    }

    /** Reads the header of one. */
    static Segment load(SegmentFiles files, long number) throws IOException {
        String name = Segment.name(number);
        byte[] page = new byte[SegmentHeader.BYTES];
        long fileBytes;
        try (LogFile file = files.openReadOnly(name)) {
            fileBytes = file.size();
            int read = file.read(0, page, 0, page.length);
            if (read < page.length || !SegmentHeader.isWhole(page)) {
                throw damagedHeader(name, page);
            }
        }
        SegmentHeader header = SegmentHeader.decode(page);
        if (header.number() != number) {
            throw new CorruptJournalException(
                    name, 0, 0, Damage.SEQUENCE, "its header says it is segment " + header.number());
        }
        return new Segment(header, fileBytes);
    }

    private static CorruptJournalException damagedHeader(String name, byte[] page) {
        int version = SegmentHeader.claimedVersion(page);
        if (version == 0 || version == SegmentHeader.VERSION) {
            return new CorruptJournalException(name, 0, 0, Damage.CRC, "its header is damaged");
        }
        return new CorruptJournalException(
                name,
                0,
                0,
                Damage.FORMAT,
                "written in format " + version + ", and this version reads format " + SegmentHeader.VERSION
                        + " alone: begin an empty journal with an empty ledger, or stay with the version that wrote it");
    }
}
