package io.wasl.engine;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.journal.keys.FoundTransaction;
import io.wasl.journal.keys.OlderTransactions;
import io.wasl.journal.keys.RecordKeys;
import io.wasl.journal.keys.WireKey;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Key files over a log in memory: exact, as far as a test lets them reach, and answering when it says so. */
final class FakeOlder implements OlderTransactions {

    private final FakeJournal journal;
    RecordKeys keys;
    private final ArrayDeque<Runnable> lookUps = new ArrayDeque<>();
    boolean isKept = true;
    /** Records behind this are not found. */
    long reach = Long.MAX_VALUE;
    /** Filters rule nothing out. */
    boolean isVague;
    /** Look-ups come back without an answer. */
    boolean isBroken;

    int capacity = 100;
    long keptSinceMs;
    int asked;

    FakeOlder(FakeJournal journal, RecordKeys keys) {
        this.journal = journal;
        this.keys = keys;
    }

    @Override
    public boolean isKept() {
        return isKept;
    }

    @Override
    public boolean mayHold(long high, long low, long begunUntil) {
        return isVague
                || begins(List.of(new WireKey(false, high, low))).stream().anyMatch(begin -> begin <= begunUntil);
    }

    @Override
    public boolean mayHoldTombstone(long high, long low) {
        return isVague || !begins(List.of(new WireKey(true, high, low))).isEmpty();
    }

    @Override
    public long knownUntil() {
        return reach;
    }

    @Override
    public long keptSinceMs() {
        return keptSinceMs;
    }

    @Override
    public boolean find(List<WireKey> wanted, Listener listener) {
        if (lookUps.size() >= capacity) {
            return false;
        }
        asked++;
        long until = reach;
        lookUps.add(() -> {
            if (isBroken) {
                listener.onUnknown();
            } else {
                listener.onFound(found(wanted), until);
            }
        });
        return true;
    }

    boolean hasLookUps() {
        return !lookUps.isEmpty();
    }

    /** The look-ups asked for so far are answered. */
    void deliver() {
        for (int left = lookUps.size(); left > 0; left--) {
            lookUps.remove().run();
        }
    }

    /** The process dies. */
    void forgetLookUps() {
        lookUps.clear();
    }

    private List<FoundTransaction> found(List<WireKey> wanted) {
        List<FoundTransaction> found = new ArrayList<>();
        for (long position : begins(wanted)) {
            JournalRecord first = record(position);
            List<JournalRecord> records = new ArrayList<>(List.of(first));
            if (first.type == RecordType.ACCEPTED) {
                JournalRecord beside = record(position + 1);
                if (beside.type == RecordType.INTENT) {
                    records.add(beside);
                }
                more(first, records);
            }
            found.add(new FoundTransaction(records));
        }
        return found;
    }

    private void more(JournalRecord first, List<JournalRecord> records) {
        visit(new Sink() {
            @Override
            public void more(long epoch, long counter) {
                if (epoch == first.epoch && counter == first.counter) {
                    records.add(record(position));
                }
            }
        });
    }

    private Set<Long> begins(List<WireKey> wanted) {
        Set<Long> begins = new TreeSet<>();
        visit(new Sink() {
            @Override
            public void transaction(long high, long low, long began) {
                if (wanted.contains(new WireKey(false, high, low))) {
                    begins.add(began);
                }
            }

            @Override
            public void tombstone(long high, long low) {
                if (wanted.contains(new WireKey(true, high, low))) {
                    begins.add(position);
                }
            }
        });
        return begins;
    }

    private JournalRecord record(long position) {
        return new JournalRecord().load(journal.records.get((int) position - 1));
    }

    private void visit(Sink sink) {
        for (JournalRecord record : journal.records) {
            if (record.position <= reach) {
                sink.position = record.position;
                keys.keysOf(record, sink);
            }
        }
    }

    private abstract static class Sink implements RecordKeys.KeySink {

        long position;

        @Override
        public void transaction(long high, long low, long began) {}

        @Override
        public void tombstone(long high, long low) {}

        @Override
        public void more(long epoch, long counter) {}
    }
}
