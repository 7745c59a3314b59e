package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import io.wasl.journal.Journal.Urgency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Thousands of power cuts at any operation of the disk, in worlds made from seeds: what was told durable is there, what
 * is there is what was appended, in whole appends, and what was once cut never comes back.
 */
final class JournalCrashTest {

    private static final int WORLDS = 160;
    private static final int CRASHES = 16;

    /** The history as it must be: counters by position − 1, −1 for NODE_STARTED. */
    private final List<Long> history = new ArrayList<>();

    private final TreeSet<Long> appendEnds = new TreeSet<>();
    private long nextCounter;

    /** Thousands of full and failing disks would each warn. */
    @BeforeAll
    static void silence() {
        ((Logger) LoggerFactory.getLogger(LogWriter.class)).setLevel(Level.OFF);
    }

    @AfterAll
    static void speak() {
        ((Logger) LoggerFactory.getLogger(LogWriter.class)).setLevel(null);
    }

    @Test
    void shouldLoseNothingDurableInAnyCrash() throws Exception {
        for (int world = 0; world < WORLDS; world++) {
            long seed = 1_000L + world;
            try {
                runWorld(new Random(seed));
            } catch (AssertionError | IOException | RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
    }

    private void runWorld(Random random) throws Exception {
        FakeDisk disk = new FakeDisk();
        history.clear();
        appendEnds.clear();
        nextCounter = 1;
        long toldDurable = 0;
        long lastEpoch = 0;
        for (int crash = 0; crash < CRASHES; crash++) {
            LogVerdict before = JournalVerifier.verify(disk, JournalWorld.KEYS, segment -> {});
            assertThat(before.damage()).as("after a power cut").isEmpty();
            JournalWorld world = new JournalWorld(disk, random.nextLong());
            assertThat(before.lastPosition())
                    .isEqualTo(world.journal.recovered().lastPosition());
            checkRecovered(world, toldDurable);
            disk.operationsUntilPowerCut = random.nextInt(random.nextBoolean() ? 20 : 120);
            toldDurable = live(world, random, toldDurable);
            if (world.heard.leadingEpoch != 0) {
                assertThat(world.heard.leadingEpoch).isGreaterThan(lastEpoch);
                lastEpoch = world.heard.leadingEpoch;
            }
            disk.cutPower(random);
        }
    }

    private void checkRecovered(JournalWorld world, long toldDurable) throws IOException {
        long last = world.journal.recovered().lastPosition();
        assertThat(last).as("what was told durable").isGreaterThanOrEqualTo(toldDurable);
        assertThat(last).isLessThanOrEqualTo(history.size());
        assertThat(last == 0 || appendEnds.contains(last))
                .as("an append cut in two at %d", last)
                .isTrue();
        history.subList((int) last, history.size()).clear();
        appendEnds.tailSet(last, false).clear();
        List<Long> kept = new ArrayList<>();
        world.journal.replay(1, record -> {
            assertThat(record.position).isEqualTo(kept.size() + 1L);
            assertThat(record.type == RecordType.NODE_STARTED
                            || record.sealed.text(2).equals("4000001234567899"))
                    .isTrue();
            kept.add(record.type == RecordType.NODE_STARTED ? -1L : record.counter);
            return true;
        });
        assertThat(kept).isEqualTo(history);
    }

    /** Runs until the power goes; returns the last position told durable. */
    private long live(JournalWorld world, Random random, long toldBefore) {
        world.journal.start(world.heard, world.loop);
        boolean noted = false;
        for (int i = 0; i < 200 && world.heard.failures.isEmpty(); i++) {
            noted = act(world, random, noted);
        }
        return Math.max(toldBefore, world.heard.durable);
    }

    private boolean act(JournalWorld world, Random random, boolean started) {
        boolean noted = started;
        world.nowNs += 10_000_000;
        switch (random.nextInt(4)) {
            case 0 -> appendSome(world, random);
            case 1 -> world.journal.commit();
            case 2 -> {
                world.log.step();
                noted = started || noteStart(world);
            }
            case 3 -> world.loop.turn();
            default -> throw new AssertionError();
        }
        return noted;
    }

    /** NODE_STARTED is in the history as soon as it may be on the disk. */
    private boolean noteStart(JournalWorld world) {
        history.add(-1L);
        appendEnds.add((long) history.size());
        assertThat(world.journal.recovered().lastPosition() + 1).isEqualTo(history.size());
        return true;
    }

    private void appendSome(JournalWorld world, Random random) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int records = 1 + random.nextInt(3);
            long position = world.append(Urgency.IN_FLIGHT, nextCounter, records);
            if (position > 0) {
                for (int i = 0; i < records; i++) {
                    history.add(nextCounter + i);
                }
                assertThat(position).isEqualTo(history.size());
                appendEnds.add(position);
            }
            nextCounter += records;
        }
    }
}
