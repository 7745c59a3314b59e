package io.wasl.sim.world;

/**
 * A world's cluster: as lucky as the seed says, and calm when the world heals.
 *
 * <p>Owner: the world's thread.
 */
final class ClusterWeather implements ClusterFate {

    private static final long LONGEST_ELECTION_NS = 1_500_000_000L;
    private static final long LONGEST_BELIEF_NS = 12_000_000_000L;
    private static final int MOST_GROUPS = 4;

    private final World world;
    private boolean isSlow;

    ClusterWeather(World world) {
        this.world = world;
    }

    void setSlow(boolean slow) {
        isSlow = slow;
    }

    @Override
    public long electionNs() {
        return world.chance().between(20_000_000, LONGEST_ELECTION_NS);
    }

    @Override
    public boolean isElected() {
        boolean isElected = world.isHealing() || !world.chance().falls(0.2);
        if (!isElected) {
            world.happened(Fault.ELECTION_WITHOUT_WINNER);
        }
        return isElected;
    }

    @Override
    public boolean isAtTheWorstMoment() {
        return world.chance().falls(0.8);
    }

    @Override
    public int groupsAtOnce() {
        return world.chance().falls(0.5) ? 1 : MOST_GROUPS;
    }

    @Override
    public long commitNs() {
        Chance chance = world.chance();
        return isSlow ? chance.between(50_000_000, 3_000_000_000L) : chance.between(100_000, 5_000_000);
    }

    @Override
    public int kept(int groups, boolean isDead) {
        int kept = world.chance().below(groups + 1);
        if (groups == 0 && !isDead) {
            world.happened(Fault.DEPOSED_IDLE);
        }
        if (kept > 0) {
            world.happened(isDead ? Fault.TAIL_KEPT : Fault.DEPOSED_AFTER_COMMIT);
        }
        if (kept < groups) {
            world.happened(isDead ? Fault.TAIL_LOST : Fault.DEPOSED_BEFORE_COMMIT);
        }
        return kept;
    }

    /** Mostly as long as a lease, sometimes longer than an acquirer's patience. */
    @Override
    public long heardAfterNs() {
        Chance chance = world.chance();
        return chance.falls(0.2) ? chance.between(0, LONGEST_BELIEF_NS) : chance.between(0, LONGEST_ELECTION_NS);
    }

    @Override
    public boolean isRefusedAtOnce() {
        return world.chance().falls(0.3);
    }
}
