package io.wasl.sim.world;

import io.wasl.journal.Journal.Room;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordVisitor;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the members of a cluster have agreed on: committed records, and who leads. It outlives every node.
 *
 * <p>Owner: the world's thread. Invariants: positions are dense from 1, log time never falls, epochs of records never fall.
 */
final class ClusterLog {

    private final List<JournalRecord> committed = new ArrayList<>();
    private Room room = Room.OPEN;
    private long epoch;
    private @Nullable ReplicatedJournal leader;

    /** The position of the last record committed; 0 for none. */
    long position() {
        return committed.size();
    }

    long lastTimeMs() {
        return committed.isEmpty() ? 0 : committed.get(committed.size() - 1).logTimeMs;
    }

    /** The newest election's number. */
    long epoch() {
        return epoch;
    }

    Room room() {
        return room;
    }

    /** How much its members have room for. */
    void setRoom(Room newRoom) {
        room = newRoom;
    }

    @Nullable
    ReplicatedJournal leader() {
        return leader;
    }

    /** An election: whoever led leads no more, whether the candidate has won or nobody. */
    void elect(ReplicatedJournal candidate, boolean isWon) {
        epoch++;
        ReplicatedJournal before = leader;
        leader = null;
        if (before != null) {
            before.onDeposed();
        }
        if (isWon) {
            leader = candidate;
        }
    }

    /** It leads no more, of itself. */
    void resign(ReplicatedJournal resigning) {
        if (leader == resigning) {
            leader = null;
        }
    }

    /** A majority has them. */
    void commit(List<JournalRecord> records) {
        for (JournalRecord record : records) {
            assert record.position == position() + 1 : "a hole in the log";
            assert record.logTimeMs >= lastTimeMs() : "log time falls";
            committed.add(record);
        }
    }

    /** One of them; lent to nobody who changes it. */
    JournalRecord at(long position) {
        return committed.get((int) position - 1);
    }

    /** In order, each in a record that is reused. */
    void replay(long from, long to, RecordVisitor visitor) throws IOException {
        JournalRecord lent = new JournalRecord();
        for (long at = Math.max(1, from); at <= to; at++) {
            if (!visitor.onRecord(lent.load(at(at)))) {
                return;
            }
        }
    }
}
