package io.wasl.journal;

import io.wasl.config.ConfigException;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;

/** A log of files in memory, made of somebody's records, for tests of other rooms. */
public final class TrialLog {

    private final FakeDisk disk = new FakeDisk();
    private final JournalLimits limits;
    private JournalWorld world;

    /**
     * @param segmentBytes small, so that a test's log has many
     */
    public TrialLog(long segmentBytes, long memoryWindow) throws ConfigException, IOException {
        limits = new JournalLimits(segmentBytes, 64 << 10, 2, memoryWindow, memoryWindow);
        world = new JournalWorld(disk, limits, 1).lead();
    }

    /** One append. */
    public void append(List<JournalRecord> records) throws IOException {
        world.nowMs += 1000;
        if (!world.journal.begin(Journal.Urgency.IN_FLIGHT)) {
            force();
            if (!world.journal.begin(Journal.Urgency.IN_FLIGHT)) {
                throw new IOException("the log takes nothing: " + world.journal.room());
            }
        }
        records.forEach(world.journal::add);
        long ignored = world.journal.append();
        assert ignored > 0;
    }

    public void force() {
        world.journal.commit();
        world.settle();
    }

    /** A start, which reads the newest checkpoint there is. */
    public FileJournal open() throws ConfigException, IOException {
        world.journal.close();
        world = new JournalWorld(disk, limits, 2);
        return world.journal;
    }

    /** The newest first. */
    public List<String> checkpoints() {
        return disk.names().stream()
                .filter(name -> Checkpoint.segment(name) > 0)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    public void damage(String name) {
        byte[] bytes = disk.bytes(name);
        bytes[bytes.length / 2] ^= 0x10;
    }

    /** Of the start that {@link #open} made. */
    public long replayFrom() {
        return world.journal.replayFrom(0);
    }
}
