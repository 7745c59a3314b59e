package io.wasl.bench;

import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/** Whether a request is new, and remembering it, by {@link java.util.LinkedHashMap}: one look-up, one key. */
@Yardstick
public class DuplicateGuardPeerBenchmark extends TimedBenchmark {

    /** How many are remembered. */
    @Param({"10000", "1000000"})
    public int capacity = 10_000;

    private final SplittableRandom chance = new SplittableRandom(BinMix.SEED);

    private JdkMemory map;

    /** A full one. */
    @Setup
    public void prepare() {
        map = new JdkMemory(capacity);
        for (int i = 0; i < capacity; i++) {
            map.add();
        }
    }

    /** A new one; the oldest is forgotten. */
    @Benchmark
    public boolean oneKey() {
        return map.add();
    }

    /** A repeat of one that is remembered. */
    @Benchmark
    public long repeat() {
        return map.find(map.newest() - chance.nextInt(capacity));
    }
}
