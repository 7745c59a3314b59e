package io.wasl.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.Arrays;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts segments that the log lets go of into the archive: the whole file is there, durably, when {@link #keep} returns, and
 * the log still has it. On the same file system it only gets a second name; elsewhere it is copied under another name,
 * forced, compared, renamed. What is there under its name and is another file is never touched.
 *
 * <p>The keeper's thread.
 */
final class SegmentArchive {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentArchive.class);

    private static final String ASIDE = ".tmp";
    private static final int SLICE_BYTES = 256 << 10;

    private final SegmentFiles log;
    private final SegmentFiles archive;
    private final byte[] slice = new byte[SLICE_BYTES];
    private final byte[] other = new byte[SLICE_BYTES];

    SegmentArchive(SegmentFiles log, SegmentFiles archive) {
        this.log = log;
        this.archive = archive;
    }

    /**
     * @throws IOException when the archive does not take it; the log has it still, and it may be tried again
     */
    void keep(String name) throws IOException {
        if (has(name)) {
            if (!isSame(name, name)) {
                throw new IOException("the archive has another file of this name, which stays: " + name);
            }
            // Of an earlier attempt, before a crash: its name may not be durable.
        } else if (!log.link(name, archive)) {
            copy(name);
        }
        archive.forceFolder();
    }

    private boolean has(String name) throws IOException {
        try (LogFile there = archive.openReadOnly(name)) {
            return there.size() >= 0;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    private void copy(String name) throws IOException {
        String aside = name + ASIDE;
        boolean isWhole = false;
        try {
            write(name, aside);
            isWhole = isSame(name, aside);
            if (!isWhole) {
                throw new IOException("its copy in the archive is not what was written: " + name);
            }
            archive.rename(aside, name);
        } finally {
            if (!isWhole) {
                drop(aside);
            }
        }
    }

    private void write(String name, String aside) throws IOException {
        if (has(aside)) {
            archive.delete(aside); // of an attempt that a crash has cut
        }
        try (LogFile from = log.openReadOnly(name);
                LogFile to = archive.create(aside)) {
            long size = from.size();
            for (long at = 0; at < size; ) {
                int read = from.read(at, slice, 0, slice.length);
                if (read <= 0) {
                    throw new IOException("it has become shorter: " + name);
                }
                to.write(at, ByteBuffer.wrap(slice, 0, read));
                at += read;
            }
            to.force();
        }
    }

    private boolean isSame(String name, String there) throws IOException {
        try (LogFile left = log.openReadOnly(name);
                LogFile right = archive.openReadOnly(there)) {
            long size = left.size();
            if (right.size() != size) {
                return false;
            }
            for (long at = 0; at < size; at += slice.length) {
                int read = left.read(at, slice, 0, slice.length);
                if (right.read(at, other, 0, other.length) != read || !Arrays.equals(slice, 0, read, other, 0, read)) {
                    return false;
                }
            }
            return true;
        }
    }

    /** Half a copy takes room that the archive may lack. */
    private void drop(String aside) {
        try {
            if (has(aside)) {
                archive.delete(aside);
            }
        } catch (IOException e) {
            LOG.debug("{} stays in the archive until the next attempt: {}", aside, e.getMessage());
        }
    }
}
