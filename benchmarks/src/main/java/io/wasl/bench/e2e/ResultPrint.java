package io.wasl.bench.e2e;

import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

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
        printRatios(shape);
        for (Target target : targets) {
            printNotes(target, shape);
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
                    isWasl ? micros(target, shape, ResultPrint::rest) : NONE,
                    micros(target, shape, Measured::loadMicros),
                    micros(target, shape, Measured::issuerMicros));
        }
        table.print(screen);
    }

    /** The collector and all else. */
    private static double rest(Measured one) {
        return one.micros(CpuGroup.COLLECTOR) + one.micros(CpuGroup.OTHER);
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

    private void printNotes(Target target, LoadShape shape) {
        List<Measured> rounds = results.of(target, shape);
        note(target, "not counted", rounds, one -> one.isValid() ? Optional.empty() : Optional.of(""));
        note(
                target,
                "did not hold this rate, and its latencies are lower bounds",
                rounds,
                one -> one.isHeld() ? Optional.empty() : Optional.of(""));
        note(target, "disturbed, processors used by others", rounds, ResultPrint::disturbance);
        note(
                target,
                "ledger behind at the window's end, and caught up",
                rounds,
                one -> one.following().flatMap(ResultPrint::lag));
    }

    private static Optional<String> disturbance(Measured one) {
        CpuUse cpu = one.cpu();
        return cpu.isDisturbed() ? Optional.of(String.format(Locale.ROOT, " %.2f", cpu.foreign())) : Optional.empty();
    }

    private static Optional<String> lag(Measured.Following ledger) {
        return ledger.lagRecords() > 0
                ? Optional.of(" " + Figures.count(ledger.lagRecords()) + " records, "
                        + Figures.tenths(ledger.catchUpSeconds()) + " s")
                : Optional.empty();
    }

    /** A line of the rounds about which there is something to say. */
    private void note(Target target, String what, List<Measured> rounds, Function<Measured, Optional<String>> remark) {
        String found = rounds.stream()
                .flatMap(one -> remark.apply(one).map(text -> "round " + one.round() + text).stream())
                .collect(Collectors.joining("; "));
        if (!found.isEmpty()) {
            screen.line(screen.dim("  " + target.word() + " " + what + ": " + found));
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
