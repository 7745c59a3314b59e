package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogThreadTest {

    private static final int GROUPS = 100;

    @TempDir
    Path folder;

    private final AtomicLong durable = new AtomicLong();

    /**
     * A lock that the log thread waits for while it tells the loop what is durable takes the permit of the next group, which
     * the loop hands over at that moment.
     */
    @Test
    void shouldWriteAGroupThatIsHandedOverWhileItTellsOfTheLastOne() throws Exception {
        JournalConfig config = new JournalConfig(folder, 4 << 20, 1, 1000, 160L << 20, Unconfirmed.KEEP);
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal =
                FileJournal.open(config, JournalWorld.KEYS, () -> 1, System::nanoTime, new Random(3)::nextBytes)) {
            JournalListener appending = new JournalListener() {
                @Override
                public void onLeading(long epoch, long position) {
                    // Waits for a full stock: while it fills, the log thread looks again by itself.
                }

                @Override
                public void onDurable(long epoch, long position) {
                    durable.set(position);
                    appendOne(journal);
                }

                @Override
                public void onDeposed(long epoch) {
                    throw new AssertionError("no other node is here");
                }

                @Override
                public void onFailed(Throwable cause) {
                    throw new AssertionError(cause);
                }

                @Override
                public void onRead(long token, JournalRecord record) {
                    throw new AssertionError("nothing was asked for");
                }

                @Override
                public void onUnreadable(long token, String reason) {
                    throw new AssertionError("nothing was asked for");
                }
            };
            journal.start(appending, task -> {
                loop.execute(task);
                waitForALock();
            });
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> journal.counters().get(JournalCounter.SPARE_SEGMENTS) == 2);
            loop.execute(() -> appendOne(journal));
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> durable.get() > GROUPS);
            loop.shutdown();
            assertThat(loop.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
        }
    }

    private static void appendOne(FileJournal journal) {
        if (journal.position() <= GROUPS && journal.begin(Journal.Urgency.NEW_BUSINESS)) {
            journal.add(JournalWorld.record(journal.epoch(), journal.position() + 1));
            journal.append();
            journal.commit();
        }
    }

    /** As a contended lock does: parks until somebody unparks this thread, whatever for. */
    private static void waitForALock() {
        LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
    }
}
