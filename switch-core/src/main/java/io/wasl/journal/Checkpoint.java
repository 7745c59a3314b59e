package io.wasl.journal;

import java.util.List;
import java.util.Map;

/**
 * What a checkpoint says but for its deliveries, which stay in its file.
 *
 * @param file its name
 * @param segment the last one it knows: everything to its end is in here, nothing behind it
 * @param epoch of that segment
 * @param position the last one of that segment
 * @param madeMs wall clock when it was made, milliseconds since 1970
 * @param logChain the value of the log's hash chain behind that segment: whose checkpoint it is
 * @param replaySegment from which segment on the log was read by a start then: those before it may be gone
 * @param segments those kept when it was made, oldest first
 * @param stans by issuer
 * @param looseEnds what of the log before it a start must read
 * @param deliveries how many are owed or parked
 */
record Checkpoint(
        String file,
        long segment,
        long epoch,
        long position,
        long madeMs,
        ChainValue logChain,
        long replaySegment,
        List<SegmentRows> segments,
        Map<String, LastStan> stans,
        LooseEnds looseEnds,
        long deliveries) {

    private static final String PREFIX = "checkpoint-";
    private static final String SUFFIX = ".ckpt";
    private static final String ASIDE = ".tmp";

    /** Before the first one: nothing is known, and the log is read from its beginning. */
    static final Checkpoint NONE =
            new Checkpoint("", 0, 0, 0, 0, ChainValue.NONE, 0, List.of(), Map.of(), LooseEnds.NONE, 0);

    Checkpoint {
        segments = List.copyOf(segments);
        stans = Map.copyOf(stans);
    }

    /**
     * One sealed segment.
     *
     * @param rows how many transactions and tombstones begin in it
     */
    record SegmentRows(long number, long firstPosition, long rows) {}

    /** The last STAN used towards an issuer, and where the log says so. */
    record LastStan(long position, int stan) {}

    Checkpoint named(String name) {
        return new Checkpoint(
                name,
                segment,
                epoch,
                position,
                madeMs,
                logChain,
                replaySegment,
                segments,
                stans,
                looseEnds,
                deliveries);
    }

    Checkpoint with(Map<String, LastStan> lastStans, LooseEnds ends, long openDeliveries) {
        return new Checkpoint(
                file,
                segment,
                epoch,
                position,
                madeMs,
                logChain,
                replaySegment,
                segments,
                lastStans,
                ends,
                openDeliveries);
    }

    boolean isNone() {
        return segment == 0;
    }

    SegmentRows replayStart(long memoryWindow, long oldest) {
        return replayStart(segments, memoryWindow, oldest);
    }

    /**
     * The segment from which on a start reads where key files find what is older: the newest from which more rows begin than it
     * wants, and not behind what no key file tells; nothing that would not be remembered.
     */
    SegmentRows startWith(JournalLimits limits, long oldest) {
        SegmentRows start = replayStart(limits.startWindow(), oldest);
        SegmentRows first = replayStart(limits.memoryWindow(), oldest);
        for (int i = segments.size() - 1; i >= 0 && start.firstPosition() > looseEnds.from(); i--) {
            boolean isEarlier = segments.get(i).number() < start.number();
            start = isEarlier && segments.get(i).number() >= first.number() ? segments.get(i) : start;
        }
        return start;
    }

    /**
     * The segment from which on the log is read where nothing else finds what is remembered: the newest from which more rows
     * begin than that; the oldest kept where there are not so many.
     *
     * @param oldest number of the oldest segment kept
     */
    static SegmentRows replayStart(List<SegmentRows> segments, long memoryWindow, long oldest) {
        long rows = 0;
        SegmentRows start = segments.get(segments.size() - 1);
        for (int i = segments.size() - 1; i >= 0 && rows <= memoryWindow; i--) {
            if (segments.get(i).number() >= oldest) {
                start = segments.get(i);
                rows += start.rows();
            }
        }
        return start;
    }

    /** {@code checkpoint-000000000123.ckpt}, by the last segment it knows. */
    static String name(long segment) {
        return name(segment, SUFFIX);
    }

    /** Its name until it is whole. */
    static String nameAside(long segment, int draft) {
        return name(segment, "." + draft + ASIDE);
    }

    private static String name(long segment, String suffix) {
        String digits = Long.toString(segment);
        return PREFIX + "0".repeat(Math.max(0, 12 - digits.length())) + digits + suffix;
    }

    static boolean isAside(String name) {
        return name.startsWith(PREFIX) && name.endsWith(ASIDE);
    }

    /** The segment in a checkpoint's name, or 0 when it is no checkpoint's. */
    static long segment(String name) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return 0;
        }
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return digits.matches("[0-9]{12,18}") ? Long.parseLong(digits) : 0;
    }
}
