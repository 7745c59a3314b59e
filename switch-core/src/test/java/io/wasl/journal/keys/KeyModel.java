package io.wasl.journal.keys;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.SealedLog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;

/** Transactions drawn from a seed, written to a log, and what every look-up must find of them. */
final class KeyModel {

    private static final int DISTINCT_KEYS = 3000;

    /** A transaction: where its records stand. */
    record Written(long epoch, long counter, TreeSet<Long> positions) {}

    final Map<WireKey, List<Written>> byKey = new HashMap<>();
    private final List<Written> all = new ArrayList<>();
    private final Random random;
    private long counter;

    KeyModel(Random random) {
        this.random = random;
    }

    /** One append: something begins, or more is said of something older. */
    void write(SealedLog log) {
        int kind = random.nextInt(10);
        if (kind == 0 && !all.isEmpty()) {
            Written older = all.get(random.nextInt(all.size()));
            JournalRecord net = new JournalRecord().clear(RecordType.NET, older.epoch, older.counter);
            append(log, List.of(net));
            older.positions.add(net.position);
        } else if (kind == 1 && !all.isEmpty()) {
            Written older = all.get(random.nextInt(all.size()));
            JournalRecord owed =
                    new JournalRecord().clear(RecordType.OWED, log.journal().epoch(), ++counter);
            owed.relatedEpoch = older.epoch;
            owed.relatedCounter = older.counter;
            append(log, List.of(owed));
            older.positions.add(owed.position);
        } else if (kind == 2) {
            JournalRecord tombstone = keyed(RecordType.TOMBSTONE, log);
            append(log, List.of(tombstone));
            remember(new WireKey(true, tombstone.keyHigh, tombstone.keyLow), List.of(tombstone));
        } else {
            begin(log, kind < 8);
        }
    }

    private void begin(SealedLog log, boolean isForwarded) {
        JournalRecord accepted = keyed(RecordType.ACCEPTED, log);
        JournalRecord outcome = new JournalRecord().clear(RecordType.OUTCOME, accepted.epoch, accepted.counter);
        if (!isForwarded) {
            append(log, List.of(accepted, outcome));
            all.add(remember(new WireKey(false, accepted.keyHigh, accepted.keyLow), List.of(accepted, outcome)));
            return;
        }
        JournalRecord intent = new JournalRecord().clear(RecordType.INTENT, accepted.epoch, accepted.counter);
        intent.keyHigh = accepted.keyHigh;
        intent.keyLow = accepted.keyLow;
        append(log, List.of(accepted, intent));
        append(log, List.of(outcome));
        Written written =
                remember(new WireKey(false, accepted.keyHigh, accepted.keyLow), List.of(accepted, intent, outcome));
        all.add(written);
        byKey.computeIfAbsent(
                        new WireKey(false, accepted.keyHigh ^ TestKeys.LEG, accepted.keyLow), key -> new ArrayList<>())
                .add(written);
    }

    private JournalRecord keyed(RecordType type, SealedLog log) {
        JournalRecord record = new JournalRecord().clear(type, log.journal().epoch(), ++counter);
        long key = random.nextInt(DISTINCT_KEYS);
        record.keyHigh = Entry.idHigh(7, key);
        record.keyLow = Entry.idLow(7, key);
        return record;
    }

    private static void append(SealedLog log, List<JournalRecord> records) {
        log.append(records);
    }

    private Written remember(WireKey key, List<JournalRecord> records) {
        Written written = new Written(records.get(0).epoch, records.get(0).counter, new TreeSet<>());
        records.forEach(record -> written.positions.add(record.position));
        byKey.computeIfAbsent(key, any -> new ArrayList<>()).add(written);
        return written;
    }
}
