package io.wasl.journal;

import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Reads the log on another thread while its caller takes in what was read: a start has two processors, and reading (checksums,
 * deciphering, decoding) takes about as long as taking in.
 *
 * <pre>
 *   reader:  free batch ── records copied ──► filled      caller:  filled ── visitor ──► free
 * </pre>
 *
 * Used once.
 */
final class ReadAhead {

    /** Some milliseconds of work; all together a few megabytes. */
    private static final int BATCH_RECORDS = 256;

    private static final int BATCHES = 4;

    private final BlockingQueue<Batch> free = new ArrayBlockingQueue<>(BATCHES);
    private final BlockingQueue<Batch> filled = new ArrayBlockingQueue<>(BATCHES);
    private volatile boolean isStopped;

    /** Owner: who took it out of its queue. */
    private static final class Batch {

        private final JournalRecord[] records = new JournalRecord[BATCH_RECORDS];
        private int count;
        private boolean isLast;
        private @Nullable Throwable failure;

        Batch() {
            for (int i = 0; i < records.length; i++) {
                records[i] = new JournalRecord();
            }
        }
    }

    ReadAhead() {
        for (int i = 0; i < BATCHES; i++) {
            free.add(new Batch());
        }
    }

    /** As {@link FileJournal#replay}; what the reader throws is thrown here, behind the records before it. */
    void replay(JournalSearch.Replay log, long from, Executor reader, RecordVisitor visitor) throws IOException {
        reader.execute(() -> read(log, from));
        boolean goesOn = true;
        try {
            while (goesOn) {
                Batch batch = filled.take();
                for (int i = 0; i < batch.count && goesOn; i++) {
                    goesOn = visitor.onRecord(batch.records[i]);
                }
                if (batch.failure != null) {
                    throw failed(batch.failure);
                }
                goesOn &= !batch.isLast;
                batch.count = 0;
                free.add(batch);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while the log was read", e);
        } finally {
            isStopped = true;
            if (free.isEmpty()) {
                // The reader may wait for one.
                free.add(new Batch());
            }
        }
    }

    private static IOException failed(Throwable failure) {
        if (failure instanceof RuntimeException defect) {
            throw defect;
        }
        if (failure instanceof Error error) {
            throw error;
        }
        return failure instanceof IOException known ? known : new IOException(failure);
    }

    private void read(JournalSearch.Replay log, long from) {
        Filling filling = new Filling();
        try {
            log.replay(from, filling);
        } catch (IOException | RuntimeException | Error e) {
            // Thrown where the records are taken in.
            filling.failure = e;
        }
        filling.finish();
    }

    /** The reader's side. */
    private final class Filling implements RecordVisitor {

        private @Nullable Batch batch;
        private @Nullable Throwable failure;

        @Override
        public boolean onRecord(JournalRecord record) {
            Batch open = batch;
            if (open == null) {
                open = next();
                batch = open;
            }
            if (isStopped) {
                return false;
            }
            open.records[open.count++].load(record);
            if (open.count == BATCH_RECORDS) {
                filled.add(open);
                batch = null;
            }
            return true;
        }

        void finish() {
            if (isStopped) {
                return;
            }
            Batch last = batch == null ? next() : batch;
            last.isLast = true;
            last.failure = failure;
            filled.offer(last);
        }

        private Batch next() {
            try {
                return free.take();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                isStopped = true;
                return new Batch();
            }
        }
    }
}
