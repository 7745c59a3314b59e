package io.wasl.sim.world;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * Runs many seeds, some at one time: worlds share nothing but compiled dialects. Every twentieth runs twice and must tell
 * the same story.
 */
public final class Campaign {

    private static final int TWICE_EVERY = 20;
    private static final int[] SHORTER = {10, 25, 50, 100};

    private Campaign() {}

    /**
     * @param done told how many seeds are done, now and then, on any thread
     */
    public static CampaignReport run(long from, int seeds, int threads, IntConsumer done) throws InterruptedException {
        var count = new AtomicInteger();
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Share>> shares = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                int first = i;
                shares.add(workers.submit(() -> new Share().run(from + first, threads, from + seeds, () -> {
                    int finished = count.incrementAndGet();
                    if (finished % TWICE_EVERY == 0) {
                        done.accept(finished);
                    }
                })));
            }
            return sum(shares);
        } finally {
            workers.shutdownNow();
        }
    }

    /**
     * One seed.
     *
     * @param isTraced whether its lines are wanted
     */
    public static WorldFailure tell(long seed, boolean isTraced) {
        return failure(new WorldRun(seed, WorldRun.PAYMENTS, isTraced).run());
    }

    /**
     * The violations of the first seed that has any; empty when none has.
     *
     * @param seeds how many at most
     */
    public static List<String> firstViolations(long from, int seeds) {
        for (long seed = from; seed < from + seeds; seed++) {
            WorldRun.Result result = new WorldRun(seed, WorldRun.PAYMENTS, false).run();
            if (!result.isGood()) {
                List<String> found = new ArrayList<>(List.of("seed " + seed));
                found.addAll(result.violations());
                return found;
            }
        }
        return List.of();
    }

    private static CampaignReport sum(List<Future<Share>> shares) throws InterruptedException {
        var coverage = new Coverage();
        List<WorldFailure> failures = new ArrayList<>();
        int crashed = 0;
        int twice = 0;
        long lives = 0;
        long events = 0;
        double virtualSeconds = 0;
        for (Future<Share> future : shares) {
            Share share = of(future);
            coverage.addAll(share.coverage);
            failures.addAll(share.failures);
            crashed += share.crashed;
            twice += share.twice;
            lives += share.lives;
            events += share.events;
            virtualSeconds += share.virtualSeconds;
        }
        failures.sort(Comparator.comparingLong(WorldFailure::seed));
        return new CampaignReport(failures, coverage.counts(), crashed, twice, lives, events, virtualSeconds);
    }

    private static Share of(Future<Share> future) throws InterruptedException {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a world broke down: " + e.getCause(), e);
        }
    }

    /** The shortest story of a failed seed in which something still goes wrong. */
    private static WorldFailure shortest(WorldRun.Result failed) {
        for (int payments : SHORTER) {
            WorldRun.Result shorter = new WorldRun(failed.seed(), payments, true).run();
            if (!shorter.isGood()) {
                return failure(shorter);
            }
        }
        return failure(new WorldRun(failed.seed(), WorldRun.PAYMENTS, true).run());
    }

    private static WorldFailure failure(WorldRun.Result result) {
        return new WorldFailure(result.seed(), result.payments(), result.violations(), result.hash(), result.lines());
    }

    /** The seeds of one thread. */
    private static final class Share {

        private final Coverage coverage = new Coverage();
        private final List<WorldFailure> failures = new ArrayList<>();
        private int crashed;
        private int twice;
        private long lives;
        private long events;
        private double virtualSeconds;

        private Share run(long from, int step, long end, Runnable done) {
            for (long seed = from; seed < end; seed += step) {
                one(seed);
                done.run();
            }
            return this;
        }

        private void one(long seed) {
            WorldRun.Result result = new WorldRun(seed, WorldRun.PAYMENTS, false).run();
            coverage.addAll(result.coverage());
            crashed += result.lives() > 1 ? 1 : 0;
            lives += result.lives();
            events += result.events();
            virtualSeconds += result.virtualSeconds();
            if (!result.isGood()) {
                failures.add(shortest(result));
            } else if (seed % TWICE_EVERY == 0) {
                twice++;
                long again = new WorldRun(seed, WorldRun.PAYMENTS, false).run().hash();
                if (again != result.hash()) {
                    failures.add(new WorldFailure(
                            seed,
                            WorldRun.PAYMENTS,
                            List.of("the seed tells two stories: " + result.hash() + " and " + again),
                            again,
                            List.of()));
                }
            }
        }
    }
}
