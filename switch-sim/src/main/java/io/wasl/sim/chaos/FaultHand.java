package io.wasl.sim.chaos;

import io.wasl.time.RandomSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The faults of one round in an order drawn. Owner: the run. */
final class FaultHand {

    private final List<ChaosFault> left;

    private FaultHand(List<ChaosFault> faults) {
        left = faults;
    }

    /** @param counts how often each kind comes */
    static FaultHand deal(Map<ChaosFault, Integer> counts, RandomSource random) {
        var faults = new ArrayList<ChaosFault>();
        for (ChaosFault kind : ChaosFault.values()) {
            faults.addAll(Collections.nCopies(counts.getOrDefault(kind, 0), kind));
        }
        for (int i = faults.size() - 1; i > 0; i--) {
            Collections.swap(faults, i, (int) random.below(i + 1L));
        }
        return new FaultHand(faults);
    }

    boolean hasAny(Set<ChaosFault> kinds) {
        return left.stream().anyMatch(kinds::contains);
    }

    /** The next of these kinds, at least one of which is left; others stay where they are. */
    ChaosFault next(Set<ChaosFault> kinds) {
        for (int i = 0; i < left.size(); i++) {
            if (kinds.contains(left.get(i))) {
                return left.remove(i);
            }
        }
        throw new IllegalStateException("none of " + kinds + " is left");
    }
}
