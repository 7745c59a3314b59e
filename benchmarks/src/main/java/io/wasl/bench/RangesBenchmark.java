package io.wasl.bench;

import java.util.Random;
import org.openjdk.jmh.annotations.Param;

/**
 * What is measured on PANs drawn from all ranges of a table by chance: 1,048,576 of them one after the other, so that no cache has
 * what the next one needs.
 */
public abstract class RangesBenchmark extends TimedBenchmark {

    private static final int PANS = 1 << 20;
    private static final int WIDTH = 20;
    private static final int LENGTH_AT = WIDTH - 1;

    /** Ranges in the table. */
    @Param({"1000", "10000", "100000", "1000000"})
    public int ranges = 1000;

    /** Digits, filled up with zeros, and the length of each: side by side, so that reading them is not what is measured. */
    private final byte[] pans = new byte[PANS * WIDTH];

    private int next;

    /** The ranges, after the PANs have been drawn. */
    BinMix drawn() {
        BinMix mix = new BinMix(ranges, BinMix.SEED);
        Random chance = new Random(BinMix.SEED);
        for (int i = 0; i < PANS; i++) {
            byte[] pan = mix.pan(chance);
            System.arraycopy(pan, 0, pans, i * WIDTH, pan.length);
            pans[i * WIDTH + LENGTH_AT] = (byte) pan.length;
        }
        return mix;
    }

    byte[] pans() {
        return pans;
    }

    /** Where the next PAN begins. */
    int nextPan() {
        return (next++ & PANS - 1) * WIDTH;
    }

    int length(int pan) {
        return pans[pan + LENGTH_AT];
    }
}
