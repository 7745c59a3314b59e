package io.wasl.bench.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bench --json} wrote: JMH's own JSON.
 *
 * @param file the name under which it lies beside the report
 * @param how the JVM and how often; JMH tells no machine and no hour
 */
record JmhFile(String file, String how, List<Line> lines) {

    private static final String ALLOCATED = "gc.alloc.rate.norm";

    /**
     * One measurement; NaN for what it does not have.
     *
     * @param benchmark such as {@code DecodeBenchmark.request}
     * @param parameters with blanks between; empty without any
     * @param score nanoseconds an operation, by the wall clock
     * @param error half of the interval in which the score's mean lies with 99.9 %
     * @param cpu nanoseconds of the measuring thread
     * @param bytes allocated
     */
    record Line(String benchmark, String parameters, double score, double error, double cpu, double bytes) {

        /** The processor's time where it was measured, else the clock's. */
        double nanos() {
            return Double.isNaN(cpu) ? score : cpu;
        }
    }

    /** @throws IOException when it is something else */
    static JmhFile parse(String file, String json) throws IOException {
        try {
            JsonNode all = JsonMapper.builder().build().readTree(json);
            if (!all.isArray() || all.isEmpty() || !all.path(0).has("benchmark")) {
                throw new IOException("is not what bench --json writes");
            }
            var lines = new ArrayList<Line>();
            for (JsonNode one : all) {
                if (one.path("primaryMetric").path("scoreUnit").asString("").equals("ns/op")) {
                    lines.add(line(one));
                }
            }
            return new JmhFile(file, how(all.path(0)), List.copyOf(lines));
        } catch (JacksonException e) {
            throw new IOException("is not what bench --json writes: " + e.getOriginalMessage(), e);
        }
    }

    private static Line line(JsonNode one) {
        String name = one.path("benchmark").asString("");
        var parameters = new ArrayList<String>();
        for (JsonNode parameter : one.path("params")) {
            parameters.add(parameter.asString(""));
        }
        JsonNode primary = one.path("primaryMetric");
        JsonNode secondary = one.path("secondaryMetrics");
        return new Line(
                name.substring(name.lastIndexOf('.', name.lastIndexOf('.') - 1) + 1),
                String.join(" ", parameters),
                number(primary.path("score")),
                number(primary.path("scoreError")),
                number(secondary.path("cpu").path("score")),
                number(secondary.path(ALLOCATED).path("score")));
    }

    /** JMH writes NaN as a string. */
    private static double number(JsonNode node) {
        return node.isNumber() ? node.asDouble() : Double.NaN;
    }

    private static String how(JsonNode first) {
        return first.path("vmName").asString("") + " " + first.path("vmVersion").asString("") + "; forks "
                + first.path("forks").asInt(0) + ", iterations "
                + first.path("measurementIterations").asInt(0) + " of "
                + first.path("measurementTime").asString("") + " after "
                + first.path("warmupIterations").asInt(0) + " of "
                + first.path("warmupTime").asString("");
    }
}
