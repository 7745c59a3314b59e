package io.wasl.sim.chaos;

import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is to be.
 *
 * @param seed of faults, their moments, and all traffic. Processes and sockets keep their own time, so that a seed gives the
 *     same faults in the same order, and never quite the same run
 * @param duration rounds begin and faults happen until it has passed, and each kind that is possible has happened
 * @param rate payments a second, of all acquirers together
 * @param kills SIGKILLs of the switch at least: beyond the duration, if need be
 * @param powerCuts at least, where the system allows them
 * @param faults the kinds that may happen
 * @param isDutyDone false for a control run, whose books should differ
 * @param ledger a database server instead of the embedded one
 * @param keep where everything is left; empty: in a temporary folder, which goes at the end
 */
public record ChaosPlan(
        long seed,
        Duration duration,
        int rate,
        int kills,
        int powerCuts,
        Set<ChaosFault> faults,
        boolean isDutyDone,
        Optional<LedgerServer> ledger,
        Optional<Path> keep) {

    public ChaosPlan {
        faults = Set.copyOf(faults);
        if (faults.isEmpty() || rate < 1 || kills < 0 || powerCuts < 0) {
            throw new IllegalArgumentException("a run needs a rate, and a kind of fault that may happen");
        }
        if (kills > 0 && !mayKill(faults) || powerCuts > 0 && !faults.contains(ChaosFault.POWER_CUT)) {
            throw new IllegalArgumentException("what must happen may not happen");
        }
    }

    private static boolean mayKill(Set<ChaosFault> faults) {
        return faults.contains(ChaosFault.KILL) || faults.contains(ChaosFault.KILL_STARTING);
    }

    /** All kinds, an embedded ledger, nothing kept, and as many kills as there is time for. */
    public static ChaosPlan of(long seed, Duration duration, int rate) {
        return new ChaosPlan(
                seed, duration, rate, 0, 0, EnumSet.allOf(ChaosFault.class), true, Optional.empty(), Optional.empty());
    }

    /** With so many of them at least. */
    public ChaosPlan withAtLeast(int moreKills, int morePowerCuts) {
        return new ChaosPlan(seed, duration, rate, moreKills, morePowerCuts, faults, isDutyDone, ledger, keep);
    }

    /** With no other kinds of faults. */
    public ChaosPlan withOnly(Set<ChaosFault> kinds) {
        return new ChaosPlan(seed, duration, rate, kills, powerCuts, kinds, isDutyDone, ledger, keep);
    }

    /** A control run: who has no answer gives up. */
    public ChaosPlan withoutDuty() {
        return new ChaosPlan(seed, duration, rate, kills, powerCuts, faults, false, ledger, keep);
    }

    public ChaosPlan withLedger(LedgerServer server) {
        return new ChaosPlan(seed, duration, rate, kills, powerCuts, faults, isDutyDone, Optional.of(server), keep);
    }

    public ChaosPlan keptIn(Path folder) {
        return new ChaosPlan(seed, duration, rate, kills, powerCuts, faults, isDutyDone, ledger, Optional.of(folder));
    }
}
