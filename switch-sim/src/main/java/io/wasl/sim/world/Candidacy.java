package io.wasl.sim.world;

/**
 * A member's standing for election, again and again until it wins. An election without a winner ends the lead of whoever led,
 * all the same.
 *
 * <p>Owner: the world's thread.
 */
final class Candidacy {

    /** So long a vote waits at most for the worst moment. */
    private static final long LONGEST_WAIT_NS = 2_000_000_000L;

    private final ReplicatedJournal candidate;
    private final ClusterLog cluster;
    private final ClusterFate fate;
    private final Agenda agenda;
    private final Life life;
    private long ballot;

    /**
     * @param life of the candidate's node
     */
    Candidacy(ReplicatedJournal candidate, ClusterLog cluster, ClusterFate fate, Agenda agenda, Life life) {
        this.candidate = candidate;
        this.cluster = cluster;
        this.fate = fate;
        this.agenda = agenda;
        this.life = life;
    }

    /** Stands; told once, when it has won. */
    void stand(Runnable won) {
        long mine = ++ballot;
        Runnable vote = () -> {
            if (ballot == mine && candidate.isCandidate()) {
                ballot++;
                vote(won);
            }
        };
        agenda.in(fate.electionNs(), life, () -> {
            ReplicatedJournal leader = cluster.leader();
            if (leader != null && !leader.hasSomethingUnderWay() && fate.isAtTheWorstMoment()) {
                leader.strikeAtNextGroup(vote);
                agenda.in(LONGEST_WAIT_NS, life, vote);
            } else {
                vote.run();
            }
        });
    }

    private void vote(Runnable won) {
        boolean isWon = fate.isElected();
        cluster.elect(candidate, isWon);
        if (isWon) {
            won.run();
        } else {
            stand(won);
        }
    }
}
