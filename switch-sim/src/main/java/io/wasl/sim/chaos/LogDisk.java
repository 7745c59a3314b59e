package io.wasl.sim.chaos;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The file system on which the switch keeps its log and its embedded ledger: one of its own where the system lets us have
 * one, so that it can be filled and can lose its power without harm to anybody else.
 *
 * <pre>
 *   LOOP     ext4 or xfs in an image file on a loop device     can be filled, can lose power (the ioctl behind xfs_io's shutdown)
 *   MEMORY   tmpfs                                             can be filled
 *   PLAIN    a folder beside the others                        neither
 * </pre>
 *
 * <p>Owner: the run; {@link #close} from any thread.
 */
final class LogDisk implements Closeable {

    private enum Kind {
        LOOP,
        MEMORY,
        PLAIN
    }

    /** How long a process may go on after the power is gone, until it notices. */
    static final Duration NOTICED_WITHIN = Duration.ofSeconds(5);

    /** In memory what is filled is taken from everybody, so less is asked for. */
    private static final int SHARE_IN_MEMORY = 4;

    private static final long LARGEST_IN_MEMORY = 1L << 30;
    private static final int UNMOUNT_ATTEMPTS = 50;
    private static final long UNMOUNT_PAUSE_MILLIS = 100;

    private final Path folder;
    private final Path image;
    private final Kind kind;
    private final Optional<String> noPowerCuts;
    private final Optional<String> noFullDisk;
    private @Nullable DiskFiller filler;
    private boolean isMounted;
    private boolean isClosed;

    private LogDisk(Path folder, Path image, Kind kind, Optional<String> noPowerCuts, Optional<String> noFullDisk) {
        this.folder = folder;
        this.image = image;
        this.kind = kind;
        this.noPowerCuts = noPowerCuts;
        this.noFullDisk = noFullDisk;
        isMounted = kind != Kind.PLAIN;
    }

    /**
     * The best that can be had here.
     *
     * @param folder where it is seen; made
     * @param image where its image would lie, sparse: only what is written takes room
     */
    static LogDisk open(Path folder, Path image, long bytes) throws IOException, InterruptedException {
        Files.createDirectory(folder);
        Optional<String> noLoop = loop(folder, image, bytes);
        if (noLoop.isEmpty()) {
            Optional<String> noShutdown = SystemCommand.failureOf("xfs_io", "-V");
            return new LogDisk(
                    folder,
                    image,
                    Kind.LOOP,
                    noShutdown.map(reason -> reason + " (package xfsprogs)"),
                    Optional.empty());
        }
        Files.deleteIfExists(image);
        Optional<String> noPowerCuts = noLoop.map(reason -> "no loop device can be had: " + reason);
        long inMemory = bytes / SHARE_IN_MEMORY;
        Optional<String> noMemory = inMemory > LARGEST_IN_MEMORY
                ? Optional.of("a run of this length would need " + (inMemory >> 20) + " MiB of memory")
                : SystemCommand.failureOf("mount", "-t", "tmpfs", "-o", "size=" + inMemory, "tmpfs", folder.toString());
        return new LogDisk(folder, image, noMemory.isEmpty() ? Kind.MEMORY : Kind.PLAIN, noPowerCuts, noMemory);
    }

    /** For runs that do nothing to it. */
    static LogDisk plain(Path folder) throws IOException {
        Files.createDirectory(folder);
        Optional<String> notWanted = Optional.of("not asked for");
        return new LogDisk(folder, folder, Kind.PLAIN, notWanted, notWanted);
    }

    private static Optional<String> loop(Path folder, Path image, long bytes) throws IOException, InterruptedException {
        try (var file = new RandomAccessFile(image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        Optional<String> failure = SystemCommand.failureOf("mkfs.ext4", "-q", "-F", "-m", "0", image.toString());
        if (failure.isPresent()) {
            failure = SystemCommand.failureOf("mkfs.xfs", "-q", "-f", image.toString());
        }
        return failure.isPresent() ? failure : mountImage(folder, image);
    }

    private static Optional<String> mountImage(Path folder, Path image) throws InterruptedException {
        return SystemCommand.failureOf("mount", "-o", "loop", image.toString(), folder.toString());
    }

    /** What it is, for people. */
    String describe() {
        return switch (kind) {
            case LOOP -> "a file system of its own on a loop device";
            case MEMORY -> "a file system of its own in memory";
            case PLAIN -> "an ordinary folder";
        };
    }

    /** Why it cannot lose its power; empty when it can. */
    Optional<String> noPowerCuts() {
        return noPowerCuts;
    }

    /** Why it cannot be filled; empty when it can. */
    Optional<String> noFullDisk() {
        return noFullDisk;
    }

    /** Leaves no byte free, nor lets any become free until {@link #free}; what is being written at the same time fails. */
    void fill() throws IOException, InterruptedException {
        filler = DiskFiller.fill(folder);
    }

    void free() throws IOException, InterruptedException {
        if (filler != null) {
            filler.free();
            filler = null;
        }
    }

    /** What was not forced is gone; every access fails until {@link #restorePower}. */
    void losePower() throws IOException, InterruptedException {
        SystemCommand.run("xfs_io", "-x", "-c", "shutdown", folder.toString());
    }

    /** As after a boot: the file system recovers. No process may have a file open there. */
    synchronized void restorePower() throws IOException, InterruptedException {
        if (isClosed) {
            throw new IOException("the run is ending");
        }
        Optional<String> failure = SystemCommand.failureOf("umount", folder.toString());
        for (int i = 1; failure.isPresent() && i < UNMOUNT_ATTEMPTS; i++) {
            TimeUnit.MILLISECONDS.sleep(UNMOUNT_PAUSE_MILLIS);
            failure = SystemCommand.failureOf("umount", folder.toString());
        }
        if (failure.isPresent()) {
            throw new IOException(failure.get());
        }
        isMounted = false;
        Optional<String> refusal = mountImage(folder, image);
        if (refusal.isPresent()) {
            throw new IOException(refusal.get());
        }
        isMounted = true;
    }

    @Override
    public synchronized void close() throws IOException {
        isClosed = true;
        try {
            if (isMounted) {
                SystemCommand.run("umount", "-l", folder.toString());
                isMounted = false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
