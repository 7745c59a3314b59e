package io.wasl.sim.chaos;

import java.util.List;

/** Hears how a run goes, on the run's thread. */
public interface ChaosTrace {

    /** For runs nobody watches. */
    ChaosTrace NONE = new ChaosTrace() {};

    /**
     * All is up.
     *
     * @param disk what the log lies on
     * @param skipped what cannot be done here, and why; a sentence each
     */
    default void onBegin(ChaosPlan plan, String disk, List<String> skipped) {}

    /** Traffic flows, and faults follow. */
    default void onRound(int round) {}

    /** Something begins that takes its time. */
    default void onDoing(long sinceBeginMs, String what) {}

    /**
     * A fault is over.
     *
     * @param what was done
     * @param seen what became of it
     */
    default void onFault(long sinceBeginMs, String what, String seen) {}

    default void onRoundEnd(long sinceBeginMs, RoundReport report) {}
}
