package io.wasl.bench;

import io.wasl.engine.RememberedTransactions;
import java.util.SplittableRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;

/**
 * Whether a request is new, and remembering it: the engine's memory when it is full, so that each new transaction makes it
 * forget the oldest. Keys come in an order that no cache foresees.
 */
public class DuplicateGuardBenchmark extends TimedBenchmark {

    /** How many are remembered. */
    @Param({"10000", "1000000"})
    public int capacity = 10_000;

    private final SplittableRandom chance = new SplittableRandom(BinMix.SEED);

    private RememberedTransactions many;

    private RememberedTransactions one;

    /** Full memories of each kind. */
    @Setup
    public void prepare() {
        many = new RememberedTransactions(capacity);
        one = new RememberedTransactions(capacity);
        for (int i = 0; i < capacity; i++) {
            many.add();
            one.addUnderOneKey();
        }
    }

    /** As the engine takes a request: three look-ups, four keys. */
    @Benchmark
    public long engine() {
        return many.add();
    }

    /** One look-up, one key. */
    @Benchmark
    public long oneKey() {
        return one.addUnderOneKey();
    }

    /** A repeat of one that is remembered. */
    @Benchmark
    public long repeat() {
        return one.find(one.newest() - chance.nextInt(capacity));
    }
}
