package io.wasl.bench.e2e;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** Closes a run when the command itself is told to end, so that no process of it is left behind. */
public final class RunStop implements AutoCloseable {

    private volatile Closeable run = () -> {};
    private volatile boolean isTold;
    private final Thread hook = new Thread(this::closeQuietly, "bench-stop");

    public RunStop() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public <T extends Closeable> T watch(T watched) {
        run = watched;
        return watched;
    }

    /** A new one for a run's files. */
    static Path workFolder(Optional<Path> folder, String name) throws IOException {
        return folder.isPresent()
                ? Files.createTempDirectory(folder.get(), "wasl-" + name + "-")
                : Files.createTempDirectory("wasl-" + name + "-");
    }

    /** Does not come back once the command has been told to end. */
    public void awaitEndIfTold() throws InterruptedException {
        if (isTold) {
            new CountDownLatch(1).await();
        }
    }

    private void closeQuietly() {
        isTold = true;
        try {
            run.close();
        } catch (IOException e) {
            System.err.println("what was written could not be removed: " + e);
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is ending, and the hook is at work.
        }
    }
}
