package io.wasl.sim.world;

import io.wasl.sim.chance.SeededRandom;
import io.wasl.time.RandomSource;
import java.util.List;

/** The seed's dice. Owner: the world's thread. */
final class Chance {

    private static final int WHOLE = 1_000_000;

    private final SeededRandom random;

    Chance(long seed) {
        random = new SeededRandom(seed);
    }

    /** True with a probability of 0 to 1. */
    boolean falls(double probability) {
        return probability > 0 && random.below(WHOLE) < probability * WHOLE;
    }

    /** From {@code low} to {@code high}, both possible. */
    long between(long low, long high) {
        return low + random.below(high - low + 1);
    }

    int below(int bound) {
        return (int) random.below(bound);
    }

    <T> T oneOf(List<T> things) {
        return things.get(below(things.size()));
    }

    RandomSource source() {
        return random;
    }
}
