package io.wasl.journal;

/** What the log counts. Each constant has one writer: the loop, or the log thread, as said beside it. */
public enum JournalCounter {
    /** Atomic appends accepted. Loop. */
    APPENDS,
    /** Records in them. Loop. */
    RECORDS,
    /** New business refused because no new segment can be had. Loop. */
    REFUSED_RESERVE,
    /** Anything refused because the reserve is used up too. Loop. */
    REFUSED_FULL,
    /** Anything refused because the group being filled is full: the disk is slower than the traffic. Loop. */
    REFUSED_OVERLOAD,
    /** Anything refused after a failure, or before leading. Loop. */
    REFUSED_CLOSED,
    /** Reads asked for. Loop. */
    READS,
    /** Reads refused because too many are waiting. Loop. */
    READS_REFUSED,
    /** Reads that brought no record. Loop. */
    READS_FAILED,
    /** Commit groups forced. Log thread. */
    GROUPS,
    /** Their bytes. Log thread. */
    GROUP_BYTES,
    /** Nanoseconds spent in write and force of groups; divided by GROUPS, the disk's own mean. Log thread. */
    FORCE_NS,
    /** The longest write and force of one group so far, in nanoseconds. Log thread. */
    FORCE_NS_MAX,
    /** Segments opened. Log thread. */
    SEGMENTS_OPENED,
    /** Level: preallocated segments in stock. Log thread. */
    SPARE_SEGMENTS,
    /** Attempts to preallocate a segment that failed. Log thread. */
    PREALLOCATIONS_FAILED,
    /** Checkpoints made. Keeper. */
    CHECKPOINTS,
    /** Level: the position of the newest checkpoint; 0 for none. Keeper. */
    CHECKPOINT_POSITION,
    /** Level: deliveries owed or parked in the newest checkpoint. Keeper. */
    CHECKPOINT_DELIVERIES,
    /** Segments deleted or moved to the archive. Keeper. */
    SEGMENTS_EXPIRED,
    /** Times that the archive did not take a segment, which stays in the log and is tried again. Keeper. */
    ARCHIVING_FAILED,
    /** Times that something a sealed segment needs could not be done, and is tried again. Keeper. */
    KEEPING_FAILED
}
