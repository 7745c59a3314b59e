package io.wasl.bench.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** What each stage of a message's way costs alone, in the order of that way. */
final class StageTable {

    private static final String LIMIT = "LimitBenchmark.hop";

    /** How the names of the stages' benchmarks begin; what is not among them comes before the whole hops. */
    private static final List<String> BEFORE = List.of(
            "Framing",
            "Frame",
            "Decode",
            "Routing",
            "Duplicate",
            "Deadline",
            "Wheel",
            "Pan",
            "Token",
            "Journal",
            "Encode");

    private static final List<String> AFTER = List.of("Transcode", "HotPath", "Engine", "Limit", "Peer");

    private final JmhFile file;

    StageTable(JmhFile file) {
        this.file = file;
    }

    /** With a column of ratios where the limit's hop was measured too: a run of the suite has another limit. */
    FigureTable figures() {
        boolean hasLimit =
                file.lines().stream().anyMatch(line -> line.benchmark().equals(LIMIT));
        var head = new ArrayList<>(List.of("benchmark", "of", "CPU, ns", "clock, ns", "± 99.9 %", "allocated, B"));
        if (hasLimit) {
            head.add("÷ limit's hop");
        }
        var rows = new ArrayList<List<String>>();
        for (JmhFile.Line line : sorted()) {
            var row = new ArrayList<>(List.of(
                    line.benchmark(),
                    line.parameters().isEmpty() ? Words.NONE : line.parameters(),
                    Words.tenths(some(line.cpu())),
                    Words.tenths(some(line.score())),
                    Words.tenths(some(line.error())),
                    Words.tenths(some(line.bytes()))));
            if (hasLimit) {
                row.add(limit(line)
                        .map(limit -> Words.hundredths(some(line.nanos() / limit.nanos())))
                        .orElse(Words.NONE));
            }
            rows.add(row);
        }
        return new FigureTable(head, 2, rows, List.of());
    }

    /** Those of ASCII, and those that have no encoding. */
    Svg draw() {
        var bars = new ArrayList<BarPlot.Bar>();
        for (JmhFile.Line line : sorted()) {
            boolean isOne = line.parameters().isEmpty() || line.parameters().equals("ascii");
            if (isOne && !line.benchmark().startsWith("Peer")) {
                bars.add(new BarPlot.Bar(
                        line.benchmark().replace("Benchmark", ""),
                        List.of(new BarPlot.Part(line.nanos(), Palette.LOOP)),
                        BarPlot.figure(line.nanos())));
            }
        }
        return new BarPlot("Cost of each stage alone, ns of CPU", bars, new LinkedHashMap<>()).draw();
    }

    private List<JmhFile.Line> sorted() {
        return file.lines().stream()
                .sorted(Comparator.comparingInt(StageTable::place))
                .toList();
    }

    private static int place(JmhFile.Line line) {
        for (int i = 0; i < BEFORE.size(); i++) {
            if (line.benchmark().startsWith(BEFORE.get(i))) {
                return i;
            }
        }
        for (int i = 0; i < AFTER.size(); i++) {
            if (line.benchmark().startsWith(AFTER.get(i))) {
                return BEFORE.size() + 1 + i;
            }
        }
        return BEFORE.size();
    }

    /** Of the same parameters. */
    private Optional<JmhFile.Line> limit(JmhFile.Line line) {
        return file.lines().stream()
                .filter(one -> one.benchmark().equals(LIMIT))
                .filter(one -> one.parameters().equals(line.parameters()))
                .findFirst();
    }

    private static OptionalDouble some(double value) {
        return Double.isNaN(value) ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}
