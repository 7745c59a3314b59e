package io.wasl.bench;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** Results of a run that never was, as JMH writes them. */
final class MadeResults {

    private final StringJoiner results = new StringJoiner(",", "[", "]");

    /** The limit, in nanoseconds an operation. */
    MadeResults limit(double... cpuNs) {
        return add("io.wasl.bench.LimitBenchmark.walk", "ascii", 0, cpuNs);
    }

    /** A benchmark of one parameter. */
    MadeResults add(String benchmark, String parameter, double bytes, double... cpuNs) {
        String samples = Arrays.stream(cpuNs).mapToObj(Double::toString).collect(Collectors.joining(","));
        results.add("""
                {"benchmark": "%s", "params": {"encoding": "%s"},
                 "primaryMetric": {"score": 1e9, "scoreError": "NaN", "rawData": [[1e9]]},
                 "secondaryMetrics": {"cpu": {"rawData": [[%s]]}, "gc.alloc.rate.norm": {"rawData": [[%s]]}}}
                """.formatted(benchmark, parameter, samples, bytes));
        return this;
    }

    byte[] json() {
        return results.toString().getBytes(StandardCharsets.UTF_8);
    }
}
