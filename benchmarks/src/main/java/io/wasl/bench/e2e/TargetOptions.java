package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/**
 * Options that somebody wants the target's JVM to have. Targets are started by an option that makes a JVM pass over what it does not
 * know, as the launcher does; a slip of the pen would be measured as if it were nothing.
 */
final class TargetOptions {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @Option(
            names = "--target-option",
            paramLabel = "OPTION",
            description = "One more option of the target's JVM, such as -Xmx128m; may be given again.")
    private List<String> options = List.of();

    /** @throws ParameterException with what this JVM says against them */
    List<String> require(CommandSpec spec) throws IOException, InterruptedException {
        if (options.isEmpty()) {
            return options;
        }
        var words = new ArrayList<String>();
        words.add(JAVA.toString());
        words.addAll(options);
        words.add("-version");
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            String why = said.lines().findFirst().orElse("without a word");
            throw new ParameterException(spec.commandLine(), "--target-option: java refuses it: " + why);
        }
        return options;
    }
}
