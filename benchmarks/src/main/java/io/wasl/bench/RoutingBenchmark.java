package io.wasl.bench;

import io.wasl.routing.BinTable;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A PAN to its issuer, in tables of several sizes; 65,536 PANs in turn, so that the way to each is mostly cold. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(
        value = 2,
        jvmArgsPrepend = {
            "-XX:+IgnoreUnrecognizedVMOptions",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow"
        })
public class RoutingBenchmark {

    private static final int PANS = 65_536;

    /** Ranges in the table. */
    @Param({"1000", "100000", "1000000"})
    public int ranges = 1000;

    private final byte[][] pans = new byte[PANS][];
    private int next;

    @SuppressWarnings("NullAway.Init") // by prepare()
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
