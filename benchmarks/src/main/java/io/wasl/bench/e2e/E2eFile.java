package io.wasl.bench.e2e;

import io.wasl.bench.DiskForce;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * All of a run, as JSON; what {@code --json} writes, and what the report is made of.
 *
 * @param machine see {@link io.wasl.bench.Machine}
 * @param command its arguments
 * @param jvmOptions of the bench's own JVM
 * @param targets what each of them is
 * @param starts how each target was started: the JVM's options, its main class and its arguments; empty in files that older versions
 *     wrote
 * @param disk its own write and force of 4 KiB
 * @param failures targets that could not be measured in a round, and why
 * @param measured every window of every round; times in seconds, latencies in nanoseconds
 */
public record E2eFile(
        String machine,
        List<String> command,
        List<String> jvmOptions,
        StandPlan plan,
        Map<String, String> targets,
        Map<String, List<String>> starts,
        DiskForce disk,
        List<String> failures,
        List<Measured> measured) {

    /** Fields that later versions add are no reason to refuse a file. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    public E2eFile {
        starts = starts == null ? Map.of() : starts;
    }

    /**
     * @param json what {@link RunJson} made of one
     * @throws IOException when it is something else
     */
    public static E2eFile parse(String json) throws IOException {
        try {
            E2eFile file = MAPPER.readValue(json, E2eFile.class);
            boolean isWhole = file != null
                    && Stream.of(file.machine, file.command, file.jvmOptions, file.plan, file.disk)
                            .allMatch(Objects::nonNull)
                    && Stream.of(file.command, file.jvmOptions, file.failures, file.measured)
                            .allMatch(list -> list != null && list.stream().allMatch(Objects::nonNull));
            if (!isWhole) {
                throw new IOException("is not what bench e2e --json writes: a field is missing");
            }
            file.measured.forEach(one -> LoadShape.parse(one.load().shape()));
            file.measured.forEach(one -> Target.parse(one.target()));
            return file;
        } catch (JacksonException e) {
            String reason = e.getOriginalMessage().lines().findFirst().orElse("");
            throw new IOException("is not what bench e2e --json writes: " + reason, e);
        } catch (IllegalArgumentException e) {
            throw new IOException("is not what bench e2e --json writes: " + e.getMessage(), e);
        }
    }
}
