package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** How every bench writes a run: indented, so that two runs can be held side by side. */
final class RunJson {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private RunJson() {}

    /** @param run a record of all of it */
    static void write(Object run, Path file) throws IOException {
        Files.writeString(file, MAPPER.writeValueAsString(run) + "\n", StandardCharsets.UTF_8);
    }
}
