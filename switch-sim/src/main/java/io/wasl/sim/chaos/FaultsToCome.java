package io.wasl.sim.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * Which faults are still to come: all kinds while there is time, each as often as its share says; after it what has not happened
 * often enough, and each kind has to happen once.
 *
 * <p>Owner: the run.
 */
final class FaultsToCome {

    /** Of one kind, so that no round gets so long that its books grow large. */
    private static final int MOST_IN_A_HAND = 20;

    /** With less time left no other begins for its own sake: its end would take longer than its faults. */
    private static final Duration SHORTEST_ROUND = Duration.ofSeconds(10);

    private final ChaosPlan plan;
    private final Set<ChaosFault> possible;
    private final Map<ChaosFault, Long> done = new EnumMap<>(ChaosFault.class);

    /** @param possible of the plan's kinds those that can be done here */
    FaultsToCome(ChaosPlan plan, Set<ChaosFault> possible) {
        this.plan = plan;
        this.possible = Set.copyOf(possible);
    }

    void happened(ChaosFault fault) {
        done.merge(fault, 1L, Math::addExact);
    }

    /** How often each kind has happened. */
    Map<ChaosFault, Long> done() {
        return Map.copyOf(done);
    }

    /**
     * How often each kind is to come; empty when all is done.
     *
     * @param elapsedMs since the run began
     * @param kills of the switch until now, by whatever fault
     */
    Map<ChaosFault, Integer> wanted(long elapsedMs, long kills) {
        if (elapsedMs >= plan.duration().toMillis()) {
            return missing(kills);
        }
        var counts = new EnumMap<ChaosFault, Integer>(ChaosFault.class);
        possible.forEach(fault -> counts.put(fault, fault.share()));
        return counts;
    }

    /** Whether another round is to begin: there is time for one, or something that must happen has not. */
    boolean isWorthARound(long elapsedMs, long kills) {
        return elapsedMs + SHORTEST_ROUND.toMillis() < plan.duration().toMillis()
                || !missing(kills).isEmpty();
    }

    private Map<ChaosFault, Integer> missing(long killsUntilNow) {
        var counts = new EnumMap<ChaosFault, Integer>(ChaosFault.class);
        for (ChaosFault fault : possible) {
            if (!done.containsKey(fault)) {
                counts.put(fault, 1);
            }
        }
        long kills = plan.kills() - killsUntilNow;
        if (kills > 0) {
            boolean isAlone = possible.contains(ChaosFault.KILL);
            counts.put(isAlone ? ChaosFault.KILL : ChaosFault.KILL_STARTING, (int) Math.min(kills, MOST_IN_A_HAND));
        }
        long cuts = plan.powerCuts() - done.getOrDefault(ChaosFault.POWER_CUT, 0L);
        if (cuts > 0 && possible.contains(ChaosFault.POWER_CUT)) {
            counts.put(ChaosFault.POWER_CUT, (int) Math.min(cuts, MOST_IN_A_HAND));
        }
        return counts;
    }
}
