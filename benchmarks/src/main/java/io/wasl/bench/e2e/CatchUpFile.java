package io.wasl.bench.e2e;

import io.wasl.bench.DiskForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a run of {@code bench catch-up}, as JSON.
 *
 * @param command its arguments
 * @param disk its own write and force of 4 KiB
 * @param failures targets that could not be measured in a round, and why
 * @param measured every target in every round
 */
record CatchUpFile(
        String machine,
        List<String> command,
        StandPlan plan,
        DiskForce disk,
        List<String> failures,
        List<CatchUpResults.One> measured) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }
}
