package io.wasl.bench.e2e;

import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** Results as tables, one pair for each load: figures, and ratios to relay and jPOS. */
final class ResultPrint {

    private static final String NONE = "-";
    private static final double NANOS_PER_MICRO = 1e3;

    private final Results results;
    private final List<Target> targets;
    private final Screen screen;

    ResultPrint(Results results, List<Target> targets, Screen screen) {
        this.results = results;
        this.targets = targets;
        this.screen = screen;
    }

    void print(LoadShape shape) {
        int rounds = targets.stream()
                .mapToInt(target -> results.of(target, shape).size())
                .max()
                .orElse(0);
        if (rounds == 0) {
            return;
        }
        screen.line();
        screen.line(screen.bold(shape.title())
                + screen.dim("   medians of " + rounds + (rounds == 1 ? " round" : " rounds")
                        + "; CPU in microseconds a transaction"));
        printFigures(shape);
        printJvm(shape);
        printRatios(shape);
        for (Target target : targets) {
            Remarks.of(results, target, shape).forEach(line -> screen.line(screen.dim("  " + line)));
        }
    }

    private void printFigures(LoadShape shape) {
        var table = new Table(
                "target",
                "a second",
                "p50",
                "p99",
                "p99.9",
                "CPU",
                "loop",
                "journal",
                "ledger",
                "JIT",
                "rest",
                "load",
                "issuer");
        for (Target target : targets) {
            boolean isWasl = target.isWasl();
            table.row(
                    target.word(),
                    text(
                            "%,.0f",
                            results.median(target, shape, one -> one.load().perSecond())),
                    latency(target, shape, LoadResult.P50),
                    latency(target, shape, LoadResult.P99),
                    latency(target, shape, LoadResult.P999),
                    micros(target, shape, Measured::wholeMicros),
                    isWasl ? micros(target, shape, one -> one.micros(CpuGroup.LOOP)) : NONE,
                    isWasl ? micros(target, shape, one -> one.micros(CpuGroup.JOURNAL)) : NONE,
                    isWasl ? micros(target, shape, Measured::ledgerMicros) : NONE,
                    isWasl ? micros(target, shape, one -> one.micros(CpuGroup.COMPILER)) : NONE,
                    isWasl ? micros(target, shape, Measured::restMicros) : NONE,
                    micros(target, shape, Measured::loadMicros),
                    micros(target, shape, Measured::issuerMicros));
        }
        table.print(screen);
    }

    /** What the targets' JVMs told, where they did. */
    private void printJvm(LoadShape shape) {
        var table = new Table(
                "allocated, B a transaction",
                "all",
                "loop",
                "journal",
                "ledger",
                "collections",
                "pauses",
                "longest",
                "<collector");
        for (Target target : targets) {
            Optional<JvmUse> longest = results.longestPause(target, shape);
            if (longest.isEmpty()) {
                continue;
            }
            boolean isWasl = target.isWasl();
            table.row(
                    target.word(),
                    text("%,.1f", results.median(target, shape, Measured::allocated)),
                    isWasl ? allocated(target, shape, CpuGroup.LOOP) : NONE,
                    isWasl ? allocated(target, shape, CpuGroup.JOURNAL) : NONE,
                    isWasl ? allocated(target, shape, CpuGroup.LEDGER) : NONE,
                    text("%.0f", results.medianOfJvm(target, shape, JvmUse::collections)),
                    text("%.0f", results.medianOfJvm(target, shape, JvmUse::pauses)),
                    Figures.micros(Math.round(longest.get().longestPauseNs() / NANOS_PER_MICRO)),
                    String.join(", ", longest.get().collectors()));
        }
        if (!table.isEmpty()) {
            table.print(screen);
        }
    }

    private String allocated(Target target, LoadShape shape, CpuGroup group) {
        return text("%,.1f", results.median(target, shape, one -> one.allocated(group)));
    }

    private void printRatios(LoadShape shape) {
        var table = new Table("ratio to", "<of", "a second", "p50", "p99", "p99.9", "CPU", "loop+journal");
        for (Target to : targets) {
            for (Target target : targets) {
                if (to.isWasl() || !target.isWasl()) {
                    continue;
                }
                table.row(
                        to.word(),
                        target.word(),
                        ratio(target, to, shape, one -> one.load().perSecond()),
                        ratio(target, to, shape, one -> one.load().latencyNs(LoadResult.P50)),
                        ratio(target, to, shape, one -> one.load().latencyNs(LoadResult.P99)),
                        ratio(target, to, shape, one -> one.load().latencyNs(LoadResult.P999)),
                        ratio(target, to, shape, Measured::wholeMicros),
                        ratio(target, to, shape, Measured::pathMicros));
            }
        }
        if (!table.isEmpty()) {
            table.print(screen);
        }
    }

    private String latency(Target target, LoadShape shape, String percentile) {
        OptionalDouble ns = results.median(target, shape, one -> one.load().latencyNs(percentile));
        return ns.isEmpty() ? NONE : Figures.micros(Math.round(ns.getAsDouble() / NANOS_PER_MICRO));
    }

    private String micros(Target target, LoadShape shape, ToDoubleFunction<Measured> figure) {
        return text("%.2f", results.median(target, shape, figure));
    }

    private String ratio(Target target, Target to, LoadShape shape, ToDoubleFunction<Measured> figure) {
        return text("%.2f", results.ratio(target, to, shape, figure));
    }

    private static String text(String format, OptionalDouble value) {
        return value.isEmpty() ? NONE : String.format(Locale.ROOT, format, value.getAsDouble());
    }
}
