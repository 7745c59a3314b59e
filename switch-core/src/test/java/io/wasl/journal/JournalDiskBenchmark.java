package io.wasl.journal;

import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

/**
 * Measures the disk's own force, then what group commit makes of it: {@code main FOLDER [SECONDS]}. Not a test: what a
 * disk can do is printed, never asserted.
 */
final class JournalDiskBenchmark {

    private final ArrayBlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(1024);
    private final long[] samples = new long[1 << 20];
    private int sampleCount;

    private JournalDiskBenchmark() {}

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        long seconds = args.length > 1 ? Long.parseLong(args[1]) : 5;
        Files.createDirectories(folder);
        JournalDiskBenchmark benchmark = new JournalDiskBenchmark();
        benchmark.force(folder);
        for (int window : new int[] {1, 64, 1024}) {
            benchmark.groupCommit(folder.resolve("journal"), window, seconds);
        }
    }

    private void force(Path folder) throws IOException {
        Path file = folder.resolve("force");
        int bytes = 64 << 20;
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
            channel.write(ByteBuffer.allocate(bytes), 0);
            channel.force(true);
            ByteBuffer page = ByteBuffer.allocate(4096);
            Arrays.fill(page.array(), (byte) 1);
            sampleCount = 0;
            for (int i = 0; i < 5_000; i++) {
                long start = System.nanoTime();
                channel.write(page.clear(), i * 4096L);
                channel.force(false);
                samples[sampleCount++] = System.nanoTime() - start;
            }
        }
        Files.delete(file);
        print("write 4 KiB and force, preallocated file");
    }

    /** Appends of two records, {@code window} of them unforced at most, as a switch with that many in flight does. */
    private void groupCommit(Path folder, int window, long seconds) throws Exception {
        JournalConfig config = new JournalConfig(folder, 64 << 20, 2, 1000, 160L << 20, Unconfirmed.KEEP);
        FileJournal journal = FileJournal.open(
                config, JournalWorld.KEYS, System::currentTimeMillis, System::nanoTime, new SecureRandom()::nextBytes);
        Loop loop = new Loop(journal, window);
        journal.start(loop, tasks::add);
        while (loop.leadingAtNs == 0) {
            turn();
        }
        long end = loop.leadingAtNs + seconds * 1_000_000_000L;
        sampleCount = 0;
        while (System.nanoTime() < end) {
            turn();
        }
        long groups = journal.counters().get(JournalCounter.GROUPS);
        long records = journal.counters().get(JournalCounter.RECORDS);
        long bytes = journal.counters().get(JournalCounter.GROUP_BYTES);
        System.out.printf(
                "window %d: %,d records/s in %,d groups/s, %.1f MB/s%n",
                window, records / seconds, groups / seconds, bytes / 1e6 / seconds);
        print("  append to onDurable");
        journal.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        }
    }

    private void turn() throws InterruptedException {
        tasks.take().run();
    }

    private void print(String what) {
        Arrays.sort(samples, 0, sampleCount);
        System.out.printf(
                "%s: p50 %,d µs, p99 %,d µs, p99.9 %,d µs, max %,d µs%n", what, at(0.5), at(0.99), at(0.999), at(1));
    }

    private long at(double quantile) {
        return sampleCount == 0 ? 0 : samples[(int) Math.min(sampleCount - 1L, (long) (quantile * sampleCount))] / 1000;
    }

    /** Keeps the window full. */
    private final class Loop extends AppendingListener {

        private final FileJournal journal;
        private final int window;
        private final JournalRecord record = JournalWorld.record(1, 1);
        private final long[] appendedAt;
        private long oldest;
        private long newest;
        private long leadingAtNs;
        private long base;

        private Loop(FileJournal journal, int window) {
            this.journal = journal;
            this.window = window;
            appendedAt = new long[2 * window];
        }

        @Override
        public void onLeading(long epoch, long position) {
            leadingAtNs = System.nanoTime();
            base = position;
            fill();
        }

        @Override
        public void onDurable(long epoch, long position) {
            long now = System.nanoTime();
            while (oldest < newest && base + 2 * (oldest + 1) <= position) {
                if (sampleCount < samples.length) {
                    samples[sampleCount++] = now - appendedAt[(int) (oldest % appendedAt.length)];
                }
                oldest++;
            }
            fill();
        }

        private void fill() {
            while (newest - oldest < window && journal.begin(Journal.Urgency.NEW_BUSINESS)) {
                journal.add(record);
                journal.add(record);
                journal.append();
                appendedAt[(int) (newest++ % appendedAt.length)] = System.nanoTime();
            }
            journal.commit();
        }
    }
}
