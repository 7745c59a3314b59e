package io.wasl.journal;

import java.nio.ByteBuffer;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log folder that knows the lengths of its files and keeps no byte of them. Owner: one thread. */
final class VoidFiles implements SegmentFiles {

    private final Map<String, VoidFile> files = new HashMap<>();
    private long published;

    @Override
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public LogFile create(String name) {
        VoidFile file = new VoidFile();
        files.put(name, file);
        return file;
    }

    @Override
    public LogFile open(String name) throws NoSuchFileException {
        VoidFile file = files.get(name);
        if (file == null) {
            throw new NoSuchFileException(name);
        }
        return file;
    }

    @Override
    public LogFile openReadOnly(String name) throws NoSuchFileException {
        return open(name);
    }

    @Override
    public void rename(String from, String to) throws NoSuchFileException {
        open(from);
        files.put(to, files.remove(from));
    }

    @Override
    public void delete(String name) {
        files.remove(name);
    }

    @Override
    public void forceFolder() {
        // there is no disk
    }

    @Override
    public void publish(long durablePosition) {
        published = durablePosition;
    }

    @Override
    public long published() {
        return published;
    }

    @Override
    public void close() {
        files.clear();
    }

    /** Its length. */
    private static final class VoidFile implements LogFile {

        private long size;

        @Override
        public long size() {
            return size;
        }

        @Override
        public int read(long offset, byte[] target, int targetOffset, int length) {
            return 0;
        }

        @Override
        public void write(long offset, ByteBuffer source) {
            size = Math.max(size, offset + source.remaining());
            source.position(source.limit());
        }

        @Override
        public void force() {
            // there is no disk
        }

        @Override
        public void truncate(long newSize) {
            size = newSize;
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
