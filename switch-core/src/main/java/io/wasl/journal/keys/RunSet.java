package io.wasl.journal.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs in force, oldest first. Never changes; the loop probes it, the reader's thread reads its files.
 *
 * @param keptFrom the position of the oldest record kept
 * @param keptSinceMs its log time; 0 when none was ever removed
 * @param knownUntil the last position before the first one that no run is about
 */
record RunSet(List<KeyRun> runs, long keptFrom, long keptSinceMs, long knownUntil) {

    static RunSet of(List<KeyRun> runs, long keptFrom, long keptSinceMs) {
        return new RunSet(List.copyOf(runs), keptFrom, keptSinceMs, knownUntil(runs, keptFrom));
    }

    private static long knownUntil(List<KeyRun> runs, long keptFrom) {
        long until = keptFrom - 1;
        for (KeyRun run : runs) {
            if (run.header().first() > until + 1) {
                break;
            }
            until = Math.max(until, run.header().last());
        }
        return until;
    }

    boolean mayHold(WireKey key) {
        for (int i = runs.size() - 1; i >= 0; i--) {
            if (mayHold(runs.get(i), key)) {
                return true;
            }
        }
        return false;
    }

    /** The runs that may hold it. */
    List<KeyRun> holding(WireKey key) {
        List<KeyRun> holding = new ArrayList<>();
        for (KeyRun run : runs) {
            if (mayHold(run, key)) {
                holding.add(run);
            }
        }
        return holding;
    }

    private static boolean mayHold(KeyRun run, WireKey key) {
        return key.isTombstone() ? run.mayHoldTombstone(key.high(), key.low()) : run.mayHold(key.high(), key.low());
    }
}
