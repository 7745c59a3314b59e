package io.wasl.sim.world;

import java.util.List;

/**
 * A seed in which something happened that must not; or, without violations, any seed that was told.
 *
 * @param payments of the shortest world of this seed in which it still happens
 * @param hash of everything that happened
 * @param lines what happened in it, for people
 */
public record WorldFailure(long seed, int payments, List<String> violations, long hash, List<String> lines) {

    public WorldFailure {
        violations = List.copyOf(violations);
        lines = List.copyOf(lines);
    }
}
