package io.wasl.bench.e2e;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Windows with round figures, for tests: a second long, 1,000 answers in it. */
public final class Figure {

    static final LoadShape SHAPE = new LoadShape.Closed(64);
    private static final long ANSWERS = 1_000;

    private Figure() {}

    /** A second in which every key was answered, with latencies from which a curve can be drawn. */
    public static LoadResult load(LoadShape shape, long answers, long p50Ns, long p99Ns) {
        return new LoadResult(
                shape.word(),
                new AnswerBook.Count(answers, answers, 0, 0, 0, List.of()),
                1,
                answers,
                0,
                Map.of(LoadResult.P50, p50Ns, LoadResult.P99, p99Ns, LoadResult.P999, 2 * p99Ns));
    }

    /** Every key answered, with this latency at each percentile. */
    static LoadResult load(LoadShape shape, long answers, long latencyNs) {
        return new LoadResult(
                shape.word(),
                new AnswerBook.Count(answers, answers, 0, 0, 0, List.of()),
                1,
                answers,
                0,
                Map.of(LoadResult.P50, latencyNs, LoadResult.P99, 10 * latencyNs, LoadResult.P999, 20 * latencyNs));
    }

    /** The same with one answer missing. */
    public static LoadResult lossy(LoadResult good) {
        long sent = good.count().sent();
        return new LoadResult(
                good.shape(),
                new AnswerBook.Count(sent, sent - 1, 0, 0, 1, List.of()),
                good.seconds(),
                good.windowAnswers(),
                good.unsent(),
                good.latencyNs());
    }

    static Measured measured(int round, Target target, LoadResult load, CpuUse cpu) {
        return new Measured(round, target.word(), load, cpu, Optional.empty(), Optional.empty());
    }

    static Measured measured(int round, Target target, double targetSeconds) {
        return measured(round, target, load(SHAPE, ANSWERS, 50_000), cpu(targetSeconds, 0));
    }

    /** Half of it the loop's, a quarter each the journal's and the ledger's. */
    static CpuUse cpu(double targetSeconds, double others) {
        Map<CpuGroup, Double> groups = new EnumMap<>(CpuGroup.class);
        groups.put(CpuGroup.LOOP, targetSeconds / 2);
        groups.put(CpuGroup.JOURNAL, targetSeconds / 4);
        groups.put(CpuGroup.LEDGER, targetSeconds / 4);
        return new CpuUse(1, targetSeconds, groups, 0.002, 0.001, others, 0);
    }
}
