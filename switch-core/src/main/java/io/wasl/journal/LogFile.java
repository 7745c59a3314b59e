package io.wasl.journal;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One file of the log, as the log uses it; the seam where worlds and tests put faults. One thread at a time. */
public interface LogFile extends Closeable {

    long size() throws IOException;

    /**
     * Reads into {@code target} from {@code offset} until {@code length} bytes are there or the file ends.
     *
     * @return how many bytes were read
     */
    int read(long offset, byte[] target, int targetOffset, int length) throws IOException;

    /** Writes all that remains in {@code source}; durable only after {@link #force}. */
    void write(long offset, ByteBuffer source) throws IOException;

    /** Returns when all that was written is on the disk. A failure is never retried: the bytes are in doubt for good. */
    void force() throws IOException;

    void truncate(long size) throws IOException;
}
