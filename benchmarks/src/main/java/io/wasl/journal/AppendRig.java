package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.security.Keys;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Random;

/**
 * The whole {@link FileJournal} on one thread, on files that are not forced: appends, and what the log thread does with a
 * group, but for the disk.
 *
 * <pre>
 *   begin, add, append …  commit │ the log's step: seal, write │ onDurable
 * </pre>
 *
 * Owner: one thread.
 */
public final class AppendRig implements AutoCloseable {

    /** As {@code journal.segment-size} ships. */
    private static final long SEGMENT_BYTES = 64 << 20;

    private static final long WINDOW = 1000;
    private static final long SEED = 8583;

    private final FileJournal journal;
    private final SteppedLog log = new SteppedLog();
    private final ArrayDeque<Runnable> loop = new ArrayDeque<>();
    private final Heard heard = new Heard();

    private AppendRig(SegmentFiles files, Keys keys) throws ConfigException, IOException {
        Random random = new Random(SEED);
        // Nobody looks at sealed segments here: what the keeper would do is dropped.
        journal = FileJournal.open(
                new JournalPorts(files, keys, () -> 0, System::nanoTime, random::nextBytes),
                JournalLimits.of(SEGMENT_BYTES, 1, WINDOW, WINDOW),
                new JournalThreads(log, Runnable::run, task -> {}));
        journal.start(heard, loop::add);
        settle();
        if (journal.epoch() == 0) {
            throw new IllegalStateException("the log does not lead");
        }
    }

    /** On files that keep no byte. */
    public static AppendRig onNothing(Keys keys) {
        try {
            return new AppendRig(new VoidFiles(), keys);
        } catch (ConfigException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** On real files of an empty folder, so that what was written can be read. */
    static AppendRig on(Path folder, Keys keys) throws ConfigException, IOException {
        return new AppendRig(ChannelFiles.openToWrite(folder), keys);
    }

    /** Appends of one record each, all in one group. */
    public long appendGroup(List<JournalRecord> records) {
        for (int i = 0; i < records.size(); i++) {
            if (!journal.begin(Journal.Urgency.NEW_BUSINESS)) {
                throw new IllegalStateException("the log takes no append");
            }
            journal.add(records.get(i));
            journal.append();
        }
        journal.commit();
        settle();
        if (heard.durable != journal.position()) {
            throw new IllegalStateException("the log is not durable up to its end");
        }
        return heard.durable;
    }

    /** The bytes of all groups so far. */
    long groupBytes() {
        return journal.counters().get(JournalCounter.GROUP_BYTES);
    }

    private void settle() {
        do {
            log.step();
            for (Runnable task = loop.poll(); task != null; task = loop.poll()) {
                task.run();
            }
        } while (!journal.isQuiet());
    }

    @Override
    public void close() throws IOException {
        journal.close();
    }

    /** Steps when it is told to. */
    private static final class SteppedLog implements LogDriver {

        private List<LogWork> works = List.of();

        @Override
        public void start(LogWork work) {
            works = List.of(work);
        }

        void step() {
            works.get(0).step();
        }

        @Override
        public void wake() {
            // settle() looks by itself
        }

        @Override
        public void stop() {
            works = List.of();
        }
    }

    /** How far the log is durable. */
    private static final class Heard implements JournalListener {

        private long durable;

        @Override
        public void onLeading(long epoch, long position) {
            durable = position;
        }

        @Override
        public void onDurable(long epoch, long position) {
            durable = position;
        }

        @Override
        public void onDeposed(long epoch) {
            throw new IllegalStateException("deposed");
        }

        @Override
        public void onFailed(Throwable cause) {
            throw new IllegalStateException("the log failed", cause);
        }

        @Override
        public void onRead(long token, JournalRecord record) {
            throw new IllegalStateException("nothing was asked for");
        }

        @Override
        public void onUnreadable(long token, String reason) {
            throw new IllegalStateException("nothing was asked for");
        }
    }
}
