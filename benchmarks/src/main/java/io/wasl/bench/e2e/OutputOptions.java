package io.wasl.bench.e2e;

import io.wasl.bench.OutputFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Where a run works, and where it writes what it has measured. */
final class OutputOptions {

    @Option(names = "--json", paramLabel = "FILE", description = "Writes every window of every round.")
    private Optional<Path> json = Optional.empty();

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "A folder on the disk to measure (the system's temporary one).")
    private Optional<Path> folder = Optional.empty();

    /** @throws ParameterException when one of them cannot be used */
    void require(CommandSpec spec) {
        if (folder.isPresent() && !Files.isDirectory(folder.get())) {
            throw new ParameterException(spec.commandLine(), "--folder: is no folder");
        }
        OutputFile.require(spec, "--json", json);
    }

    Optional<Path> json() {
        return json;
    }

    Optional<Path> folder() {
        return folder;
    }
}
