package io.wasl.journal.keys;

import java.util.ArrayList;
import java.util.List;

/**
 * The runs in force, oldest first. Never changes; the loop probes it, the reader's thread reads its files.
 *
 * @param burying those of them that hold tombstones, or may: few, and asked for every new request
 * @param keptFrom the position of the oldest record kept
 * @param keptSinceMs its log time; 0 when none was ever removed
 * @param knownUntil the last position before the first one that no run is about
 */
record RunSet(List<KeyRun> runs, List<KeyRun> burying, long keptFrom, long keptSinceMs, long knownUntil) {

    static RunSet of(List<KeyRun> runs, long keptFrom, long keptSinceMs) {
        List<KeyRun> burying = runs.stream().filter(KeyRun::mayHoldTombstones).toList();
        return new RunSet(List.copyOf(runs), burying, keptFrom, keptSinceMs, knownUntil(runs, keptFrom));
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

    /** Whether a transaction that began up to {@code begunUntil} may have this key. */
    boolean mayHold(long high, long low, long begunUntil) {
        for (int i = 0; i < runs.size(); i++) {
            KeyRun run = runs.get(i);
            if (run.header().first() > begunUntil) {
                return false;
            }
            if (run.mayHold(high, low)) {
                return true;
            }
        }
        return false;
    }

    boolean mayHoldTombstone(long high, long low) {
        for (int i = 0; i < burying.size(); i++) {
            if (burying.get(i).mayHoldTombstone(high, low)) {
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
