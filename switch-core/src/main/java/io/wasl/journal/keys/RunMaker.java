package io.wasl.journal.keys;

import io.wasl.journal.JournalFollower;
import io.wasl.journal.JournalReader;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.RecordVisitor;
import io.wasl.journal.SegmentFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes run files: from the log, and from runs beside each other. Keeper's thread.
 */
final class RunMaker {

    /** Some 200,000 transactions, 24 MiB while they are sorted: the keys of more become several runs. */
    static final int MOST_ENTRIES = 1 << 20;

    private static final int RECORDS_A_STEP = 1024;
    private static final int ENTRIES_A_STEP = 1 << 16;

    private final SegmentFiles files;
    private final JournalReader log;
    private final RecordKeys keys;
    private final int mostEntries;
    private final EntrySorter sorter = new EntrySorter();
    private final Pass pass = new Pass();

    RunMaker(SegmentFiles files, JournalReader log, RecordKeys keys, int mostEntries) {
        this.files = files;
        this.log = log;
        this.keys = keys;
        this.mostEntries = mostEntries;
    }

    /**
     * One run of the log's records from {@code first} on, until {@code last} or until there are enough entries; it ends
     * before a transaction begins.
     *
     * @return null when it broke off, since the node stops
     */
    @Nullable
    RunHeader fromLog(long first, long last, BooleanSupplier isClosing) throws IOException {
        sorter.clear();
        pass.last = last;
        pass.reached = first - 1;
        pass.isFull = false;
        try (JournalFollower follower = log.follow(first)) {
            int lent;
            do {
                if (isClosing.getAsBoolean()) {
                    return null;
                }
                lent = follower.poll(pass, RECORDS_A_STEP);
            } while (lent > 0 && !pass.isFull && pass.reached < last);
        }
        if (pass.reached < first) {
            throw new IOException("the log does not hold position " + first + " any more");
        }
        sorter.sort();
        try (RunWriter writer = new RunWriter(
                files,
                first,
                pass.reached,
                0,
                KeyFilter.blocks(sorter.keys()),
                KeyFilter.blocks(sorter.tombstones()))) {
            for (int entry = 0; entry < sorter.size(); entry++) {
                writer.add(sorter.high(entry), sorter.low(entry), sorter.tagged(entry));
            }
            return writer.finish();
        }
    }

    /**
     * One run of several, without what is no longer kept.
     *
     * @param runs beside each other, oldest first
     * @return null when it broke off, since the node stops
     */
    @Nullable
    RunHeader fromRuns(List<KeyRun> runs, long keptFrom, BooleanSupplier isClosing) throws IOException {
        List<RunCursor> open = new ArrayList<>();
        RunHeader newest = runs.get(runs.size() - 1).header();
        try (RunWriter writer = new RunWriter(
                files,
                runs.get(0).header().first(),
                newest.last(),
                newest.level() + 1,
                runs.stream().mapToLong(run -> run.header().blocks()).sum(),
                runs.stream().mapToLong(run -> run.header().tombstoneBlocks()).sum())) {
            for (KeyRun run : runs) {
                open.add(new RunCursor(files, run));
            }
            return merge(open, writer, keptFrom, isClosing) ? writer.finish() : null;
        } finally {
            for (RunCursor cursor : open) {
                cursor.close();
            }
        }
    }

    private static boolean merge(List<RunCursor> cursors, RunWriter writer, long keptFrom, BooleanSupplier isClosing)
            throws IOException {
        PriorityQueue<RunCursor> next = new PriorityQueue<>(RunCursor.BY_ENTRY);
        for (RunCursor cursor : cursors) {
            if (cursor.next()) {
                next.add(cursor);
            }
        }
        for (long step = 1; !next.isEmpty(); step++) {
            if (step % ENTRIES_A_STEP == 0 && isClosing.getAsBoolean()) {
                return false;
            }
            RunCursor least = next.remove();
            if (Entry.position(least.tagged()) >= keptFrom) {
                writer.add(least.high(), least.low(), least.tagged());
            }
            if (least.next()) {
                next.add(least);
            }
        }
        return true;
    }

    /** One way over records: their keys into the sorter. */
    private final class Pass implements RecordVisitor, RecordKeys.KeySink {

        private long last;
        private long reached;
        private long position;
        private boolean isFull;

        @Override
        public boolean onRecord(JournalRecord record) {
            boolean mayEnd = record.type == RecordType.ACCEPTED && record.position > reached;
            if (record.position > last || mayEnd && sorter.size() >= mostEntries) {
                isFull = true;
                return false;
            }
            position = record.position;
            keys.keysOf(record, this);
            reached = record.position;
            return true;
        }

        @Override
        public void transaction(long high, long low, long began) {
            sorter.add(Entry.TRANSACTION, high, low, began);
        }

        @Override
        public void tombstone(long high, long low) {
            sorter.add(Entry.TOMBSTONE, high, low, position);
        }

        @Override
        public void more(long epoch, long counter) {
            sorter.add(Entry.MORE, Entry.idHigh(epoch, counter), Entry.idLow(epoch, counter), position);
        }
    }
}
