package io.wasl.sim.acquirer;

import io.wasl.time.RandomSource;
import java.util.List;

/** Kinds of traffic with their shares. Immutable. */
public final class TrafficMix {

    private final List<Traffic> kinds;
    private final int totalWeight;

    public TrafficMix(List<Traffic> kinds) {
        this.kinds = List.copyOf(kinds);
        totalWeight = kinds.stream().mapToInt(Traffic::weight).sum();
        if (totalWeight <= 0) {
            throw new IllegalArgumentException("a mix needs a kind of traffic with a weight above 0");
        }
    }

    public List<Traffic> kinds() {
        return kinds;
    }

    Traffic draw(RandomSource random) {
        long at = random.below(totalWeight);
        for (Traffic kind : kinds) {
            at -= kind.weight();
            if (at < 0) {
                return kind;
            }
        }
        throw new AssertionError("a draw below the sum of all weights");
    }
}
