package io.wasl.bench.e2e;

import io.wasl.bench.DiskForce;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a run, as JSON.
 *
 * @param machine see {@link io.wasl.bench.Machine}
 * @param command its arguments
 * @param jvmOptions of every process, and those of the target alone
 * @param targets what each of them is
 * @param disk its own write and force of 4 KiB
 * @param failures targets that could not be measured in a round, and why
 * @param measured every window of every round; times in seconds, latencies in nanoseconds
 */
record ReportFile(
        String machine,
        List<String> command,
        List<String> jvmOptions,
        StandPlan plan,
        Map<String, String> targets,
        DiskForce disk,
        List<String> failures,
        List<Measured> measured) {

    void write(Path file) throws IOException {
        JsonMapper mapper =
                JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
        Files.writeString(file, mapper.writeValueAsString(this) + "\n", StandardCharsets.UTF_8);
    }
}
