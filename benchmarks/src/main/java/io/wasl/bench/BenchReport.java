package io.wasl.bench;

import java.io.PrintWriter;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * The figures as people read them: a line a measurement, then who is how much faster. The ratios are of processor time,
 * so that a busy machine does not decide them.
 */
final class BenchReport {

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String HOP = "HotPathBenchmark.hop";
    private static final List<String> PEERS = List.of("jposHop", "j8583Hop");
    private static final String LIMIT = "LimitBenchmark.hop";

    /**
     * One measurement, in nanoseconds and bytes an operation.
     *
     * @param parameters such as {@code ascii}
     * @param score by the wall clock
     * @param error half of the interval in which the score's mean lies with 99.9 %
     * @param cpu processor time of the measuring thread
     */
    record Line(String benchmark, String parameters, double score, double error, double cpu, double bytes) {

        /** How many times as long as the other one, by processor time if both have it. */
        double over(Line other) {
            boolean byCpu = !Double.isNaN(cpu) && !Double.isNaN(other.cpu);
            return byCpu ? cpu / other.cpu : score / other.score;
        }
    }

    private final List<Line> lines;

    BenchReport(Collection<RunResult> results) {
        this(results.stream().map(BenchReport::line).toList());
    }

    BenchReport(List<Line> lines) {
        this.lines = List.copyOf(lines);
    }

    private static Line line(RunResult result) {
        BenchmarkParams params = result.getParams();
        String parameters =
                params.getParamsKeys().stream().map(params::getParam).collect(Collectors.joining(" "));
        String name = params.getBenchmark();
        Result<?> primary = result.getPrimaryResult();
        return new Line(
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                parameters,
                primary.getScore(),
                primary.getScoreError(),
                secondary(result, CpuTimeProfiler.CPU),
                secondary(result, ALLOCATED));
    }

    private static double secondary(RunResult result, String name) {
        Result<?> found = result.getSecondaryResults().get(name);
        return found == null ? Double.NaN : found.getScore();
    }

    void print(PrintWriter out) {
        out.println();
        out.printf(Locale.ROOT, "%-34s %-8s %12s %12s %12s %10s%n", "", "", "ns/op", "± 99.9 %", "CPU ns/op", "B/op");
        for (Line line : lines) {
            out.printf(
                    Locale.ROOT,
                    "%-34s %-8s %12.1f %12.1f %12s %10s%n",
                    line.benchmark,
                    line.parameters,
                    line.score,
                    line.error,
                    figure(line.cpu),
                    figure(line.bytes));
        }
        out.println();
        for (Map.Entry<String, Map<String, Line>> group : byParameters().entrySet()) {
            printRatios(out, group.getKey(), group.getValue());
        }
    }

    /** Of bytes, what is below 1 is JMH's own loop, spread over the operations. */
    private static String figure(double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, "%.1f", value);
    }

    private Map<String, Map<String, Line>> byParameters() {
        Map<String, Map<String, Line>> groups = new LinkedHashMap<>();
        for (Line line : lines) {
            groups.computeIfAbsent(line.parameters, key -> new LinkedHashMap<>())
                    .put(line.benchmark, line);
        }
        return groups;
    }

    private static void printRatios(PrintWriter out, String parameters, Map<String, Line> group) {
        Line hop = group.get(HOP);
        if (hop == null) {
            return;
        }
        for (String name : PEERS) {
            Line peer = group.get("PeerBenchmark." + name);
            if (peer != null) {
                out.printf(Locale.ROOT, "%-8s %-26s %6.1f%n", parameters, name + " ÷ hop", peer.over(hop));
            }
        }
        Line limit = group.get(LIMIT);
        if (limit != null) {
            out.printf(Locale.ROOT, "%-8s hop ÷ LimitBenchmark.hop   %6.2f%n", parameters, hop.over(limit));
        }
    }
}
