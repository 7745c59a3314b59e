package io.wasl.journal;

import io.wasl.config.ConfigError;
import io.wasl.config.ConfigException;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The log's folder on a real file system.
 *
 * <pre>
 *   journal/
 *     lock                      locked by the node that writes; never opened by anyone else
 *     durable                   8 bytes, mapped: the durable position, for readers in other processes
 *     segment-000000000001.log  …
 *     checkpoint-000000000004.ckpt  what is open at the end of segment 4
 *     checkpoint-room.zero      room for two more, given up on a full disk
 *     spare-000000000007.zero   preallocated, full of zeros
 *     spare-000000000008.tmp    being preallocated
 * </pre>
 *
 * The thread that uses a file must not be interrupted: an interrupt closes a file channel.
 */
final class ChannelFiles implements SegmentFiles {

    private static final String LOCK = "lock";
    private static final String DURABLE = "durable";
    private static final VarHandle LONG = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Path folder;
    private final @Nullable FileChannel lock;
    private final @Nullable ByteBuffer durable;
    private final @Nullable Object durableKey;

    private ChannelFiles(
            Path folder, @Nullable FileChannel lock, @Nullable ByteBuffer durable, @Nullable Object durableKey) {
        this.folder = folder;
        this.lock = lock;
        this.durable = durable;
        this.durableKey = durableKey;
    }

    /** What tells one file of that name from another. */
    private static @Nullable Object durableKey(Path folder) throws IOException {
        return Files.readAttributes(folder.resolve(DURABLE), BasicFileAttributes.class)
                .fileKey();
    }

    /**
     * Opens the folder for the one node that writes; makes it when it is missing.
     *
     * @throws ConfigException when it cannot be made or written, or another node, in this process or another, has it open
     */
    static ChannelFiles openToWrite(Path folder) throws ConfigException, IOException {
        FileChannel lock;
        try {
            makeFolder(folder);
            lock = FileChannel.open(folder.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (FileSystemException e) {
            String cause = e instanceof FileAlreadyExistsException ? "a file is in its place" : e.getMessage();
            throw new ConfigException(new ConfigError(
                    folder.toString(), 0, 0, "journal.directory", "cannot be made or written: " + cause));
        }
        try {
            if (!isLocked(lock)) {
                throw new ConfigException(new ConfigError(
                        folder.toString(), 0, 0, "journal.directory", "another node is running on this journal"));
            }
            return new ChannelFiles(folder, lock, mapDurable(folder), durableKey(folder));
        } catch (ConfigException | IOException e) {
            lock.close();
            throw e;
        }
    }

    /** Opens the folder beside a node that may be running, or not. Takes no lock. */
    static ChannelFiles openToRead(Path folder) throws IOException {
        Path published = folder.resolve(DURABLE);
        if (!Files.exists(published)) {
            return new ChannelFiles(folder, null, null, null);
        }
        try (FileChannel channel = FileChannel.open(published, StandardOpenOption.READ)) {
            boolean whole = channel.size() >= Long.BYTES;
            return new ChannelFiles(
                    folder,
                    null,
                    whole ? channel.map(FileChannel.MapMode.READ_ONLY, 0, Long.BYTES) : null,
                    durableKey(folder));
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            Path parent = folder.toAbsolutePath().getParent();
            if (parent != null) {
                force(parent);
            }
        }
    }

    private static boolean isLocked(FileChannel lock) throws IOException {
        try {
            FileLock held = lock.tryLock();
            return held != null;
        } catch (OverlappingFileLockException e) {
            return false; // this very process has it
        }
    }

    private static MappedByteBuffer mapDurable(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(
                folder.resolve(DURABLE),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            if (channel.size() < Long.BYTES) {
                channel.write(
                        ByteBuffer.allocate(Long.BYTES), 0); // a real block: a mapped hole could fail on a full disk
                channel.force(true);
            }
            return channel.map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
        }
    }

    @Override
    public List<String> names() throws IOException {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.map(Path::getFileName)
                    .map(Optional::ofNullable)
                    .flatMap(Optional::stream)
                    .map(Path::toString)
                    .collect(Collectors.toList());
        }
    }

    @Override
    public LogFile create(String name) throws IOException {
        return new ChannelFile(FileChannel.open(
                folder.resolve(name),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE));
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new ChannelFile(
                FileChannel.open(folder.resolve(name), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    @Override
    public LogFile openReadOnly(String name) throws IOException {
        return new ChannelFile(FileChannel.open(folder.resolve(name), StandardOpenOption.READ));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void delete(String name) throws IOException {
        Files.delete(folder.resolve(name));
    }

    @Override
    public SegmentFiles archive(Path archive) {
        return new ChannelFiles(archive, null, null, null);
    }

    @Override
    public boolean link(String name, SegmentFiles into) throws IOException {
        if (!(into instanceof ChannelFiles other)) {
            return false;
        }
        makeFolder(other.folder);
        try {
            Files.createLink(other.folder.resolve(name), folder.resolve(name));
            return true;
        } catch (FileAlreadyExistsException | NoSuchFileException e) {
            throw e;
        } catch (FileSystemException | UnsupportedOperationException e) {
            return false; // two file systems, or one without links
        }
    }

    @Override
    public void forceFolder() throws IOException {
        force(folder);
    }

    private static void force(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    @Override
    public void publish(long durablePosition) {
        if (durable != null) {
            LONG.setVolatile(durable, 0, durablePosition);
        }
    }

    @Override
    public long published() {
        return durable == null ? 0 : (long) LONG.getVolatile(durable, 0);
    }

    @Override
    public boolean isPublishing() {
        try {
            return durable != null && Objects.equals(durableKey, durableKey(folder));
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        if (lock != null) {
            lock.close();
        }
    }

    @Override
    public String toString() {
        return folder.toString();
    }

    /** One file as a channel. */
    private static final class ChannelFile implements LogFile {

        private final FileChannel channel;
        /** What was read into last: most readers have one array. */
        private byte[] lastTarget = new byte[0];

        private ByteBuffer wrapped = ByteBuffer.wrap(lastTarget);

        private ChannelFile(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public long size() throws IOException {
            return channel.size();
        }

        @Override
        public int read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            ByteBuffer buffer = wrapped(target).limit(targetOffset + length).position(targetOffset);
            while (buffer.hasRemaining()) {
                int read = channel.read(buffer, offset + length - buffer.remaining());
                if (read < 0) {
                    break;
                }
            }
            return length - buffer.remaining();
        }

        private ByteBuffer wrapped(byte[] target) {
            if (target != lastTarget) {
                lastTarget = target;
                wrapped = ByteBuffer.wrap(target);
            }
            return wrapped.clear();
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            long at = offset;
            while (source.hasRemaining()) {
                at += channel.write(source, at);
            }
        }

        @Override
        public void force() throws IOException {
            channel.force(false);
        }

        @Override
        public void truncate(long size) throws IOException {
            channel.truncate(size);
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
