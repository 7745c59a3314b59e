package io.wasl.journal.keys;

import io.wasl.journal.JournalReader;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.LogFile;
import io.wasl.journal.RecordType;
import io.wasl.journal.SegmentFiles;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * From keys to the transactions that have them: through the runs to positions, from there to records, by their id to all
 * later ones. Keeps the files open that it has read, as long as their runs are in force. Reader's thread.
 */
final class RunSearch implements Closeable {

    /** Of one look-up; an RRN that a terminal gives to all its transactions names nobody. */
    private static final int MOST_FOUND = 16;

    /** Of one transaction; more than any flow leaves. */
    private static final int MOST_RECORDS = 256;

    private final SegmentFiles files;
    private final JournalReader log;
    private final byte[] page = new byte[RunHeader.PAGE_BYTES];
    private final Map<KeyRun, LogFile> opened = new HashMap<>();
    private List<KeyRun> inForce = List.of();

    RunSearch(SegmentFiles files, JournalReader log) {
        this.files = files;
        this.log = log;
    }

    /** A key and the runs that may hold it. */
    record Sought(WireKey key, List<KeyRun> runs) {}

    /** Oldest first. */
    List<FoundTransaction> find(List<Sought> keys, RunSet set) throws IOException {
        takeUp(set.runs());
        NavigableSet<Long> begins = new TreeSet<>();
        for (Sought sought : keys) {
            WireKey key = sought.key;
            for (KeyRun run : sought.runs) {
                find(run, key.kind(), key.high(), key.low(), begins);
            }
        }
        while (begins.size() > MOST_FOUND) {
            begins.pollFirst();
        }
        List<FoundTransaction> found = new ArrayList<>(begins.size());
        for (long begin : begins) {
            FoundTransaction transaction = read(begin, set);
            if (transaction != null) {
                found.add(transaction);
            }
        }
        return found;
    }

    /** Null when it is no longer kept. */
    private @Nullable FoundTransaction read(long begin, RunSet set) throws IOException {
        JournalRecord first = record(begin);
        if (first == null) {
            return null;
        }
        List<JournalRecord> records = new ArrayList<>();
        records.add(first);
        if (first.type == RecordType.ACCEPTED) {
            readRest(first, set, records);
        }
        return new FoundTransaction(List.copyOf(records));
    }

    private void readRest(JournalRecord first, RunSet set, List<JournalRecord> records) throws IOException {
        JournalRecord beside = record(first.position + 1);
        if (beside != null
                && beside.type == RecordType.INTENT
                && beside.epoch == first.epoch
                && beside.counter == first.counter) {
            records.add(beside);
        }
        NavigableSet<Long> more = new TreeSet<>();
        for (KeyRun run : set.runs()) {
            if (run.header().last() > first.position) {
                find(
                        run,
                        Entry.MORE,
                        Entry.idHigh(first.epoch, first.counter),
                        Entry.idLow(first.epoch, first.counter),
                        more);
            }
        }
        if (more.size() > MOST_RECORDS) {
            throw new IOException("transaction " + first.epoch + "." + first.counter + " has too many records");
        }
        for (long position : more) {
            JournalRecord record = record(position);
            if (record == null) {
                throw new IOException("the record at " + position + " is not kept and its transaction is");
            }
            records.add(record);
        }
    }

    private void find(KeyRun run, int kind, long high, long low, NavigableSet<Long> positions) throws IOException {
        LogFile file = opened.get(run);
        if (file == null) {
            file = files.openReadOnly(run.header().fileName());
            opened.put(run, file);
        }
        run.find(file, page, kind, high, low, positions::add);
    }

    private void takeUp(List<KeyRun> runs) throws IOException {
        if (runs == inForce) {
            return;
        }
        inForce = runs;
        List<LogFile> retired = new ArrayList<>();
        opened.entrySet().removeIf(file -> !runs.contains(file.getKey()) && retired.add(file.getValue()));
        for (LogFile file : retired) {
            file.close();
        }
    }

    @Override
    public void close() throws IOException {
        takeUp(List.of());
        log.close();
    }

    private @Nullable JournalRecord record(long position) throws IOException {
        JournalRecord copy = new JournalRecord();
        return log.find(position, lent -> copy.load(lent) == copy) ? copy : null;
    }
}
