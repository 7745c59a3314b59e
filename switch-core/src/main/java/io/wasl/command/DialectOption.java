package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.imports.DialectSources;
import io.wasl.config.ConfigException;
import io.wasl.config.DialectName;
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
     * @param text a dialect's name as a configuration has it, or the path of a file
     * @throws ConfigException when there is none, or with every mistake in it
     */
    Dialect load(String text) throws ConfigException {
        return isFile(text)
                ? DialectSources.loadFile(Path.of(text))
                : DialectSources.load(text, KnownDialects.folder(config));
    }

    /** By its ending; a folder too, which is told as such, unless a dialect may have its name. */
    private static boolean isFile(String text) {
        boolean isSource = text.startsWith("jpos:") || text.startsWith("moov:");
        boolean isNamedAsFile = text.matches(".*\\.(yaml|yml|xml|json)");
        return isNamedAsFile && (!isSource || Files.isRegularFile(Path.of(text)))
                || !DialectName.isOwn(text) && Files.isDirectory(Path.of(text));
    }
}
