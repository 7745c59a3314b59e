package io.wasl.sim.world;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalRecord;

/**
 * The node's log, with somebody beside it who reads what is appended; not what is appended in vain.
 *
 * <p>Owner: the world's thread.
 */
final class WatchedJournal implements Journal {

    private final Journal journal;
    private final LogCensus census;

    WatchedJournal(Journal journal, LogCensus census) {
        this.journal = journal;
        this.census = census;
    }

    @Override
    public boolean begin(Urgency urgency) {
        return journal.begin(urgency);
    }

    @Override
    public void add(JournalRecord record) {
        journal.add(record);
        if (journal.hasAuthority(journal.epoch())) {
            census.onAppended(record);
        }
    }

    @Override
    public long append() {
        return journal.append();
    }

    @Override
    public long position() {
        return journal.position();
    }

    @Override
    public long durablePosition() {
        return journal.durablePosition();
    }

    @Override
    public Room room() {
        return journal.room();
    }

    @Override
    public long epoch() {
        return journal.epoch();
    }

    @Override
    public boolean hasAuthority(long ofEpoch) {
        return journal.hasAuthority(ofEpoch);
    }

    @Override
    public boolean read(long position, long token) {
        return journal.read(position, token);
    }

    @Override
    public void commit() {
        journal.commit();
    }
}
