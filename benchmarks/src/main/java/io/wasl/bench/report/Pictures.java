package io.wasl.bench.report;

import io.wasl.bench.e2e.CpuGroup;
import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import io.wasl.bench.e2e.Results;
import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What there is to see of a run under one load. */
final class Pictures {

    private final MeasuredRun run;
    private final Results results;
    private final LoadShape shape;

    Pictures(MeasuredRun run, LoadShape shape) {
        this.run = run;
        this.results = run.results();
        this.shape = shape;
    }

    Svg latency() {
        return new LatencyPlot(run, shape).draw();
    }

    Svg throughput() {
        var bars = new ArrayList<BarPlot.Bar>();
        for (Target target : run.targets()) {
            OptionalDouble held = median(target, one -> one.load().perSecond());
            bars.add(new BarPlot.Bar(
                    target.word(),
                    List.of(new BarPlot.Part(held.orElse(0), Palette.of(target).colour())),
                    Words.count(held)));
        }
        return new BarPlot("Answers a second, " + shape.title(), bars, Map.of()).draw();
    }

    Svg cpu() {
        var bars = new ArrayList<BarPlot.Bar>();
        for (Target target : run.targets()) {
            OptionalDouble whole = median(target, Measured::wholeMicros);
            bars.add(new BarPlot.Bar(
                    target.word(),
                    target.isWasl() ? parts(target) : List.of(new BarPlot.Part(whole.orElse(0), Palette.WHOLE)),
                    Words.hundredths(whole)));
        }
        var legend = new LinkedHashMap<String, String>();
        legend.put("loop and engine", Palette.LOOP);
        legend.put("journal", Palette.JOURNAL);
        legend.put("ledger", Palette.LEDGER);
        legend.put("JIT compilers", Palette.COMPILER);
        legend.put("collector, rest", Palette.REST);
        legend.put("whole process", Palette.WHOLE);
        return new BarPlot("CPU of the target, µs a transaction, " + shape.title(), bars, legend).draw();
    }

    private List<BarPlot.Part> parts(Target target) {
        return List.of(
                part(target, one -> one.micros(CpuGroup.LOOP), Palette.LOOP),
                part(target, one -> one.micros(CpuGroup.JOURNAL), Palette.JOURNAL),
                part(target, Measured::ledgerMicros, Palette.LEDGER),
                part(target, one -> one.micros(CpuGroup.COMPILER), Palette.COMPILER),
                part(target, Measured::restMicros, Palette.REST));
    }

    private BarPlot.Part part(Target target, ToDoubleFunction<Measured> figure, String colour) {
        return new BarPlot.Part(median(target, figure).orElse(0), colour);
    }

    private OptionalDouble median(Target target, ToDoubleFunction<Measured> figure) {
        return results.median(target, shape, figure);
    }
}
