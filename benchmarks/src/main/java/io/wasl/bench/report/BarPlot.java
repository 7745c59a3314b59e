package io.wasl.bench.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A bar for each of some names, in one unit; a bar may be of parts. The figure stands at its end. */
final class BarPlot {

    private static final int LEAST_LEFT = 120;
    private static final int MOST_LEFT = 230;
    private static final double CHARACTER = 6.8;
    private static final int RIGHT = 76;
    private static final int TOP = 32;
    private static final int ROW = 22;
    private static final int BAR = 14;
    private static final int LEGEND_ROW = 20;
    private static final int LEGEND_COLUMNS = 3;
    private static final int SWATCH = 12;

    /** @param share of the bar, in the plot's unit */
    record Part(double share, String colour) {}

    /** @param figure as it is written at the bar's end */
    record Bar(String name, List<Part> parts, String figure) {

        double length() {
            return parts.stream().mapToDouble(Part::share).sum();
        }
    }

    private final String title;
    private final List<Bar> bars;
    private final Map<String, String> legend;
    private final int left;

    /** @param legend colours by what they stand for; empty for none */
    BarPlot(String title, List<Bar> bars, Map<String, String> legend) {
        this.title = title;
        this.bars = List.copyOf(bars);
        this.legend = legend;
        int longest = bars.stream().mapToInt(bar -> bar.name.length()).max().orElse(0);
        left = Math.max(LEAST_LEFT, Math.min(MOST_LEFT, (int) (longest * CHARACTER) + 14));
    }

    Svg draw() {
        int legendRows = (legend.size() + LEGEND_COLUMNS - 1) / LEGEND_COLUMNS;
        int bottom = TOP + bars.size() * ROW;
        var svg = new Svg(title, bottom + 10 + legendRows * LEGEND_ROW);
        double longest = bars.stream().mapToDouble(Bar::length).max().orElse(0);
        svg.line(left, TOP, left, bottom, true);
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = TOP + i * ROW + (ROW - BAR) / 2.0;
            double x = left;
            for (Part part : bar.parts) {
                double width = longest == 0 ? 0 : part.share / longest * (Svg.WIDTH - left - RIGHT);
                svg.bar(x, y, width, BAR, part.colour);
                x += width;
            }
            svg.text(left - 6, y + BAR - 3, bar.name, Svg.Anchor.END, false);
            svg.text(x + 5, y + BAR - 3, bar.figure, Svg.Anchor.START, true);
        }
        drawLegend(svg, bottom + 8);
        return svg;
    }

    private void drawLegend(Svg svg, int top) {
        int column = (Svg.WIDTH - 16) / LEGEND_COLUMNS;
        int i = 0;
        for (Map.Entry<String, String> entry : legend.entrySet()) {
            double x = 8 + (i % LEGEND_COLUMNS) * column;
            double y = top + (i / LEGEND_COLUMNS) * LEGEND_ROW;
            svg.bar(x, y, SWATCH, SWATCH, entry.getValue());
            svg.text(x + SWATCH + 6, y + SWATCH - 2, entry.getKey(), Svg.Anchor.START, false);
            i++;
        }
    }

    /** {@code 12,345} or {@code 12.3}. */
    static String figure(double value) {
        return String.format(Locale.ROOT, value >= 100 ? "%,.0f" : "%.1f", value);
    }
}
