package io.wasl.bench.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What a command that starts processes leaves nothing of: they end, then all that they wrote is removed.
 *
 * <p>{@link #close}: any thread.
 */
final class ProcessRun implements Closeable {

    private final RunFolder folder;
    private final Parts parts;

    private ProcessRun(RunFolder folder) {
        this.folder = folder;
        parts = new Parts(folder.path().resolve("logs"));
    }

    /**
     * @param folder in which its own is made; empty for the system's temporary one
     * @param name behind {@code wasl-}
     */
    static ProcessRun make(Optional<Path> folder, String name) throws IOException {
        return new ProcessRun(RunFolder.make(folder, name));
    }

    Path path() {
        return folder.path();
    }

    Parts parts() {
        return parts;
    }

    @Override
    public void close() throws IOException {
        parts.close();
        folder.close();
    }
}
