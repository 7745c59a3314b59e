package io.wasl.journal;

/**
 * One segment, verified as far as it is whole.
 *
 * @param file its name in the log's folder
 * @param number dense, from 1
 * @param epoch of all its records
 * @param firstPosition of its first record
 * @param lastPosition of its last whole one; {@code firstPosition} − 1 when it has none
 * @param groups whole commit groups
 * @param endOffset where the last of them ends, in bytes
 * @param fileBytes of the file
 * @param looseBytes bytes behind {@code endOffset}, up to the last that is not zero: they count for nothing
 */
public record VerifiedSegment(
        String file,
        long number,
        long epoch,
        long firstPosition,
        long lastPosition,
        long groups,
        long endOffset,
        long fileBytes,
        long looseBytes,
        End end) {

    /** How a segment ends. */
    public enum End {
        /** The next header says that it ends here, and with this value of the hash chain. */
        SEALED,
        /** The last segment: its groups, then zeros. */
        OPEN,
        /**
         * The last segment: its groups, then bytes that are no whole group. The running node is writing them, or a node
         * was when it died; the next start cuts them off.
         */
        TORN,
        /** The next segment's header is damaged, so nothing says where this one ends. */
        UNCONFIRMED,
        /** The first damage of the log is here; nothing behind it was read. */
        DAMAGED
    }

    public long records() {
        return lastPosition - firstPosition + 1;
    }
}
