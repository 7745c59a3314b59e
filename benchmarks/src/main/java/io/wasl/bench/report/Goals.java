package io.wasl.bench.report;

import static io.wasl.bench.e2e.Target.RELAY;
import static io.wasl.bench.e2e.Target.WASL;
import static io.wasl.bench.e2e.Target.WASL_APART;
import static io.wasl.bench.e2e.Target.WASL_NO_LEDGER;
import static io.wasl.bench.e2e.Target.WASL_VOLATILE;

import io.wasl.bench.e2e.LoadResult;
import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import java.util.List;

/**
 * What the switch is to reach end to end, as far as {@code bench e2e} can tell. Whole CPU has the ledger's work in it, whenever
 * that is done; the path is loops, engine and journal.
 */
final class Goals {

    private static final LoadShape ONE = new LoadShape.Closed(1);
    private static final LoadShape AT_64 = new LoadShape.Closed(64);
    private static final LoadShape AT_1024 = new LoadShape.Closed(1024);
    private static final LoadShape AT_5000 = new LoadShape.Open(5_000);
    private static final LoadShape AT_10000 = new LoadShape.Open(10_000);
    private static final LoadShape AT_20000 = new LoadShape.Open(20_000);
    private static final LoadShape AT_50000 = new LoadShape.Open(50_000);

    private static final String SMALL_HEAP = "-Xmx128m";
    private static final int HELD_SECONDS = 60;

    private static final List<Goal> ALL = List.of(
            new Goal.ToJpos("CPU of loop and journal", WASL, AT_64, Measured::pathMicros, Bound.atMost(0.1)),
            new Goal.Ratio("CPU", WASL_VOLATILE, RELAY, AT_64, Measured::wholeMicros, Bound.atMost(1.5)),
            new Goal.OverRelay("CPU", WASL_VOLATILE, AT_1024, Measured::wholeMicros, 1.2),
            new Goal.ToJpos("CPU of the whole process", WASL, AT_64, Measured::wholeMicros, Bound.atMost(1.0 / 3)),
            new Goal.ToJpos("throughput", WASL_NO_LEDGER, AT_1024, Goals::perSecond, Bound.atLeast(6)),
            new Goal.ToJpos("throughput", WASL, AT_1024, Goals::perSecond, Bound.atLeast(3)),
            new Goal.Ratio("throughput", WASL_VOLATILE, RELAY, AT_1024, Goals::perSecond, Bound.atLeast(0.6)),
            new Goal.Ratio("p50", WASL_VOLATILE, RELAY, ONE, Goals::p50, Bound.atMost(1.15)),
            new Goal.DurableP50(WASL, ONE, 1.15, 2, 60_000),
            new Goal.Held(WASL, AT_20000, HELD_SECONDS, ""),
            new Goal.Held(WASL_APART, AT_20000, HELD_SECONDS, ""),
            new Goal.Held(WASL_NO_LEDGER, AT_50000, HELD_SECONDS, ""),
            new Goal.Ratio("p99", WASL_NO_LEDGER, RELAY, AT_20000, Goals::p99, Bound.atMost(2)),
            new Goal.ToJpos("p99", WASL, AT_5000, Goals::p99, Bound.atMost(1)),
            new Goal.ToJpos("p99", WASL_APART, AT_5000, Goals::p99, Bound.atMost(1)),
            new Goal.Allocated(WASL, AT_64, 16),
            new Goal.Allocated(WASL, AT_5000, 64),
            new Goal.Held(WASL_NO_LEDGER, AT_10000, 0, SMALL_HEAP),
            new Goal.LongestPause(WASL, 2_000_000),
            new Goal.LongestPause(WASL_APART, 2_000_000),
            new Goal.LongestPause(WASL_NO_LEDGER, 2_000_000),
            new Goal.Ratio("p99", WASL, WASL_NO_LEDGER, AT_5000, Goals::p99, Bound.atMost(4)),
            new Goal.Ratio("p99", WASL_APART, WASL_NO_LEDGER, AT_5000, Goals::p99, Bound.atMost(4)));

    private Goals() {}

    private static double perSecond(Measured one) {
        return one.load().perSecond();
    }

    private static double p50(Measured one) {
        return one.load().latencyNs(LoadResult.P50);
    }

    private static double p99(Measured one) {
        return one.load().latencyNs(LoadResult.P99);
    }

    /** In the order of the list, each by the first run that can tell. */
    static List<Verdict> judge(List<MeasuredRun> runs) {
        return ALL.stream().map(goal -> goal.judge(runs)).toList();
    }
}
