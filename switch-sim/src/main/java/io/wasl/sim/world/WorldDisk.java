package io.wasl.sim.world;

import io.wasl.journal.LogFile;
import io.wasl.journal.SegmentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The folder of the log on a disk that knows what was forced. A killed process leaves what it has written; a power cut
 * takes what was not forced, or some of it, sector by sector.
 *
 * <p>Owner: the world's thread.
 */
final class WorldDisk implements SegmentFiles {

    private static final long NEVER = Long.MAX_VALUE;

    private final Chance chance;
    private Map<String, FileContent> names = new LinkedHashMap<>();
    private Map<String, FileContent> forcedNames = new LinkedHashMap<>();
    private long published;
    private long freeBytes = 1L << 40;
    private long operationsLeft = NEVER;
    private boolean isBroken;

    WorldDisk(Chance chance) {
        this.chance = chance;
    }

    /** So much may files still grow. */
    void setFree(long bytes) {
        freeBytes = bytes;
    }

    /** Writes and forces fail from now on, or do so no more. */
    void setBroken(boolean broken) {
        isBroken = broken;
    }

    /** The process dies in the middle of what it does to the disk. */
    void dieAfter(int operations) {
        operationsLeft = operations;
    }

    /** Whether the process has died so. */
    boolean isDead() {
        return operationsLeft == 0;
    }

    /** The process is gone; its files stay as the kernel has them. */
    void afterKill() {
        operationsLeft = NEVER;
    }

    /** The machine is gone: of what was not forced some is there, and some is not. */
    void afterPowerCut() {
        operationsLeft = NEVER;
        if (chance.falls(0.5)) {
            names = new LinkedHashMap<>(forcedNames);
        }
        names.values().forEach(content -> content.lose(chance));
        forcedNames = new LinkedHashMap<>(names);
        published = chance.falls(0.5) ? 0 : published;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(names.keySet());
    }

    @Override
    public LogFile create(String name) throws IOException {
        operate();
        if (names.containsKey(name)) {
            throw new FileAlreadyExistsException(name);
        }
        var content = new FileContent();
        names.put(name, content);
        return new WorldFile(content);
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new WorldFile(content(name));
    }

    @Override
    public LogFile openReadOnly(String name) throws IOException {
        return new WorldFile(content(name));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        operate();
        FileContent content = content(from);
        names.remove(from);
        names.put(to, content);
    }

    @Override
    public void delete(String name) throws IOException {
        operate();
        freeBytes += content(name).size();
        names.remove(name);
    }

    @Override
    public void forceFolder() throws IOException {
        operate();
        forcedNames = new LinkedHashMap<>(names);
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
        // the files of a node that has stopped stay
    }

    private FileContent content(String name) throws NoSuchFileException {
        FileContent content = names.get(name);
        if (content == null) {
            throw new NoSuchFileException(name);
        }
        return content;
    }

    private void operate() throws IOException {
        if (operationsLeft == 0) {
            throw new IOException("the process has died");
        }
        if (operationsLeft != NEVER) {
            operationsLeft--;
        }
    }

    private final class WorldFile implements LogFile {

        private final FileContent content;

        private WorldFile(FileContent content) {
            this.content = content;
        }

        @Override
        public long size() {
            return content.size();
        }

        @Override
        public int read(long offset, byte[] target, int targetOffset, int length) {
            return content.read((int) offset, target, targetOffset, length);
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            if (operationsLeft == 1) {
                content.writeSome((int) offset, source.duplicate(), chance);
            }
            operate();
            if (isDead()) {
                throw new IOException("the process has died");
            }
            if (isBroken) {
                throw new IOException("Input/output error");
            }
            long growth = Math.max(0, offset + source.remaining() - content.size());
            if (growth > freeBytes) {
                throw new IOException("No space left on device");
            }
            freeBytes -= growth;
            content.write((int) offset, source);
        }

        @Override
        public void force() throws IOException {
            operate();
            if (isBroken) {
                content.forgetUnforced();
                throw new IOException("Input/output error");
            }
            content.force();
        }

        @Override
        public void truncate(long size) throws IOException {
            operate();
            freeBytes += content.size() - size;
            content.truncate((int) size);
        }

        @Override
        public void close() {
            // nothing is held
        }
    }
}
