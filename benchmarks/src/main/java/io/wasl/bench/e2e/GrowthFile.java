package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a run of {@code bench growth}, as JSON.
 *
 * @param command its arguments
 * @param plan of each window; the connections are those of each point
 * @param failures targets that could not be measured in a round, and why
 * @param measured every window of every round
 */
record GrowthFile(
        String machine,
        List<String> command,
        List<String> jvmOptions,
        StandPlan plan,
        List<String> failures,
        List<GrowthResults.One> measured) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }
}
