package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a run of {@code bench growth reload}, as JSON.
 *
 * @param machine see {@link io.wasl.bench.Machine}
 * @param command its arguments
 * @param jvmOptions of every process
 * @param plan of each window
 * @param ranges of the table
 * @param reloadNs what each reload took, in order; the first ones are of the warm-up
 * @param measured every window of every round
 */
record ReloadFile(
        String machine,
        List<String> command,
        List<String> jvmOptions,
        StandPlan plan,
        int ranges,
        List<Long> reloadNs,
        List<One> measured) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /** @param reloads within the window, and what goes before and behind it */
    record One(int reloads, Measured measured) {}

    void write(Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }
}
