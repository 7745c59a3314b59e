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

    /** The folder of the archive, which is made when something is put there. Log folders in memory have none. */
    default SegmentFiles archive(Path folder) {
        throw new UnsupportedOperationException("no archive in " + folder);
    }

    /**
     * Gives a file its name in another folder too: one file, nothing is copied. Durable only after that folder's {@link
     * #forceFolder}.
     *
     * @return false where files cannot have two names, or not in these two folders
     */
    default boolean link(String name, SegmentFiles into) throws IOException {
        return false;
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

    /** Whether what is published there still comes here: false when nothing was then, or the folder was put back since. */
    default boolean isPublishing() {
        return true;
    }
}
