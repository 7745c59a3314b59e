package io.wasl.bench.report;

import io.wasl.bench.e2e.LoadShape;
import io.wasl.bench.e2e.Measured;
import io.wasl.bench.e2e.Results;
import io.wasl.bench.e2e.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Latency by percentile of all targets under one load: to the right each step of the grid is a tenth of the requests that the one
 * before has left, upwards each is ten times the time. Medians over rounds; a curve ends where a window has fewer than one request.
 */
final class LatencyPlot {

    private static final int LEFT = 58;
    private static final int RIGHT = 30;
    private static final int TOP = 34;
    private static final int PLOT_HEIGHT = 250;
    private static final int BELOW = 48;
    private static final int LEGEND_ROW = 20;
    private static final int LEGEND_COLUMNS = 3;
    private static final int SAMPLE = 26;

    /** What is left of the requests at the right edge: one in 100,000. */
    private static final int MOST_DECADES = 5;

    private static final List<String> MARKS = List.of("0 %", "90 %", "99 %", "99.9 %", "99.99 %", "99.999 %");
    private static final double HALF = Math.log10(2);

    private record Point(double decades, double ns) {}

    private record Curve(Target target, List<Point> points) {}

    private final List<Curve> curves = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();
    private final LoadShape shape;
    private final int decades;
    private final int lowest;
    private final int highest;

    LatencyPlot(MeasuredRun run, LoadShape shape) {
        this.shape = shape;
        for (Target target : run.targets()) {
            List<Point> points = points(run.results(), target, shape);
            if (!points.isEmpty()) {
                curves.add(new Curve(target, points));
            } else if (!run.results().of(target, shape).isEmpty()) {
                missing.add(target.word());
            }
        }
        decades = (int) Math.ceil(curves.stream()
                .flatMap(curve -> curve.points.stream())
                .mapToDouble(Point::decades)
                .max()
                .orElse(1));
        lowest = (int) Math.floor(Math.log10(curves.stream()
                .flatMap(curve -> curve.points.stream())
                .mapToDouble(Point::ns)
                .min()
                .orElse(1e3)));
        highest = Math.max(lowest + 1, (int) Math.ceil(Math.log10(curves.stream()
                .flatMap(curve -> curve.points.stream())
                .mapToDouble(Point::ns)
                .max()
                .orElse(1e4))));
    }

    private static List<Point> points(Results results, Target target, LoadShape shape) {
        List<Measured> rounds = results.of(target, shape);
        var points = new ArrayList<Point>();
        if (rounds.isEmpty()) {
            return points;
        }
        double requests =
                results.median(target, shape, one -> one.load().windowAnswers()).orElse(0);
        Map<String, Long> percentiles = rounds.get(0).load().latencyNs();
        for (String percentile : percentiles.keySet()) {
            double left = 1 - Double.parseDouble(percentile) / 100;
            // JSON has what counting in binary leaves of 0.00001.
            if (left < 0.9 * Math.pow(10, -MOST_DECADES) || left * requests < 1) {
                continue;
            }
            OptionalDouble ns = results.median(target, shape, one -> one.load().latencyNs(percentile));
            if (ns.isPresent() && ns.getAsDouble() > 0) {
                points.add(new Point(Math.min(MOST_DECADES, -Math.log10(left)), ns.getAsDouble()));
            }
        }
        return points;
    }

    Svg draw() {
        int legendRows = (curves.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS + (missing.isEmpty() ? 0 : 1);
        int bottom = TOP + PLOT_HEIGHT;
        var svg = new Svg("Latency by percentile, " + shape.title(), bottom + BELOW + legendRows * LEGEND_ROW);
        drawTimes(svg, bottom);
        drawPercentiles(svg, bottom);
        for (Curve curve : curves) {
            svg.curve(curve(curve), Palette.of(curve.target));
        }
        drawLegend(svg, bottom + BELOW);
        return svg;
    }

    private void drawTimes(Svg svg, int bottom) {
        for (int power = lowest; power <= highest; power++) {
            double y = y(Math.pow(10, power));
            svg.line(LEFT, y, Svg.WIDTH - RIGHT, y, power == lowest);
            svg.text(LEFT - 6, y + 4, time(power), Svg.Anchor.END, true);
        }
        svg.line(LEFT, TOP, LEFT, bottom, true);
    }

    /** {@code 10 µs}. */
    private static String time(int power) {
        String[] units = {"ns", "µs", "ms", "s"};
        int unit = Math.min(power / 3, units.length - 1);
        return String.format(Locale.ROOT, "%.0f %s", Math.pow(10, power - 3 * unit), units[unit]);
    }

    private void drawPercentiles(Svg svg, int bottom) {
        for (int decade = 0; decade <= decades; decade++) {
            mark(svg, decade, MARKS.get(decade), bottom);
        }
        mark(svg, HALF, decades > 4 ? "50" : "50 %", bottom);
        svg.text(
                (LEFT + Svg.WIDTH - RIGHT) / 2.0,
                bottom + 36,
                "share of requests answered within that time",
                Svg.Anchor.MIDDLE,
                true);
    }

    private void mark(Svg svg, double decade, String words, int bottom) {
        if (decade > 0) {
            svg.line(x(decade), TOP, x(decade), bottom, false);
        }
        svg.text(x(decade), bottom + 18, words, Svg.Anchor.MIDDLE, true);
    }

    private String curve(Curve curve) {
        var points = new StringBuilder();
        for (Point point : curve.points) {
            points.append(points.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, "%.1f,%.1f", x(point.decades), y(point.ns)));
        }
        return points.toString();
    }

    private void drawLegend(Svg svg, int top) {
        if (!missing.isEmpty()) {
            int row = (curves.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
            svg.text(
                    8,
                    top + row * LEGEND_ROW + 10,
                    "no counted round: " + String.join(", ", missing),
                    Svg.Anchor.START,
                    true);
        }
        int column = (Svg.WIDTH - 16) / LEGEND_COLUMNS;
        for (int i = 0; i < curves.size(); i++) {
            Target target = curves.get(i).target;
            double x = 8 + (i % LEGEND_COLUMNS) * column;
            double y = top + (i / LEGEND_COLUMNS) * LEGEND_ROW + 6;
            svg.sample(x, y, SAMPLE, Palette.of(target));
            svg.text(x + SAMPLE + 6, y + 4, target.word(), Svg.Anchor.START, false);
        }
    }

    private double x(double decade) {
        return LEFT + decade / decades * (Svg.WIDTH - LEFT - RIGHT);
    }

    private double y(double ns) {
        return TOP + PLOT_HEIGHT * (highest - Math.log10(ns)) / (highest - lowest);
    }
}
