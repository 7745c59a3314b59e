package io.wasl.journal;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;

/**
 * Sizes of the local log.
 *
 * @param segmentBytes of one segment file
 * @param groupBytes the longest commit group; when the one being filled has no room for an append, the append is refused
 * @param reserveSegments spares kept for what is in flight when the disk is full
 * @param memoryWindow how many of the newest transactions are remembered: no segment goes that a start might read for them
 * @param startWindow how many of them a start reads where key files find the others
 */
public record JournalLimits(
        long segmentBytes, int groupBytes, int reserveSegments, long memoryWindow, long startWindow) {

    /** 8 MiB: some 16,000 records, a tenth of a second of 50,000 requests that a stalled disk may hold back. */
    static final int GROUP_BYTES = 8 << 20;

    /** Sixteen appends of the largest size in a group, and eight groups in a segment. */
    static final long SEGMENT_MINIMUM_BYTES = 4L << 20;

    static final long SEGMENT_MAXIMUM_BYTES = 1L << 30;

    private static final int GROUPS_PER_SEGMENT = 8;

    /** A group is at most an eighth of its segment, so that little is left over at a segment's end. */
    static JournalLimits of(JournalConfig config) throws ConfigException {
        long bytes = config.segmentBytes();
        if (bytes < SEGMENT_MINIMUM_BYTES || bytes > SEGMENT_MAXIMUM_BYTES) {
            throw new ConfigException(new ConfigError(
                    config.directory().toString(), 0, 0, "journal.segment-size", "a segment has 4 MiB to 1 GiB"));
        }
        long startWindow = Math.min(config.startWindow(), config.memoryWindow());
        return of(bytes, config.reserveSegments(), config.memoryWindow(), startWindow);
    }

    static JournalLimits of(long segmentBytes, int reserveSegments, long memoryWindow, long startWindow) {
        int group = (int) Math.min(GROUP_BYTES, segmentBytes / GROUPS_PER_SEGMENT);
        return new JournalLimits(
                segmentBytes, group & -GroupFormat.ALIGNMENT, reserveSegments, memoryWindow, startWindow);
    }
}
