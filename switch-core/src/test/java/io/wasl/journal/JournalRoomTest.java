package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.Journal.Room;
import io.wasl.journal.Journal.Urgency;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A full disk, and a failing one. */
final class JournalRoomTest {

    private final FakeDisk disk = new FakeDisk();
    private long counter = 1;

    @Test
    void shouldRefuseNewBusinessInTheReserveAndComeBackByItself() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        fillStock(world);
        disk.freeBytes = 0;
        fillUntil(world, Room.RESERVE);

        assertThat(world.append(Urgency.NEW_BUSINESS, 1, 1)).isEqualTo(-1);
        assertThat(world.journal.counters().get(JournalCounter.REFUSED_RESERVE)).isEqualTo(1);
        long position = world.appendDurably(counter++);
        assertThat(position).isEqualTo(world.journal.durablePosition());

        disk.freeBytes = 1L << 50;
        world.settle();
        assertThat(world.journal.room())
                .as("it is tried again each 250 ms only")
                .isEqualTo(Room.RESERVE);
        world.nowNs += LogWriter.RETRY_NS;
        world.settle();
        assertThat(world.journal.room()).isEqualTo(Room.OPEN);
        assertThat(world.append(Urgency.NEW_BUSINESS, counter++, 1)).isPositive();
        world.journal.commit();
        world.settle();
        assertThat(new JournalWorld(disk, 2).counters()).isEqualTo(written());
    }

    @Test
    void shouldTakeNothingWhenTheReserveIsUsedUpTooAndComeBackByItself() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        fillStock(world);
        disk.freeBytes = 0;
        fillUntil(world, Room.RESERVE);
        int segments = segments();
        fillUntil(world, Room.FULL);
        assertThat(segments() - segments)
                .as("of the reserve of 2, one was open at RESERVE")
                .isEqualTo(1);

        assertThat(world.journal.begin(Urgency.IN_FLIGHT)).isFalse();
        assertThat(world.journal.counters().get(JournalCounter.REFUSED_FULL)).isEqualTo(1);
        assertThat(world.heard.failures).as("a full disk is no failure").isEmpty();
        assertThat(world.journal.durablePosition()).isEqualTo(world.journal.position());

        disk.freeBytes = 1L << 50;
        world.nowNs += LogWriter.RETRY_NS;
        world.settle();
        assertThat(world.journal.room()).isEqualTo(Room.OPEN);
        world.appendDurably(counter++);
        assertThat(new JournalWorld(disk, 2).counters()).isEqualTo(written());
    }

    @Test
    void shouldHaveTheStockFullWheneverASegmentIsUsedUpThoughTheLogIsNeverIdle() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        long opened = 1;
        while (opened < 5) {
            for (int i = 0; i < 20; i++) {
                world.append(Urgency.IN_FLIGHT, counter++, 1);
            }
            world.journal.commit();
            world.log.step();
            world.loop.turn();
            long now = world.journal.counters().get(JournalCounter.SEGMENTS_OPENED);
            if (now > opened) {
                assertThat(world.journal.counters().get(JournalCounter.SPARE_SEGMENTS))
                        .isGreaterThanOrEqualTo(2);
                opened = now;
            }
        }
        assertThat(world.journal.room()).isEqualTo(Room.OPEN);
    }

    @Test
    void shouldWaitForRoomWhenTheDiskIsFullAtTheStart() throws Exception {
        disk.freeBytes = 100_000;
        JournalWorld world = new JournalWorld(disk, 1);
        world.journal.start(world.heard, world.loop);
        world.settle();
        assertThat(world.heard.leadingEpoch).isZero();
        assertThat(world.heard.failures).isEmpty();
        disk.freeBytes = 1L << 50;
        world.nowNs += LogWriter.RETRY_NS;
        world.settle();
        assertThat(world.heard.leadingEpoch).isEqualTo(1);
    }

    @Test
    void shouldFailOnceAndTellNothingDurableAfterAFailedForce() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        long durable = world.appendDurably(counter++);
        world.journal.read(durable + 1, 9);
        disk.failForces = true;
        world.append(Urgency.IN_FLIGHT, 50, 1);
        world.journal.commit();
        world.append(Urgency.IN_FLIGHT, 51, 1);
        world.journal.commit();
        world.settle();
        shouldHaveFailed(world, durable);
        assertThat(world.heard.reads).hasSize(1).first().asString().startsWith("9 unreadable");

        int forces = disk.forces;
        disk.failForces = false;
        world.settle();
        assertThat(disk.forces).as("a force is never tried again").isEqualTo(forces);
        shouldHaveFailed(world, durable);
        assertThat(world.journal.read(durable, 10))
                .as("what is durable can still be read")
                .isTrue();
        world.settle();
        assertThat(world.heard.reads).hasSize(2).last().asString().startsWith("10 ACCEPTED");
    }

    @Test
    void shouldFailOnceAfterAFailedWrite() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        long durable = world.appendDurably(counter++);
        disk.failWrites = true;
        world.append(Urgency.IN_FLIGHT, 50, 1);
        world.journal.commit();
        world.settle();
        disk.failWrites = false;
        world.settle();
        shouldHaveFailed(world, durable);
    }

    @Test
    void shouldNotLeadWhenItsStartCannotBeForced() throws Exception {
        disk.failForces = true;
        JournalWorld world = new JournalWorld(disk, 1);
        world.journal.start(world.heard, world.loop);
        world.settle();
        assertThat(world.heard.leadingEpoch).isZero();
        assertThat(world.heard.failures).hasSize(1);
    }

    /** The page cache may say yes to a second force of bytes that never reached the disk. */
    @Test
    void shouldWriteTheLastGroupAgainBeforeRelyingOnIt() throws Exception {
        JournalWorld world = new JournalWorld(disk, 1).lead();
        disk.failForces = true;
        world.append(Urgency.IN_FLIGHT, 50, 1);
        world.journal.commit();
        world.settle();
        disk.failForces = false;
        int forces = disk.forces;
        JournalWorld again = new JournalWorld(disk, 1);
        assertThat(again.counters()).containsExactly(50L);
        assertThat(disk.forces).isGreaterThan(forces);
        disk.cutPower(new java.util.Random(1));
        assertThat(new JournalWorld(disk, 1).counters()).containsExactly(50L);
    }

    private static void shouldHaveFailed(JournalWorld world, long durable) {
        assertThat(world.heard.failures).hasSize(1);
        assertThat(world.heard.durable).isEqualTo(durable);
        assertThat(world.journal.durablePosition()).isEqualTo(durable);
        assertThat(world.journal.room()).isEqualTo(Room.CLOSED);
        assertThat(world.journal.begin(Urgency.IN_FLIGHT)).isFalse();
    }

    private static void fillStock(JournalWorld world) {
        world.settle();
        assertThat(world.journal.counters().get(JournalCounter.SPARE_SEGMENTS)).isEqualTo(3);
    }

    private void fillUntil(JournalWorld world, Room room) {
        for (int i = 0; i < 100_000 && world.journal.room() != room; i++) {
            world.nowNs += LogWriter.RETRY_NS;
            world.appendDurably(counter++);
        }
        assertThat(world.journal.room()).isEqualTo(room);
    }

    private int segments() {
        return (int)
                disk.names().stream().filter(name -> Segment.number(name) > 0).count();
    }

    private List<Long> written() {
        return LongStream.range(1, counter).boxed().collect(Collectors.toList());
    }
}
