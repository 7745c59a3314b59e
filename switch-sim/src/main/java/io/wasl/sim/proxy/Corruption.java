package io.wasl.sim.proxy;

import io.wasl.time.RandomSource;
import java.util.Optional;

/** Flips bits in what one lane forwards. Owner: the loop. */
final class Corruption {

    private static final int BITS = 8;
    private static final int MILLION = 1_000_000;

    private final RandomSource random;
    private Optional<Fault.Standing> before = Optional.empty();
    private long seen;

    Corruption(RandomSource random) {
        this.random = random;
    }

    /**
     * Bytes are counted from when the fault was put on.
     *
     * @return how many bytes it changed
     */
    int spoil(byte[] piece, Optional<Fault.Standing> fault) {
        if (!fault.equals(before)) {
            before = fault;
            seen = 0;
        }
        int spoilt = 0;
        for (int i = 0; i < piece.length && fault.isPresent(); i++) {
            seen++;
            if (hits(fault.get())) {
                piece[i] ^= (byte) (1 << random.below(BITS));
                spoilt++;
            }
        }
        return spoilt;
    }

    private boolean hits(Fault.Standing fault) {
        if (fault instanceof Fault.CorruptEvery every) {
            return seen % every.bytes() == 0;
        }
        return fault instanceof Fault.CorruptChance chance && random.below(MILLION) < chance.perMillion();
    }
}
