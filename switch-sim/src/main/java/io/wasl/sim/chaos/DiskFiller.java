package io.wasl.sim.chaos;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Somebody else's data on a file system: takes every byte there is, and each that becomes free, as a start frees some when it
 * cuts the last life's segment. Owner: the run; a thread of its own goes on taking.
 */
final class DiskFiller implements Runnable {

    private static final int CHUNK_BYTES = 1 << 20;
    /** Left by the one great file, for the writing that finds the very end. */
    private static final long REST_BYTES = 8L * CHUNK_BYTES;

    private static final long POLL_MILLIS = 1;

    private final Path folder;
    private final Path great;
    private final Path rest;
    private final OutputStream out;
    private final byte[] bytes = new byte[CHUNK_BYTES];
    private final Thread thread = new Thread(this, "disk-filler");
    private volatile boolean isFreed;
    private volatile @Nullable IOException failure;

    private DiskFiller(Path folder) throws IOException {
        this.folder = folder;
        great = folder.resolve("filler");
        rest = folder.resolve("filler-rest");
        out = Files.newOutputStream(rest);
        thread.setDaemon(true);
    }

    /** Returns when no byte is free. */
    static DiskFiller fill(Path folder) throws IOException, InterruptedException {
        var filler = new DiskFiller(folder);
        long room = filler.usable() - REST_BYTES;
        if (room > 0) {
            SystemCommand.failureOf("fallocate", "-l", Long.toString(room), filler.great.toString());
        }
        filler.takeAll();
        filler.thread.start();
        return filler;
    }

    /** Gives all back. */
    void free() throws IOException, InterruptedException {
        isFreed = true;
        thread.join();
        out.close();
        Files.deleteIfExists(great);
        Files.deleteIfExists(rest);
        IOException met = failure;
        if (met != null) {
            throw met;
        }
    }

    @Override
    public void run() {
        try {
            while (!isFreed) {
                takeAll();
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (IOException e) {
            failure = e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void takeAll() throws IOException {
        try {
            for (long left = usable(); left > 0 && !isFreed; left = usable()) {
                out.write(bytes, 0, (int) Math.min(bytes.length, left));
            }
        } catch (IOException e) {
            if (usable() > CHUNK_BYTES) {
                throw e; // not for want of room
            }
        }
    }

    private long usable() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
