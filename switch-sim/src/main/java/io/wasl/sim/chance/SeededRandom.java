package io.wasl.sim.chance;

import io.wasl.time.RandomSource;

/**
 * SplitMix64 (Steele, Lea, Flood 2014): the same seed gives the same numbers on every machine. Not for secrets.
 *
 * <p>Owner: the loop that was given it.
 */
public final class SeededRandom implements RandomSource {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    public SeededRandom(long seed) {
        state = seed;
    }

    @Override
    public void fill(byte[] target) {
        long bits = 0;
        for (int i = 0; i < target.length; i++) {
            if ((i & 7) == 0) {
                bits = next();
            }
            target[i] = (byte) bits;
            bits >>>= 8;
        }
    }

    @Override
    public long below(long bound) {
        return Math.floorMod(next(), bound);
    }

    private long next() {
        state += GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
