package io.wasl.bench.report;

import io.wasl.bench.e2e.CpuGroup;
import io.wasl.bench.e2e.JvmUse;
import io.wasl.bench.e2e.LoadResult;
import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import io.wasl.bench.e2e.Remarks;
import io.wasl.bench.e2e.Results;
import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of a run under one load: medians over rounds, ratios made within a round. */
final class LoadTables {

    private final Results results;
    private final List<Target> targets;
    private final LoadShape shape;

    LoadTables(MeasuredRun run, LoadShape shape) {
        results = run.results();
        targets = run.targets();
        this.shape = shape;
    }

    FigureTable figures() {
        var rows = new ArrayList<List<String>>();
        for (Target target : targets) {
            boolean isWasl = target.isWasl();
            rows.add(List.of(
                    target.word(),
                    Words.count(results.median(target, shape, one -> one.load().perSecond())),
                    latency(target, LoadResult.P50),
                    latency(target, LoadResult.P99),
                    latency(target, LoadResult.P999),
                    micros(target, Measured::wholeMicros),
                    isWasl ? micros(target, one -> one.micros(CpuGroup.LOOP)) : Words.NONE,
                    isWasl ? micros(target, one -> one.micros(CpuGroup.JOURNAL)) : Words.NONE,
                    isWasl ? micros(target, Measured::ledgerMicros) : Words.NONE,
                    isWasl ? micros(target, one -> one.micros(CpuGroup.COMPILER)) : Words.NONE,
                    isWasl ? micros(target, Measured::restMicros) : Words.NONE,
                    micros(target, Measured::loadMicros),
                    micros(target, Measured::issuerMicros)));
        }
        var notes = new ArrayList<String>();
        targets.forEach(target -> notes.addAll(Remarks.of(results, target, shape)));
        return new FigureTable(
                List.of(
                        "target",
                        "held, 1/s",
                        "p50",
                        "p99",
                        "p99.9",
                        "CPU, µs",
                        "loop",
                        "journal",
                        "ledger",
                        "JIT",
                        "rest",
                        "load",
                        "issuer"),
                1,
                rows,
                notes);
    }

    /** What the targets' JVMs told; no rows where none did. */
    FigureTable memory() {
        var rows = new ArrayList<List<String>>();
        for (Target target : targets) {
            Optional<JvmUse> longest = results.longestPause(target, shape);
            if (longest.isEmpty()) {
                continue;
            }
            JvmUse jvm = longest.get();
            boolean isWasl = target.isWasl();
            rows.add(List.of(
                    target.word(),
                    Words.tenths(results.median(target, shape, Measured::allocated)),
                    isWasl ? bytes(target, CpuGroup.LOOP) : Words.NONE,
                    isWasl ? bytes(target, CpuGroup.JOURNAL) : Words.NONE,
                    isWasl ? bytes(target, CpuGroup.LEDGER) : Words.NONE,
                    Words.count(results.medianOfJvm(target, shape, JvmUse::collections)),
                    Words.count(results.medianOfJvm(target, shape, JvmUse::pauses)),
                    jvm.pauses() == 0
                            ? Words.NONE
                            : Words.latency(jvm.longestPauseNs()) + " (" + jvm.longestPause() + ")",
                    String.join(", ", jvm.collectors())));
        }
        return new FigureTable(
                List.of(
                        "target",
                        "allocated, B",
                        "loop",
                        "journal",
                        "ledger",
                        "collections",
                        "pauses",
                        "longest of all rounds",
                        "collector"),
                1,
                rows,
                List.of());
    }

    /** Of Wasl to the others; no rows where one of them is not there. */
    FigureTable ratios() {
        var rows = new ArrayList<List<String>>();
        for (Target to : targets) {
            for (Target target : targets) {
                if (!to.isWasl() && target.isWasl()) {
                    rows.add(List.of(
                            target.word() + " ÷ " + to.word(),
                            ratio(target, to, one -> one.load().perSecond()),
                            ratio(target, to, one -> one.load().latencyNs(LoadResult.P50)),
                            ratio(target, to, one -> one.load().latencyNs(LoadResult.P99)),
                            ratio(target, to, one -> one.load().latencyNs(LoadResult.P999)),
                            ratio(target, to, Measured::wholeMicros),
                            ratio(target, to, Measured::pathMicros)));
                }
            }
        }
        return new FigureTable(
                List.of("ratio", "held", "p50", "p99", "p99.9", "CPU", "loop + journal ÷ all"), 1, rows, List.of());
    }

    private String latency(Target target, String percentile) {
        return Words.latency(results.median(target, shape, one -> one.load().latencyNs(percentile)));
    }

    private String micros(Target target, ToDoubleFunction<Measured> figure) {
        return Words.hundredths(results.median(target, shape, figure));
    }

    private String bytes(Target target, CpuGroup group) {
        return Words.tenths(results.median(target, shape, one -> one.allocated(group)));
    }

    private String ratio(Target target, Target to, ToDoubleFunction<Measured> figure) {
        return Words.hundredths(results.ratio(target, to, shape, figure));
    }
}
