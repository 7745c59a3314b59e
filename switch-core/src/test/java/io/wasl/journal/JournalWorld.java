package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.journal.Journal.Urgency;
import io.wasl.security.Keys;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** One node's log on a {@link FakeDisk}, in one thread, with its clock in the test's hand. */
final class JournalWorld {

    static final Keys KEYS = Keys.generate(new Random(7)::nextBytes);
    static final JournalLimits LIMITS = new JournalLimits(256 << 10, 64 << 10, 2, 1000, 1000);

    final FakeDisk disk;
    final Random random;
    final ManualLoop loop = new ManualLoop();
    final HeardListener heard = new HeardListener();
    final ManualLog log = new ManualLog();
    final ManualLoop keeper = new ManualLoop();
    final FileJournal journal;
    long nowMs = 1_700_000_000_000L;
    long nowNs;

    JournalWorld(FakeDisk disk, long seed) throws ConfigException, IOException {
        this(disk, LIMITS, seed);
    }

    JournalWorld(FakeDisk disk, JournalLimits limits, long seed) throws ConfigException, IOException {
        this.disk = disk;
        random = new Random(seed);
        JournalPorts ports = new JournalPorts(disk, KEYS, () -> nowMs, () -> nowNs, random::nextBytes);
        journal = FileJournal.open(ports, limits, new JournalThreads(log, Runnable::run, keeper));
    }

    /** Starts and waits until it leads. */
    JournalWorld lead() {
        journal.start(heard, loop);
        settle();
        if (heard.leadingEpoch == 0) {
            throw new AssertionError("the log does not lead: " + heard.failures);
        }
        return this;
    }

    /** The log and the loop in turns, until nothing more happens; 24 ms pass. */
    void settle() {
        for (int i = 0; i < 12; i++) {
            nowNs += LogWriter.IDLE_NS;
            log.step();
            loop.turn();
            keeper.turn();
        }
    }

    /** One append of some records; their counters are {@code counter}, {@code counter + 1} … */
    long append(Urgency urgency, long counter, int records) {
        if (!journal.begin(urgency)) {
            return -1;
        }
        for (int i = 0; i < records; i++) {
            journal.add(record(journal.epoch(), counter + i));
        }
        return journal.append();
    }

    /** Appends, commits and waits for the force. */
    long appendDurably(long counter) {
        long position = append(Urgency.IN_FLIGHT, counter, 1);
        journal.commit();
        settle();
        if (journal.durablePosition() != position) {
            throw new AssertionError("not durable: " + heard.failures);
        }
        return position;
    }

    static JournalRecord record(long epoch, long counter) {
        JournalRecord record = new JournalRecord().clear(RecordType.ACCEPTED, epoch, counter);
        record.member = "shop-bank";
        record.mti = 0x0100;
        record.amountMinor = counter * 100;
        record.open.put(11, "000001");
        record.sealed.put(2, "4000001234567899");
        return record;
    }

    List<Long> counters() throws IOException {
        List<Long> counters = new ArrayList<>();
        journal.replay(1, record -> {
            if (record.type != RecordType.NODE_STARTED) {
                counters.add(record.counter);
            }
            return true;
        });
        return counters;
    }
}
