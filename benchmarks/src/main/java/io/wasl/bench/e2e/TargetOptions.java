package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Options that somebody wants the target's JVM to have. Targets are started by an option that makes a JVM pass over what it does not
 * know, as the launcher does; a slip of the pen would be measured as if it were nothing.
 */
final class TargetOptions {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private TargetOptions() {}

    /** What this JVM says against them; empty when it would take them. */
    static Optional<String> refusal(List<String> options) throws IOException, InterruptedException {
        if (options.isEmpty()) {
            return Optional.empty();
        }
        var words = new ArrayList<String>();
        words.add(JAVA.toString());
        words.addAll(options);
        words.add("-version");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0
                ? Optional.empty()
                : Optional.of("java refuses it: " + said.lines().findFirst().orElse("without a word"));
    }
}
