package io.wasl.bench.e2e;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What a target's JVM did in a window, as it tells itself.
 *
 * @param allocated bytes, by kind of thread; those of threads that ended before the window did are not in it
 * @param collectors by the JVM's names
 * @param collections of all of them
 * @param pauses times in which all its threads stood still, whatever for
 * @param longestPauseNs from the wish to stop until all went on; 0 without any
 * @param longestPause what that one was for, in the JVM's word
 */
public record JvmUse(
        Map<CpuGroup, Long> allocated,
        List<String> collectors,
        long collections,
        int pauses,
        long longestPauseNs,
        String longestPause) {

    public JvmUse {
        allocated = Map.copyOf(allocated);
        collectors = List.copyOf(collectors);
        Objects.requireNonNull(longestPause, "longestPause is missing");
    }

    public long of(CpuGroup group) {
        return allocated.getOrDefault(group, 0L);
    }

    /** Loop, engine and journal: what an authorization waits for. */
    public long path() {
        return of(CpuGroup.LOOP) + of(CpuGroup.JOURNAL);
    }

    public long total() {
        return allocated.values().stream().mapToLong(Long::longValue).sum();
    }
}
