package io.wasl.bench;

import io.wasl.routing.BinTable;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** A PAN to its issuer, in tables of several sizes; 65,536 PANs in turn, so that the way to each is mostly cold. */
public class RoutingBenchmark extends TimedBenchmark {

    private static final int PANS = 65_536;

    /** Ranges in the table. */
    @Param({"1000", "100000", "1000000"})
    public int ranges = 1000;

    private final byte[][] pans = new byte[PANS][];
    private int next;

    private BinTable table;

    /** The table, and PANs in all of it. */
    @Setup
    public void prepare() {
        BinMix mix = new BinMix(ranges, BinMix.SEED);
        table = mix.load();
        Random chance = new Random(BinMix.SEED);
        for (int i = 0; i < PANS; i++) {
            pans[i] = mix.pan(chance);
        }
    }

    /** One look-up, check digit included. */
    @Benchmark
    public Object route() {
        byte[] pan = pans[next++ & PANS - 1];
        return table.route(pan, 0, pan.length);
    }
}
