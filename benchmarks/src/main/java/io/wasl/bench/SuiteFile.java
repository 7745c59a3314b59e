package io.wasl.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of the suite, read from JMH's own JSON: processor time of each benchmark as a ratio to the limit, measured just before and just
 * after it in the same run, and what it allocates.
 *
 * <pre>
 *   limit  a  b  c  limit  d  e  f  limit        a, b and c are divided by the mean of the two limits around them
 * </pre>
 */
final class SuiteFile {

    /** What ratios are made to: message bytes walked, each element's length read, and nothing else. */
    static final String LIMIT = "LimitBenchmark.walk ascii";

    private static final String ALLOCATED = "gc.alloc.rate.norm";
    private static final String ALLOCATION_RATE = "gc.alloc.rate";

    /**
     * One benchmark.
     *
     * @param name as {@link Measurement.Case} prints it
     * @param cpuNs an operation
     * @param bytes allocated, an operation
     */
    record Line(String name, Spread cpuNs, double bytes) {}

    /**
     * One benchmark, compared with the limit.
     *
     * @param bytes allocated, an operation
     */
    record Ratio(Spread spread, double cpuNs, double bytes) {

        /** Of two measurements of the same, the better one of each: noise makes worse, not better. */
        Ratio best(Ratio other) {
            Ratio faster = other.spread.median() < spread.median() ? other : this;
            return new Ratio(faster.spread, faster.cpuNs, Math.min(bytes, other.bytes));
        }
    }

    private final List<Line> lines;

    private SuiteFile(List<Line> lines) {
        this.lines = lines;
    }

    /**
     * @throws BaselineException when it is not what JMH writes, or the limit is not in it
     */
    static SuiteFile parse(byte[] json) throws BaselineException {
        List<Line> lines = new ArrayList<>();
        try {
            for (JsonNode result : JsonMapper.shared().readTree(json)) {
                lines.add(line(result));
            }
        } catch (JacksonException | IllegalArgumentException e) {
            throw new BaselineException("these are not results as JMH writes them");
        }
        if (lines.stream().noneMatch(line -> line.name.equals(LIMIT))) {
            throw new BaselineException("there is no " + LIMIT + " among the results to make ratios to");
        }
        return new SuiteFile(List.copyOf(lines));
    }

    private static Line line(JsonNode result) {
        String benchmark = result.path("benchmark").asString("");
        int method = benchmark.lastIndexOf('.');
        StringJoiner name = new StringJoiner(" ").add(benchmark.substring(benchmark.lastIndexOf('.', method - 1) + 1));
        result.path("params").forEach(value -> name.add(value.asString()));
        JsonNode others = result.path("secondaryMetrics");
        JsonNode cpu = others.path(CpuTimeProfiler.CPU);
        double[] time = samples(cpu.isMissingNode() ? result.path("primaryMetric") : cpu);
        return new Line(name.toString(), Spread.of(time), bytes(others));
    }

    /** JMH leaves the bytes of an operation out where there was not one in all. */
    private static double bytes(JsonNode metrics) {
        boolean isNothing = metrics.path(ALLOCATED).isMissingNode() && metrics.has(ALLOCATION_RATE);
        return isNothing ? 0 : Spread.of(samples(metrics.path(ALLOCATED))).median();
    }

    /** Of all forks together. */
    private static double[] samples(JsonNode metric) {
        List<Double> samples = new ArrayList<>();
        for (JsonNode fork : metric.path("rawData")) {
            fork.forEach(sample -> samples.add(sample.asDouble()));
        }
        if (samples.isEmpty()) {
            throw new IllegalArgumentException("no samples");
        }
        return samples.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** All but the limit, in the order in which they were measured; of what was measured twice the better one. */
    Map<String, Ratio> ratios() {
        Map<String, Ratio> ratios = new LinkedHashMap<>();
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (!line.name.equals(LIMIT)) {
                Ratio ratio = new Ratio(line.cpuNs.over(limitAround(i)), line.cpuNs.median(), line.bytes);
                ratios.merge(line.name, ratio, Ratio::best);
            }
        }
        return ratios;
    }

    private Spread limitAround(int at) {
        int before = at;
        while (before >= 0 && !lines.get(before).name.equals(LIMIT)) {
            before--;
        }
        int after = at;
        while (after < lines.size() && !lines.get(after).name.equals(LIMIT)) {
            after++;
        }
        Spread first = lines.get(before >= 0 ? before : after).cpuNs;
        Spread second = lines.get(after < lines.size() ? after : before).cpuNs;
        return first.with(second);
    }
}
