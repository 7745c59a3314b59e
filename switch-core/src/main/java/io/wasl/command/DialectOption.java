package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.ConfigException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Where commands look for dialects. */
final class DialectOption {

    @Option(
            names = {"-c", "--config"},
            paramLabel = "FILE",
            description = "Your own dialects are looked up beside this file, else in the current folder.")
    private Optional<Path> config = Optional.empty();

    /**
     * @param text a dialect's name as a configuration has it, or the path of a file that is there
     * @throws ConfigException when there is none, or with every mistake in it
     */
    Dialect load(String text) throws ConfigException {
        return isFile(text) ? DialectSources.loadFile(Path.of(text)) : DialectSources.load(text, folder());
    }

    static boolean isFile(String text) {
        return text.matches(".*\\.(yaml|yml|xml|json)") && Files.isRegularFile(Path.of(text));
    }

    private Path folder() {
        Path file = config.orElse(Path.of("dialect"));
        Path folder = file.toAbsolutePath().getParent();
        return folder == null ? Path.of(".") : folder;
    }
}
