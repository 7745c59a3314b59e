package io.wasl.journal;

/**
 * A segment that takes no more records.
 *
 * @param number dense, from 1
 * @param epoch of all its records
 * @param firstPosition of its first record
 * @param lastPosition of its last one; {@code firstPosition} − 1 when it has none
 * @param fromLogTimeMs no record in it is older, milliseconds since 1970
 * @param toLogTimeMs no record in it is newer
 */
public record SealedSegment(
        long number, long epoch, long firstPosition, long lastPosition, long fromLogTimeMs, long toLogTimeMs) {

    static SealedSegment of(SegmentHeader header, SegmentHeader next) {
        return new SealedSegment(
                header.number(),
                header.epoch(),
                header.firstPosition(),
                next.firstPosition() - 1,
                header.logTimeMs(),
                next.logTimeMs());
    }
}
