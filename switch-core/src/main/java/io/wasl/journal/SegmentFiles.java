package io.wasl.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of the log, as the log uses it; the seam where worlds and tests put faults. Names are plain file names.
 */
public interface SegmentFiles extends Closeable {

    /** In no order. */
    List<String> names() throws IOException;

    /** Makes a new file, open for writing; fails if the name is taken. */
    LogFile create(String name) throws IOException;

    LogFile open(String name) throws IOException;

    LogFile openReadOnly(String name) throws IOException;

    /** Atomic; durable only after {@link #forceFolder}. */
    void rename(String from, String to) throws IOException;

    void delete(String name) throws IOException;

    /** Moves a file out of the log's folder; when it is away it is durable there. Log folders in memory have no archive. */
    default void archive(String name, Path folder) throws IOException {
        throw new UnsupportedOperationException("no archive for " + name);
    }

    /** Makes the creation, renaming and deletion of files durable. */
    void forceFolder() throws IOException;

    /**
     * Tells readers in other processes how far the log is durable. Lost in a power cut, never ahead of the truth: readers
     * take it as a floor.
     */
    void publish(long durablePosition);

    /** What was published last; 0 when nothing is known. */
    long published();
}
