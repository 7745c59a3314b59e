package io.wasl.engine;

import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A log in memory that forces and reads only when a test says so. */
final class FakeJournal implements Journal {

    final List<JournalRecord> records = new ArrayList<>();
    private final List<JournalRecord> openAppend = new ArrayList<>();
    private final ArrayDeque<long[]> reads = new ArrayDeque<>();
    private @Nullable JournalListener listener;
    private long epoch;
    private long durable;
    private boolean isAppendOpen;
    Room room = Room.OPEN;
    /** Another node leads, and this one has not heard of it. */
    boolean isDeposed;
    /** So often it is said yet that it leads. */
    long authorityLeft = Long.MAX_VALUE;

    int readCapacity = 1000;
    /** These segments have expired. */
    long goneUpTo;

    void lead(JournalListener newListener) {
        listener = newListener;
        epoch++;
        newListener.onLeading(epoch, position());
    }

    /** Everything appended so far becomes durable. */
    void force() {
        JournalListener told = listener;
        if (told != null && durable < position()) {
            durable = position();
            told.onDurable(epoch, durable);
        }
    }

    /** Hands over what was asked for and is durable. */
    void deliverReads() {
        JournalListener told = listener;
        for (int left = reads.size(); told != null && left > 0; left--) {
            long[] read = reads.remove();
            if (read[0] <= goneUpTo) {
                told.onUnreadable(read[1], "no longer kept");
            } else if (read[0] <= durable) {
                told.onRead(read[1], copy(records.get((int) read[0] - 1)));
            } else {
                reads.add(read);
            }
        }
    }

    /** Power goes: what was not forced is gone, and so is everybody who listened. */
    void crash() {
        while (records.size() > durable) {
            records.remove(records.size() - 1);
        }
        reads.clear();
        openAppend.clear();
        isAppendOpen = false;
        listener = null;
    }

    /** Where appends end: a crash leaves whole ones. */
    final List<Integer> ends = new ArrayList<>();

    /** Begins with what another one holds up to one of its ends. */
    void continueFrom(FakeJournal other, int end) {
        other.records.subList(0, end).forEach(record -> records.add(copy(record)));
        durable = end;
        epoch = other.epoch;
    }

    void replay(Consumer<JournalRecord> visitor) {
        records.forEach(record -> visitor.accept(copy(record)));
    }

    @Override
    public boolean begin(Urgency urgency) {
        if (isAppendOpen) {
            throw new IllegalStateException("an append is open");
        }
        isAppendOpen = switch (room) {
            case OPEN -> true;
            case RESERVE -> urgency == Urgency.IN_FLIGHT;
            case FULL, CLOSED -> false;
        };
        return isAppendOpen;
    }

    @Override
    public void add(JournalRecord record) {
        if (!isAppendOpen) {
            throw new IllegalStateException("no append is open");
        }
        record.position = records.size() + openAppend.size() + 1L;
        openAppend.add(copy(record));
    }

    @Override
    public long append() {
        records.addAll(openAppend);
        openAppend.clear();
        isAppendOpen = false;
        ends.add(records.size());
        return position();
    }

    @Override
    public long position() {
        return records.size();
    }

    @Override
    public long durablePosition() {
        return durable;
    }

    @Override
    public Room room() {
        return room;
    }

    @Override
    public long epoch() {
        return epoch;
    }

    @Override
    public boolean hasAuthority(long ofEpoch) {
        isDeposed |= authorityLeft-- <= 0;
        return ofEpoch == epoch && !isDeposed;
    }

    @Override
    public boolean read(long position, long token) {
        if (reads.size() >= readCapacity) {
            return false;
        }
        reads.add(new long[] {position, token});
        return true;
    }

    @Override
    public void commit() {
        if (isAppendOpen) {
            throw new IllegalStateException("a turn ends within an append");
        }
    }

    static JournalRecord copy(JournalRecord from) {
        JournalRecord to = new JournalRecord().clear(from.type, from.epoch, from.counter);
        to.position = from.position;
        to.logTimeMs = from.logTimeMs;
        to.relatedEpoch = from.relatedEpoch;
        to.relatedCounter = from.relatedCounter;
        to.member = from.member;
        to.mti = from.mti;
        to.state = from.state;
        to.reason = from.reason;
        to.code = from.code;
        to.number = from.number;
        to.amountMinor = from.amountMinor;
        to.keyHigh = from.keyHigh;
        to.keyLow = from.keyLow;
        to.tokenHigh = from.tokenHigh;
        to.tokenLow = from.tokenLow;
        to.panHint = from.panHint;
        to.open.load(from.open);
        to.sealed.load(from.sealed);
        return to;
    }
}
