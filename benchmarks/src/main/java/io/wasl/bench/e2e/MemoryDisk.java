package io.wasl.bench.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** A file system that lies in memory, where a force costs nothing: no measure of a disk. */
public final class MemoryDisk {

    /** Linux's, by the names of {@code /proc/mounts}. */
    private static final Set<String> TYPES = Set.of("tmpfs", "ramfs");

    private MemoryDisk() {}

    /** What figures of a log in that folder must be read with; empty on a disk. */
    public static Optional<String> remark(Path folder) throws IOException {
        return remark(folder, Files.getFileStore(folder).type());
    }

    static Optional<String> remark(Path folder, String type) {
        return TYPES.contains(type)
                ? Optional.of(folder + " lies in memory (" + type
                        + "), where a force costs nothing; --folder names a folder on a disk")
                : Optional.empty();
    }
}
