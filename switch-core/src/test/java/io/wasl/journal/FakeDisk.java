package io.wasl.journal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A disk in memory that knows what was forced: power cuts lose or tear the rest, writes and forces fail on demand, space
 * runs out. One thread, or one at a time.
 */
final class FakeDisk implements SegmentFiles {

    private static final int SECTOR_BYTES = 512;

    private Map<String, Content> names = new HashMap<>();
    private Map<String, Content> durableNames = new HashMap<>();
    private final List<Map<String, Content>> unforcedNames = new ArrayList<>();
    private long published;

    /** Space left for files to grow into. */
    long freeBytes = 1L << 50;
    /** How many more operations that change the disk succeed before the power goes. */
    long operationsUntilPowerCut = Long.MAX_VALUE;
    /** Writes of segments fail from now on. */
    boolean failWrites;
    /** Forces of segments fail from now on. */
    boolean failForces;

    /** Its archive: another folder, or another file system. */
    @Nullable
    FakeDisk archive;
    /** Whose power it lives on, and whose operations count its own. */
    private @Nullable FakeDisk powerOf;
    /** Whether the archive is a folder of the same file system. */
    boolean isArchiveBeside;
    /** No file can be made from now on. */
    boolean failCreates;

    int forces;

    @Override
    public List<String> names() {
        return new ArrayList<>(names.keySet());
    }

    @Override
    public SegmentFiles archive(Path folder) {
        FakeDisk there = archive;
        if (there == null) {
            throw new UnsupportedOperationException("no archive in " + folder);
        }
        return there;
    }

    @Override
    public boolean link(String name, SegmentFiles into) throws IOException {
        FakeDisk there = (FakeDisk) into;
        if (!isArchiveBeside) {
            return false;
        }
        there.change();
        if (there.names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        there.names.put(name, content(name));
        there.folderChanged();
        return true;
    }

    @Override
    public LogFile create(String name) throws IOException {
        change();
        if (failCreates) {
            throw new IOException("Permission denied");
        }
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        Content content = new Content();
        names.put(name, content);
        folderChanged();
        return new FakeFile(content);
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new FakeFile(content(name));
    }

    @Override
    public LogFile openReadOnly(String name) throws IOException {
        return new FakeFile(content(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        change();
        Content content = content(from);
        names.remove(from);
        names.put(to, content);
        folderChanged();
    }

    @Override
    public void delete(String name) throws IOException {
        change();
        freeBytes += content(name).size;
        names.remove(name);
        folderChanged();
    }

    @Override
    public void forceFolder() throws IOException {
        change();
        durableNames = new HashMap<>(names);
        unforcedNames.clear();
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
        // the files of a closed journal stay: that is what a disk is for
    }

    /** An empty archive on the same power. */
    FakeDisk withArchive(boolean isBeside) {
        FakeDisk made = new FakeDisk();
        made.powerOf = this;
        archive = made;
        isArchiveBeside = isBeside;
        return made;
    }

    /** The bytes as a process would read them; a view to damage them by. */
    byte[] bytes(String name) {
        Content content = names.get(name);
        if (content == null) {
            throw new IllegalArgumentException(name);
        }
        if (content.bytes.length != content.size) {
            content.bytes = Arrays.copyOf(content.bytes, content.size);
        }
        return content.bytes;
    }

    void put(String name, byte[] bytes) {
        Content content = new Content();
        content.bytes = bytes;
        content.size = bytes.length;
        names.put(name, content);
        settle();
    }

    void remove(String name) {
        names.remove(name);
        settle();
    }

    /** A disk of its own with the same files, all forced. */
    FakeDisk copy() {
        FakeDisk copy = new FakeDisk();
        names.forEach((name, content) -> copy.put(name, Arrays.copyOf(content.bytes, content.size)));
        copy.published = published;
        return copy;
    }

    /** The power goes and comes back: of what was not forced, some is there and some is not. */
    void cutPower(Random random) {
        operationsUntilPowerCut = Long.MAX_VALUE;
        if (archive != null) {
            archive.cutPower(random);
        }
        int kept = random.nextInt(unforcedNames.size() + 1);
        names = kept == 0 ? new HashMap<>(durableNames) : unforcedNames.get(kept - 1);
        for (Content content : names.values()) {
            content.lose(random);
        }
        published = Math.min(published, random.nextBoolean() ? published : 0);
        settle();
    }

    private void settle() {
        for (Content content : names.values()) {
            content.force();
        }
        durableNames = new HashMap<>(names);
        unforcedNames.clear();
    }

    private void change() throws IOException {
        FakeDisk mains = powerOf;
        if (mains != null) {
            mains.change();
            return;
        }
        if (operationsUntilPowerCut <= 0) {
            throw new IOException("the power is off");
        }
        operationsUntilPowerCut--;
    }

    private void folderChanged() {
        unforcedNames.add(new HashMap<>(names));
    }

    private Content content(String name) throws NoSuchFileException {
        Content content = names.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content;
    }

    /** What a file holds, and what of it was forced. */
    private static final class Content {

        private byte[] bytes = new byte[0];
        private int size;
        private byte[] durable = new byte[0];
        private int durableSize;
        private final List<int[]> unforced = new ArrayList<>();

        private void write(int offset, ByteBuffer source) {
            int end = offset + source.remaining();
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
            }
            unforced.add(new int[] {offset, end});
            source.get(bytes, offset, end - offset);
            size = Math.max(size, end);
        }

        private void force() {
            if (durable.length < bytes.length || durableSize > size) {
                durable = Arrays.copyOf(bytes, bytes.length);
            } else {
                unforced.forEach(range -> System.arraycopy(bytes, range[0], durable, range[0], range[1] - range[0]));
            }
            durableSize = size;
            unforced.clear();
        }

        private void lose(Random random) {
            byte[] result = Arrays.copyOf(durable, Math.max(durable.length, bytes.length));
            int manner = random.nextInt(4);
            for (int[] range : unforced) {
                tear(range, manner, random, result);
            }
            size = unforced.isEmpty() && durableSize == size ? size : random.nextBoolean() ? size : durableSize;
            bytes = result;
            Arrays.fill(bytes, size, bytes.length, (byte) 0);
            unforced.clear();
            durable = new byte[0];
            durableSize = 0;
        }

        /** Nothing, everything, some sectors, or some bytes from the start arrive. */
        private void tear(int[] range, int manner, Random random, byte[] result) {
            if (manner == 3) {
                int length = random.nextInt(range[1] - range[0] + 1);
                System.arraycopy(bytes, range[0], result, range[0], length);
                return;
            }
            for (int at = range[0]; at < range[1]; ) {
                int next = Math.min(range[1], (at / SECTOR_BYTES + 1) * SECTOR_BYTES);
                if (manner == 1 || manner == 2 && random.nextBoolean()) {
                    System.arraycopy(bytes, at, result, at, next - at);
                }
                at = next;
            }
        }
    }

    private final class FakeFile implements LogFile {

        private final Content content;

        private FakeFile(Content content) {
            this.content = content;
        }

        /** By the name it has now: a spare becomes a segment while it is open. */
        private boolean isSegment() {
            return names.entrySet().stream()
                    .anyMatch(entry -> entry.getValue() == content && Segment.number(entry.getKey()) > 0);
        }

        @Override
        public long size() {
            return content.size;
        }

        @Override
        public int read(long offset, byte[] target, int targetOffset, int length) {
            int count = (int) Math.max(0, Math.min(length, content.size - offset));
            if (count > 0) {
                System.arraycopy(content.bytes, (int) offset, target, targetOffset, count);
            }
            return count;
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            if ((powerOf == null ? FakeDisk.this : powerOf).operationsUntilPowerCut == 0) {
                content.write((int) offset, source); // the last one may arrive, in whole or in part
            }
            change();
            if (failWrites && isSegment()) {
                throw new IOException("Input/output error");
            }
            long growth = Math.max(0, offset + source.remaining() - content.size);
            if (growth > freeBytes) {
                throw new IOException("No space left on device");
            }
            freeBytes -= growth;
            content.write((int) offset, source);
        }

        @Override
        public void force() throws IOException {
            change();
            if (failForces && isSegment()) {
                content.unforced.clear(); // as a kernel does: the pages count as clean and never reach the disk
                throw new IOException("Input/output error");
            }
            forces++;
            content.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            change();
            freeBytes += content.size - size;
            content.size = (int) size;
            content.bytes = Arrays.copyOf(content.bytes, (int) size);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
