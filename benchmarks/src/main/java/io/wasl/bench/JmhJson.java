package io.wasl.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Results as JMH itself writes them, and in each of them the machine, which JMH does not tell. */
final class JmhJson {

    private static final String MACHINE = "machine";

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private JmhJson() {}

    /** @param machine as {@link Machine} says it, with the hour at which the run began */
    static byte[] of(Collection<RunResult> results, String machine) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PrintStream stream = new PrintStream(bytes, false, StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
        }
        return withMachine(bytes.toByteArray(), machine);
    }

    /** @param results as JMH writes them */
    static byte[] withMachine(byte[] results, String machine) {
        JsonNode all = MAPPER.readTree(results);
        for (JsonNode one : all) {
            ((ObjectNode) one).put(MACHINE, machine);
        }
        return MAPPER.writeValueAsBytes(all);
    }
}
