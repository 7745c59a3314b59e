package io.wasl.journal;

/**
 * One segment file as the process knows it.
 *
 * @param name its file name
 * @param header what its first page says
 * @param index where its groups start, as far as they have been seen
 */
record Segment(String name, SegmentHeader header, SegmentIndex index) {

    private static final String PREFIX = "segment-";
    private static final String SUFFIX = ".log";

    Segment(SegmentHeader header) {
        this(header, header.segmentBytes());
    }

    /**
     * Of a file that was found.
     *
     * @param fileBytes its size: what its header claims is not believed yet
     */
    Segment(SegmentHeader header, long fileBytes) {
        this(name(header.number()), header, new SegmentIndex(fileBytes));
    }

    /** {@code segment-000000000001.log}: names sort as numbers do. */
    static String name(long number) {
        String digits = Long.toString(number);
        return PREFIX + "0".repeat(Math.max(0, 12 - digits.length())) + digits + SUFFIX;
    }

    /** The number in a file name, or 0 when it is no segment's name. */
    static long number(String name) {
        if (!name.startsWith(PREFIX) || !name.endsWith(SUFFIX)) {
            return 0;
        }
        String digits = name.substring(PREFIX.length(), name.length() - SUFFIX.length());
        return digits.matches("[0-9]{12,18}") ? Long.parseLong(digits) : 0;
    }
}
