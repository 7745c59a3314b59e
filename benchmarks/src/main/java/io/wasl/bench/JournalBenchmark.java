package io.wasl.bench;

import io.wasl.journal.AppendRig;
import io.wasl.journal.GroupRig;
import io.wasl.journal.JournalRecord;
import io.wasl.security.Keys;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Setup;

/** What one record costs the log, in groups of 64, without the disk; an operation is a record. */
public class JournalBenchmark extends TimedBenchmark {

    static final int GROUP = 64;

    private List<JournalRecord> records = List.of();

    private AppendRig rig;

    private GroupRig group;

    /** A log without a disk, and a group by itself. */
    @Setup
    public void prepare() {
        Keys keys = Keys.generate(new Random(BinMix.SEED)::nextBytes);
        records = StoredRequests.of(GROUP);
        rig = AppendRig.onNothing(keys);
        group = new GroupRig(keys, StoredRequests.of(GROUP));
    }

    /** The loop's part and the log thread's: appended, sealed, written to nowhere, told durable. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public long append() {
        return rig.appendGroup(records);
    }

    /** The loop's part alone: encoded into the group. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public int fill() {
        return group.fill();
    }

    /** The log thread's part alone. */
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public ByteBuffer seal() {
        return group.seal();
    }

    /** The limit: the group's bytes copied once, and one CRC32C of them. */
    @Yardstick
    @Benchmark
    @OperationsPerInvocation(GROUP)
    public int limit() {
        return group.copyAndCheck();
    }
}
