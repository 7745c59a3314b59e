package io.wasl.sim.world;

/** What a node's part in a cluster's log has counted in one life. */
enum ClusterCounter {
    /** Groups that a majority had, and of which their leader heard. */
    GROUPS_COMMITTED,
    /** Groups that were committed while their leader was replaced, and of which it never heard. */
    GROUPS_COMMITTED_UNHEARD,
    /** Groups that were lost with their leader's lead or life. */
    GROUPS_LOST,
    /** Groups that set out while another was on its way. */
    GROUPS_PIPELINED,
    /** Appends of a node that was deposed and did not know it. */
    APPENDED_IN_VAIN,
    /** Commits that a node heard of when it did not lead any more. */
    HEARD_TOO_LATE,
    /** Appends refused because another node leads. */
    REFUSED_NOT_LEADING,
    /** Appends refused for want of room. */
    REFUSED_FULL,
    /** Reads of records that were committed. */
    READS,
    /** Reads of records that were lost before they were committed: nobody answers them. */
    READS_LOST
}
