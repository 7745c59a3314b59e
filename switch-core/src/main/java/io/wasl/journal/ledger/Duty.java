package io.wasl.journal.ledger;

/**
 * How much of a processor the ledger takes while it is behind: it works for a batch, then rests, and the share of time that it
 * works follows the load.
 *
 * <pre>
 *   the log stands still          share = 1                                         nobody is held up
 *   the log grows by g a second   share = max(1/4, 1.5 · g ÷ what it applies in a second of work), at most 1
 * </pre>
 *
 * So authorizations keep three quarters of that processor as long as the ledger can afford it, and what is behind shrinks all the
 * same, by at least half of what is added. How busy the node is it reads off the log: a record is what an authorization costs.
 *
 * <p>Owner: the ledger's thread.
 */
final class Duty {

    static final double LEAST = 0.25;

    /** More than what is added, so that what is behind shrinks. */
    static final double HEADROOM = 1.5;

    /** Records a second, below which the log stands still: some ten authorizations. */
    private static final double STILL = 50;

    private static final long LOOK_NS = 200_000_000;
    private static final double SECOND_NS = 1e9;

    private double growth = Double.MAX_VALUE; // not known: as much as there can be
    private double speed;
    private boolean hasLooked;
    private long lookNs;
    private long lookEnd;
    private long workNs;
    private long worked;
    private double owedNs;

    /**
     * A batch has been applied.
     *
     * @param records in it
     * @param spentNs on it
     * @param end the log's newest position
     */
    void worked(long records, long spentNs, long end, long nowNs) {
        workNs += Math.max(1, spentNs);
        worked += records;
        look(end, nowNs);
        owedNs += spentNs * (1 / share() - 1);
    }

    private void look(long end, long nowNs) {
        if (!hasLooked) {
            hasLooked = true;
            lookNs = nowNs;
            lookEnd = end;
            return;
        }
        long elapsedNs = nowNs - lookNs;
        if (elapsedNs < LOOK_NS) {
            return;
        }
        double seen = (end - lookEnd) * SECOND_NS / elapsedNs;
        growth = growth == Double.MAX_VALUE || seen > growth ? seen : (growth + seen) / 2;
        speed = worked * SECOND_NS / Math.max(1, workNs);
        lookNs = nowNs;
        lookEnd = end;
        workNs = 0;
        worked = 0;
    }

    /** Of the time, from {@link #LEAST} to 1. */
    double share() {
        if (growth < STILL) {
            return 1;
        }
        double needed = speed == 0 ? LEAST : HEADROOM * growth / speed;
        return growth == Double.MAX_VALUE ? LEAST : Math.min(1, Math.max(LEAST, needed));
    }

    /** How long it has to rest by now, milliseconds; rests shorter than one add up. */
    long restMs() {
        return (long) (owedNs / 1_000_000);
    }

    /** It has rested. */
    void rested(long elapsedNs) {
        owedNs = Math.max(0, owedNs - elapsedNs);
    }

    /** Nothing is left to do: what was owed does not count any more. */
    void drained() {
        owedNs = 0;
    }
}
