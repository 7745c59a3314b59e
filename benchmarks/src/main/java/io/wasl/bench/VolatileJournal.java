package io.wasl.bench;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;

/**
 * A log that counts its records and forgets them: what the engine costs without the disk. Everything is durable when
 * {@link #force} is called.
 */
public final class VolatileJournal implements Journal {

    private static final long EPOCH = 1;

    private long position;
    private long durable;
    private boolean isAppendOpen;

    /** Makes all that was appended durable and says so. */
    public void force(JournalListener listener) {
        if (durable < position) {
            durable = position;
            listener.onDurable(EPOCH, durable);
        }
    }

    /** Leads from the first record on; the start of the epoch is one, as in the real log. */
    public void lead(JournalListener listener) {
        listener.onLeading(EPOCH, position);
        position++;
        force(listener);
    }

    @Override
    public boolean begin(Urgency urgency) {
        assert !isAppendOpen : "an append is open";
        isAppendOpen = true;
        return true;
    }

    @Override
    public void add(JournalRecord record) {
        record.position = ++position;
    }

    @Override
    public long append() {
        isAppendOpen = false;
        return position;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long durablePosition() {
        return durable;
    }

    @Override
    public Room room() {
        return Room.OPEN;
    }

    @Override
    public long epoch() {
        return EPOCH;
    }

    @Override
    public boolean hasAuthority(long epoch) {
        return epoch == EPOCH;
    }

    /** Nothing is kept; a benchmark repeats no key, so that nothing is asked for. */
    @Override
    public boolean read(long wanted, long token) {
        throw new IllegalStateException("a log that forgets was asked for a record");
    }

    @Override
    public void commit() {
        assert !isAppendOpen : "a turn ends within an append";
    }
}
