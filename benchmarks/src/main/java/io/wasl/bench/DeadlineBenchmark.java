package io.wasl.bench;

import io.wasl.engine.EngineDeadlines;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Setup;

/**
 * A deadline of each transaction: set, and cancelled when 1,024 others have been set, but for one in 64, which is told when it is
 * due. The engine's wheel beside a priority queue of the JDK; time is counted, a microsecond a transaction.
 */
public class DeadlineBenchmark extends TimedBenchmark {

    static final int IDS = 1 << 16;
    static final long TIMEOUT_NS = 25_000_000;

    private static final int IN_FLIGHT = 1024;
    private static final int LOST_ONE_IN = 64;
    private static final int PER_TURN = 64;
    private static final long STEP_NS = 1000;

    private long count;
    private long wheelTold;
    private long queueTold;

    private EngineDeadlines wheel;

    private JdkDeadlines queue;

    /** Empty ones. */
    @Setup
    public void prepare() {
        wheel = new EngineDeadlines(IDS, id -> wheelTold += id + 1L);
        queue = new JdkDeadlines(IDS, id -> queueTold += id + 1L);
    }

    /** The engine's own. */
    @Benchmark
    public long wheel() {
        long now = count * STEP_NS;
        wheel.set(id(count), now + TIMEOUT_NS);
        long answered = count - IN_FLIGHT;
        if (answered % LOST_ONE_IN != 0 && answered >= 0) {
            wheel.cancel(id(answered));
        }
        if (++count % PER_TURN == 0) {
            wheel.advance(now);
        }
        return wheelTold;
    }

    /** {@link java.util.PriorityQueue}. */
    @Yardstick
    @Benchmark
    public long jdk() {
        long now = count * STEP_NS;
        queue.set(id(count), now + TIMEOUT_NS);
        long answered = count - IN_FLIGHT;
        if (answered % LOST_ONE_IN != 0 && answered >= 0) {
            queue.cancel(id(answered));
        }
        if (++count % PER_TURN == 0) {
            queue.advance(now);
        }
        return queueTold;
    }

    /** So many transactions later everything that was lost before has been told: the sum of its ids + 1. */
    static long toldAfter(long operations) {
        long told = 0;
        for (long lost = 0; lost < operations; lost += LOST_ONE_IN) {
            told += id(lost) + 1L;
        }
        return told;
    }

    private static int id(long transaction) {
        return (int) transaction & IDS - 1;
    }
}
