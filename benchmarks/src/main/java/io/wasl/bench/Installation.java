package io.wasl.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The switch as operators install it: the launcher, and {@code lib} with the switch's jars beside it. */
record Installation(Path folder) {

    private static final Path CORE = Path.of("switch-core", "target");

    /** Below a clone that is built. */
    static final Path MARK = CORE.resolve("lib");

    /**
     * Copies what a clone has built.
     *
     * @param folder is made
     */
    static Installation make(Path clone, Path folder) throws IOException {
        Path lib = Files.createDirectories(folder.resolve("lib"));
        copy(clone.resolve(MARK), "*.jar", lib);
        copy(clone.resolve(CORE), "switch-core-[0-9]*.jar", lib);
        Files.copy(clone.resolve("wasl"), folder.resolve("wasl"), StandardCopyOption.COPY_ATTRIBUTES);
        return new Installation(folder);
    }

    private static void copy(Path from, String names, Path into) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(from, names)) {
            for (Path file : files) {
                Files.copy(file, into.resolve(file.getFileName()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }

    /** Makes the class archive. Whether it is there. */
    boolean makeArchive() throws IOException, InterruptedException {
        Process making = command(true, "archive")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        return making.waitFor() == 0;
    }

    /** A command of the launcher under this Java, with nothing set besides. */
    ProcessBuilder command(boolean hasArchive, String... words) {
        var command = new ArrayList<>(List.of(folder.resolve("wasl").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(name -> name.startsWith("WASL_"));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        if (!hasArchive) {
            environment.put("WASL_ARCHIVE", "off");
        }
        return builder;
    }
}
