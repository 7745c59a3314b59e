package io.wasl.journal;

import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;

/** The contract on real files, with the real threads. */
final class FileJournalTest extends JournalContract {

    @TempDir
    Path folder;

    private final AtomicLong clock = new AtomicLong(1_700_000_000_000L);

    @Override
    protected Node open() throws Exception {
        JournalConfig config = new JournalConfig(folder.resolve("journal"), 4 << 20, 1, 1000, Unconfirmed.KEEP);
        FileJournal journal =
                FileJournal.open(config, JournalWorld.KEYS, clock::get, System::nanoTime, new Random(3)::nextBytes);
        return new FileNode(journal, clock);
    }

    private static final class FileNode implements Node {

        private final FileJournal journal;
        private final AtomicLong clock;
        private final ManualLoop loop = new ManualLoop();
        private final HeardListener heard = new HeardListener();

        private FileNode(FileJournal journal, AtomicLong clock) {
            this.journal = journal;
            this.clock = clock;
        }

        @Override
        public Journal journal() {
            return journal;
        }

        @Override
        public HeardListener heard() {
            return heard;
        }

        @Override
        public void setClock(long epochMillis) {
            clock.set(epochMillis);
        }

        @Override
        public void lead() {
            journal.start(heard, loop);
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        loop.turn();
                        return heard.leadingEpoch > 0;
                    });
        }

        @Override
        public void settle() {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> {
                        loop.turn();
                        return journal.isQuiet();
                    });
        }

        @Override
        public void replay(long from, RecordVisitor visitor) throws Exception {
            journal.replay(from, visitor);
        }

        @Override
        public void close() throws Exception {
            journal.close();
        }
    }
}
