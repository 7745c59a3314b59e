package io.wasl.sim.world;

/** What is chance in a cluster. */
interface ClusterFate {

    /** How long an election takes. */
    long electionNs();

    /** Whether it has a winner. */
    boolean isElected();

    /** Whether it waits until the leader has something under way. */
    boolean isAtTheWorstMoment();

    /** How many of a leader's groups may be under way at one time. */
    int groupsAtOnce();

    /** Until a majority has a group. */
    long commitNs();

    /**
     * How many of the groups that were under way are committed all the same.
     *
     * @param isDead whether their leader is gone; otherwise another leads
     */
    int kept(int groups, boolean isDead);

    /** How long a deposed leader does not know that it is. */
    long heardAfterNs();

    /** Whether its appends are refused before it knows why. */
    boolean isRefusedAtOnce();
}
