package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.journal.Journal.Urgency;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class RetentionTest {

    private static final JournalLimits LIMITS = new JournalLimits(128 << 10, 64 << 10, 2, 40, 10);
    private static final Duration AGE = Duration.ofHours(24);

    private final FakeDisk disk = new FakeDisk();
    private final Random random = new Random(6);
    private long applied = Long.MAX_VALUE;
    private long counter;

    @Test
    void shouldLetSegmentsGoThatAreOldAppliedAndBeforeTheReplaysStart() throws Exception {
        JournalWorld world = open().lead();
        fill(world, 4);
        assertThat(segments()).as("nothing is old").hasSize(5);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        world.journal.close();

        assertThat(segments().get(0)).isEqualTo(5);
        JournalWorld restarted = open();
        assertThat(restarted.journal.oldestPosition()).isGreaterThan(100);
        assertThat(restarted.journal.replayFrom(0)).isGreaterThan(restarted.journal.oldestPosition());
        LogVerdict verdict = JournalVerifier.verify(disk, JournalWorld.KEYS, segment -> {});
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.firstSegment()).isEqualTo(5);
    }

    @Test
    void shouldKeepWhatTheLedgerDoesNotHave() throws Exception {
        applied = -1;
        JournalWorld world = open().lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        assertThat(segments().get(0)).isEqualTo(1);

        applied = 1500;
        fill(world, 9);

        long oldest = world.journal.oldestPosition();
        assertThat(oldest).isBetween(2L, 1501L);
    }

    @Test
    void shouldKeepWhatIsOpenUntilItHasBeenAppendedAgain() throws Exception {
        JournalWorld world = open().lead();
        TransactionId old = owe(world);
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        assertThat(segments().get(0)).as("what is owed stands there").isEqualTo(1);
        assertThat(world.heard.expiring).isPositive();

        append(world, old, RecordType.OWED);
        append(world, old, RecordType.SENT);
        fill(world, 10);

        assertThat(segments().get(0)).isGreaterThan(4);
        world.journal.close();
        DeliveryModel model = new DeliveryModel();
        open().journal.recover(0, model);
        assertThat(model.ids()).containsExactly(old);
    }

    @Test
    void shouldRefuseToStartWhenNoCheckpointStandsForWhatIsMissing() throws Exception {
        JournalWorld world = open().lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        world.journal.close();
        List<Long> left = segments();
        left.subList(0, left.size() - 1).forEach(number -> disk.remove(Segment.name(number)));

        assertThatThrownBy(() -> new JournalWorld(disk, LIMITS, 3))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("this segment is missing, and no checkpoint stands for it");
    }

    /** A checkpoint stands for what is owed; repeats and reversals of what a segment held need the segment. */
    @Test
    void shouldRefuseToStartWhenASegmentIsMissingThatItNeverLetGo() throws Exception {
        JournalWorld world = open().lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        world.journal.close();
        long oldest = segments().get(0);
        byte[] bytes = disk.bytes(Segment.name(oldest)).clone();
        disk.remove(Segment.name(oldest));

        assertThatThrownBy(() -> new JournalWorld(disk, LIMITS, 3))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining(Segment.name(oldest)
                        + " at byte 0: this segment is missing, and the log never let go" + " of it: put it back");
        disk.put(Segment.name(oldest), bytes);
        assertThat(new JournalWorld(disk, LIMITS, 3).journal.oldestPosition()).isPositive();

        disk.remove(Segment.name(oldest));
        disk.remove(LetGo.name(oldest - 1));
        assertThat(new JournalWorld(disk, LIMITS, 3).journal.replayFrom(0))
                .as("a log of an earlier build says nothing of it")
                .isPositive();
        assertThat(LetGo.read(disk)).as("and is believed from now on").hasValue(oldest);
    }

    @Test
    void shouldRefuseToBeginAnewWhenEverySegmentIsMissing() throws Exception {
        JournalWorld world = open().lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        world.journal.close();
        segments().forEach(number -> disk.remove(Segment.name(number)));

        assertThatThrownBy(() -> new JournalWorld(disk, LIMITS, 3))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("no segment is left of a log that had some");
    }

    @Test
    void shouldWriteDownWhatItLetsGoBeforeItGoes() throws Exception {
        assertThat(LetGo.read(disk)).isEmpty();
        JournalWorld world = open().lead();
        assertThat(LetGo.read(disk)).hasValue(0);
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);

        assertThat(LetGo.read(disk)).hasValue(segments().get(0) - 1);
        assertThat(disk.names()).filteredOn(name -> name.startsWith("let-go-")).hasSize(1);
    }

    @Test
    void shouldRefuseToStartWithoutCheckpointWhenTheFirstSegmentsHaveGone() throws Exception {
        JournalWorld world = open().lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);
        world.journal.close();
        disk.names().stream()
                .filter(name -> Checkpoint.segment(name) > 0)
                .toList()
                .forEach(disk::remove);

        assertThatThrownBy(() -> new JournalWorld(disk, LIMITS, 3))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("the log's first segment is missing, and no checkpoint tells what it owed");
    }

    @Test
    void shouldTellReadersThatWhatTheyHoldHasGone() throws Exception {
        JournalWorld world = open().lead();
        fill(world, 4);
        world.journal.commit();
        world.settle();
        try (JournalReader inside = world.journal.reader();
                JournalFollower behind = inside.follow(1);
                JournalReader beside = JournalReader.openForeign(disk, JournalWorld.KEYS)) {
            assertThat(behind.poll(record -> false, 1)).isEqualTo(1);
            world.nowMs += AGE.toMillis() + 1;
            fill(world, 8);

            assertThat(inside.find(5, record -> true)).isFalse();
            assertThatThrownBy(() -> behind.poll(record -> true, Integer.MAX_VALUE))
                    .isInstanceOf(SegmentGoneException.class);
            assertThatThrownBy(() -> beside.replay(1, record -> true)).isInstanceOf(SegmentGoneException.class);
            assertThat(inside.oldestPosition()).isEqualTo(world.journal.oldestPosition());
        }
    }

    @Test
    void shouldLeaveNoGapWhenThePowerGoesWhileSegmentsGo() throws Exception {
        for (int operations = 0; operations < 60; operations++) {
            FakeDisk cut = new FakeDisk();
            JournalWorld world = world(cut).lead();
            fill(world, 4);
            world.nowMs += AGE.toMillis() + 1;
            cut.operationsUntilPowerCut = 150L + operations;
            try {
                fill(world, 9);
            } catch (AssertionError | IllegalStateException e) {
                assertThat(world.heard.failures).isNotEmpty();
            }
            cut.cutPower(random);
            assertThat(SegmentCatalog.numbers(cut).get(0))
                    .isLessThanOrEqualTo(LetGo.read(cut).orElseThrow() + 1);
            JournalWorld restarted = world(cut);
            assertThat(restarted.journal.recovered().lastPosition()).isPositive();
        }
    }

    private JournalWorld open() throws Exception {
        return world(disk);
    }

    private JournalWorld world(FakeDisk on) throws Exception {
        JournalWorld world = new JournalWorld(on, LIMITS, 4);
        world.journal.retain(new Retention(AGE, Optional.empty(), () -> applied));
        return world;
    }

    private TransactionId owe(JournalWorld world) {
        TransactionId id = new TransactionId(world.journal.epoch(), ++counter);
        append(world, id, RecordType.OWED);
        return id;
    }

    private static void append(JournalWorld world, TransactionId id, RecordType type) {
        JournalRecord record = new JournalRecord().clear(type, id.epoch(), id.counter());
        record.member = "atlas";
        record.mti = 0x0420;
        record.number = type == RecordType.SENT ? 3 : 0;
        assertThat(world.journal.begin(Urgency.IN_FLIGHT)).isTrue();
        world.journal.add(record);
        assertThat(world.journal.append()).isPositive();
    }

    /** Until so many segments are sealed. */
    private void fill(JournalWorld world, int sealed) {
        int steps = 0;
        while (world.journal.counters().get(JournalCounter.SEGMENTS_OPENED) <= sealed) {
            world.nowMs += 10;
            counter += 20;
            world.append(Urgency.IN_FLIGHT, counter, 20);
            world.journal.commit();
            world.settle();
            if (++steps > 5000 || !world.heard.failures.isEmpty()) {
                throw new IllegalStateException("the log does not fill");
            }
        }
    }

    private List<Long> segments() throws IOException {
        return SegmentCatalog.numbers(disk);
    }
}
