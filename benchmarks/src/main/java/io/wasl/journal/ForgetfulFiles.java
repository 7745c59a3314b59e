package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;
import io.wasl.security.Keys;
import io.wasl.time.EpochClock;
import io.wasl.time.NanoClock;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The log's folder without its promise: all is written and nothing forced, so that a power cut takes whatever the system had
 * not written by itself. What a switch would reach whose approvals need not be durable.
 */
public final class ForgetfulFiles implements SegmentFiles {

    private final SegmentFiles files;

    private ForgetfulFiles(SegmentFiles files) {
        this.files = files;
    }

    /** As {@link FileJournal#open(JournalConfig, Keys, EpochClock, NanoClock, RandomSource)}, on such a folder. */
    public static FileJournal open(
            JournalConfig config, Keys keys, EpochClock clock, NanoClock nanos, RandomSource random)
            throws ConfigException, IOException {
        var files = new ForgetfulFiles(ChannelFiles.openToWrite(config.directory()));
        var threads = new JournalThreads(new LogThread(), oneThread("wasl-log-reader"), oneThread("wasl-log-keeper"));
        try {
            return FileJournal.open(
                    new JournalPorts(files, keys, clock, nanos, random), JournalLimits.of(config), threads);
        } catch (ConfigException | IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private static ExecutorService oneThread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public List<String> names() throws IOException {
        return files.names();
    }

    @Override
    public LogFile create(String name) throws IOException {
        return new ForgetfulFile(files.create(name));
    }

    @Override
    public LogFile open(String name) throws IOException {
        return new ForgetfulFile(files.open(name));
    }

    @Override
    public LogFile openReadOnly(String name) throws IOException {
        return files.openReadOnly(name);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.rename(from, to);
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(name);
    }

    @Override
    public SegmentFiles archive(Path folder) {
        return files.archive(folder);
    }

    @Override
    public boolean link(String name, SegmentFiles into) throws IOException {
        return files.link(name, into);
    }

    @Override
    public void forceFolder() {
        // forgotten
    }

    @Override
    public void publish(long durablePosition) {
        files.publish(durablePosition);
    }

    @Override
    public long published() {
        return files.published();
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** @param file the real one */
    private record ForgetfulFile(LogFile file) implements LogFile {

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public int read(long offset, byte[] target, int targetOffset, int length) throws IOException {
            return file.read(offset, target, targetOffset, length);
        }

        @Override
        public void write(long offset, ByteBuffer source) throws IOException {
            file.write(offset, source);
        }

        @Override
        public void force() {
            // forgotten
        }

        @Override
        public void truncate(long size) throws IOException {
            file.truncate(size);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
