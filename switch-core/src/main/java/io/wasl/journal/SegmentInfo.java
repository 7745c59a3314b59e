package io.wasl.journal;

/**
 * One segment, for operators.
 *
 * @param file its name in the log's folder
 * @param bytes of the file now
 * @param epoch of all its records
 * @param firstPosition of its first record
 * @param lastPosition of its last committed record; {@code firstPosition} − 1 when it has none
 * @param fromLogTimeMs no record in it is older, milliseconds since 1970
 * @param panKeyId which PAN encryption key seals it
 * @param tokenKeyId which PAN token key made its tokens
 */
public record SegmentInfo(
        long number,
        String file,
        long bytes,
        long epoch,
        long firstPosition,
        long lastPosition,
        long fromLogTimeMs,
        int panKeyId,
        int tokenKeyId) {}
