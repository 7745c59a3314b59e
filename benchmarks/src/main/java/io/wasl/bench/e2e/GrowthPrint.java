package io.wasl.bench.e2e;

import io.wasl.sim.terminal.Figures;
import io.wasl.sim.terminal.Screen;
import io.wasl.sim.terminal.Table;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a transaction costs at each point, as a table for each target. */
final class GrowthPrint {

    static final double GOAL = 1.5;

    private static final String NONE = "-";
    private static final double NANOS_PER_MICRO = 1e3;

    private final GrowthResults results;
    private final Screen screen;

    GrowthPrint(GrowthResults results, Screen screen) {
        this.results = results;
        this.screen = screen;
    }

    void print(Target target, List<GrowthPoint> points) {
        screen.line();
        screen.line(screen.bold(target.word() + " under " + results.shape().title()
                + screen.dim("   CPU in microseconds a transaction; growth of CPU ÷ relay's")));
        var table = new Table(
                "connections",
                "issuers",
                "relay's loops",
                "CPU",
                "of it path",
                "relay",
                "÷ relay",
                "growth",
                "path's",
                "p99",
                "relay's p99");
        for (GrowthPoint point : points) {
            GrowthPoint base = base(points, point);
            Results here = results.at(point);
            table.row(
                    Figures.count(point.connections()),
                    Figures.count(point.issuers()),
                    Figures.count(point.relayLoops()),
                    text(here.median(target, results.shape(), Measured::wholeMicros)),
                    text(here.median(target, results.shape(), Measured::pathMicros)),
                    text(here.median(Target.RELAY, results.shape(), Measured::wholeMicros)),
                    text(results.ratio(point, target, Measured::wholeMicros)),
                    text(results.growth(base, point, target, Measured::wholeMicros)),
                    text(results.growth(base, point, target, Measured::pathMicros)),
                    p99(here, target),
                    p99(here, Target.RELAY));
        }
        table.print(screen);
        for (GrowthPoint point : points) {
            for (Target one : List.of(target, Target.RELAY)) {
                Remarks.of(results.at(point), one, results.shape())
                        .forEach(line -> screen.line(screen.dim("  " + point.connections() + " connections, "
                                + point.issuers() + " issuers: " + line)));
            }
        }
        screen.line("  goal: grows at most " + GOAL + " times: " + verdict(target, points));
    }

    private String verdict(Target target, List<GrowthPoint> points) {
        double most = 0;
        for (GrowthPoint point : points) {
            OptionalDouble growth = results.growth(base(points, point), point, target, Measured::wholeMicros);
            if (growth.isEmpty()) {
                return "not known, a point is missing";
            }
            most = Math.max(most, growth.getAsDouble());
        }
        return String.format(Locale.ROOT, "%s, %.2f at most", most <= GOAL ? "met" : "missed", most);
    }

    /** The first with as many loops. */
    private static GrowthPoint base(List<GrowthPoint> points, GrowthPoint point) {
        return points.stream()
                .filter(one -> one.relayLoops() == point.relayLoops())
                .findFirst()
                .orElse(point);
    }

    private String p99(Results here, Target target) {
        OptionalDouble ns =
                here.median(target, results.shape(), one -> one.load().latencyNs(LoadResult.P99));
        return ns.isEmpty() ? NONE : Figures.micros(Math.round(ns.getAsDouble() / NANOS_PER_MICRO));
    }

    private static String text(OptionalDouble value) {
        return value.isEmpty() ? NONE : String.format(Locale.ROOT, "%.2f", value.getAsDouble());
    }
}
