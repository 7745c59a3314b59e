package io.wasl.journal;

import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A process that appends without end and prints every position it is told durable, until it is killed. */
final class AppendingNode extends AppendingListener {

    private final FileJournal journal;
    private final Random random = new Random(5);

    private AppendingNode(FileJournal journal) {
        this.journal = journal;
    }

    /** Folder. */
    public static void main(String[] args) throws Exception {
        JournalConfig config = new JournalConfig(Path.of(args[0]), 4 << 20, 1, 1000, 160L << 20, Unconfirmed.KEEP);
        FileJournal journal = FileJournal.open(
                config, JournalWorld.KEYS, System::currentTimeMillis, System::nanoTime, new SecureRandom()::nextBytes);
        ExecutorService loop = Executors.newSingleThreadExecutor();
        loop.execute(() -> journal.start(new AppendingNode(journal), loop)); // its thread keeps the process alive
    }

    @Override
    public void onLeading(long epoch, long position) {
        print(position);
        appendMore();
    }

    @Override
    public void onDurable(long epoch, long position) {
        print(position);
        appendMore();
    }

    /** A record's counter is its position, so that the survivor can be checked record by record. */
    private void appendMore() {
        for (int appends = 1 + random.nextInt(20); appends > 0; appends--) {
            if (journal.begin(Journal.Urgency.NEW_BUSINESS)) {
                for (int records = 1 + random.nextInt(3); records > 0; records--) {
                    journal.add(JournalWorld.record(journal.epoch(), journal.position() + 1));
                }
                journal.append();
            }
        }
        journal.commit();
    }

    private static void print(long position) {
        System.out.println(position);
        System.out.flush();
    }
}
