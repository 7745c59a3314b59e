package io.wasl.bench.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A run's own folder: removed with all in it, also while somebody still writes there, as when the command is told to end.
 *
 * <p>Any thread.
 */
public final class RunFolder implements Closeable {

    /** What is written while it is removed leaves it not empty; where it has gone nothing is written any more. */
    private static final int MOST_ATTEMPTS = 20;

    private final Path path;

    private RunFolder(Path path) {
        this.path = path;
    }

    /**
     * @param folder in which it is made; empty for the system's temporary one
     * @param name behind {@code wasl-}
     */
    public static RunFolder make(Optional<Path> folder, String name) throws IOException {
        return new RunFolder(RunStop.workFolder(folder, name));
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        for (int attempt = 1; Files.exists(path); attempt++) {
            try {
                remove();
            } catch (IOException e) {
                if (attempt == MOST_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private void remove() throws IOException {
        List<Path> all;
        try (Stream<Path> paths = Files.walk(path)) {
            all = paths.sorted(Comparator.reverseOrder()).toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        for (Path one : all) {
            Files.deleteIfExists(one);
        }
    }
}
