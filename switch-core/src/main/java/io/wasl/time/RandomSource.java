package io.wasl.time;

/** Chance for jitter and salts. Production uses a cryptographic source, tests and the simulated world a seeded one. */
@FunctionalInterface
public interface RandomSource {

    /** Fills the whole array with random bytes. */
    void fill(byte[] target);

    /** A number from 0 (inclusive) to {@code bound} (exclusive). */
    default long below(long bound) {
        byte[] bytes = new byte[8];
        fill(bytes);
        long value = 0;
        for (byte b : bytes) {
            value = value << 8 | b & 0xFF;
        }
        return Math.floorMod(value, bound);
    }
}
