package io.wasl.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A file that a command is to write in the end, looked at before it measures anything. */
public final class OutputFile {

    private OutputFile() {}

    /** @throws ParameterException when it could not be written: it names a folder, or lies in none that is there */
    public static void require(CommandSpec spec, String option, Optional<Path> file) {
        if (file.isPresent() && !isWritable(file.get())) {
            throw new ParameterException(
                    spec.commandLine(), option + ": must name a file in a folder that is there, to be written");
        }
    }

    private static boolean isWritable(Path file) {
        if (Files.exists(file)) {
            return !Files.isDirectory(file) && Files.isWritable(file);
        }
        Path folder = file.toAbsolutePath().getParent();
        return folder != null && Files.isDirectory(folder) && Files.isWritable(folder);
    }
}
