package io.wasl.journal;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;

/**
 * The archive and the log behind it as one folder, to read from. A segment that goes from the one to the other meanwhile is
 * found where it is then.
 */
final class WholeLogFiles implements SegmentFiles {

    private final SegmentFiles log;
    private final SegmentFiles archive;

    WholeLogFiles(SegmentFiles log, SegmentFiles archive) {
        this.log = log;
        this.archive = archive;
    }

    /** The log's first: what leaves it between the two looks is in the archive already. */
    @Override
    public List<String> names() throws IOException {
        List<String> names = new ArrayList<>(log.names());
        try {
            for (String name : archive.names()) {
                if (Segment.number(name) > 0 && !names.contains(name)) {
                    names.add(name);
                }
            }
        } catch (NoSuchFileException e) {
            return names; // nothing was ever archived
        }
        return names;
    }

    @Override
    public LogFile openReadOnly(String name) throws IOException {
        try {
            return log.openReadOnly(name);
        } catch (NoSuchFileException e) {
            return archive.openReadOnly(name);
        }
    }

    @Override
    public long published() {
        return log.published();
    }

    @Override
    public void close() throws IOException {
        try (log) {
            archive.close();
        }
    }

    @Override
    public LogFile create(String name) {
        throw readOnly();
    }

    @Override
    public LogFile open(String name) {
        throw readOnly();
    }

    @Override
    public void rename(String from, String to) {
        throw readOnly();
    }

    @Override
    public void delete(String name) {
        throw readOnly();
    }

    @Override
    public void forceFolder() {
        throw readOnly();
    }

    @Override
    public void publish(long durablePosition) {
        throw readOnly();
    }

    private static UnsupportedOperationException readOnly() {
        return new UnsupportedOperationException("only to read");
    }
}
