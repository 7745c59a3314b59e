package io.wasl.bench.report;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code bench --json} wrote: JMH's own JSON, and in each result the machine.
 *
 * @param file the name under which it lies beside the report
 * @param how the JVM and how often
 * @param machine with the hour; empty in files of JMH itself, which does not tell it
 */
record JmhFile(String file, String how, Optional<String> machine, List<Line> lines) {

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
            if (lines.isEmpty()) {
                throw new IOException("is not what bench --json writes: it has nothing in ns/op");
            }
            String machine = all.path(0).path("machine").asString("");
            return new JmhFile(
                    file,
                    how(all.path(0)),
                    machine.isEmpty() ? Optional.empty() : Optional.of(machine),
                    List.copyOf(lines));
        } catch (JacksonException e) {
            throw new IOException(
                    "is not what bench --json writes: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""),
                    e);
        }
    }

    private static Line line(JsonNode one) throws IOException {
        String name = one.path("benchmark").asString("");
        if (name.isEmpty() || !one.path("primaryMetric").path("score").isNumber()) {
            throw new IOException("is not what bench --json writes: a result has no name or no score");
        }
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
