package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Readers beside a node, in its process and in another. */
final class JournalReaderTest {

    private final FakeDisk disk = new FakeDisk();
    private JournalWorld world;

    @BeforeEach
    void startNode() throws Exception {
        world = new JournalWorld(disk, 1).lead();
    }

    @Test
    void shouldShowAnotherProcessWhatARunningNodeHasForced() throws Exception {
        world.appendDurably(10);
        world.append(Journal.Urgency.IN_FLIGHT, 11, 1);
        world.journal.commit();
        JournalReader reader = JournalReader.openForeign(disk, JournalWorld.KEYS);
        assertThat(counters(reader)).containsExactly(0L, 10L);
        world.settle();
        assertThat(counters(reader)).as("the same reader, later").containsExactly(0L, 10L, 11L);
        assertThat(reader.committedPosition()).isEqualTo(3);
    }

    @Test
    void shouldNotShowTheLastGroupWhenNothingSaysThatItIsForced() throws Exception {
        world.appendDurably(10);
        world.appendDurably(11);
        disk.publish(0);
        assertThat(counters(JournalReader.openForeign(disk, JournalWorld.KEYS))).containsExactly(0L, 10L);
    }

    /** Its force failed, its pages were lost, the next start has cut it; the reader had read ahead. */
    @Test
    void shouldNeverLendWhatAStartHasCutThoughItWasReadBefore() throws Exception {
        world.appendDurably(10);
        List<Long> seen = new ArrayList<>();
        JournalFollower follower =
                JournalReader.openForeign(disk, JournalWorld.KEYS).follow(1);
        disk.failForces = true;
        world.append(Journal.Urgency.IN_FLIGHT, 11, 1);
        world.journal.commit();
        world.settle();
        assertThat(follower.poll(record -> seen.add(record.counter), 64)).isEqualTo(2);
        disk.failForces = false;
        disk.cutPower(new Random(3));
        JournalWorld next = new JournalWorld(disk, 2).lead();
        next.appendDurably(12);

        assertThat(follower.poll(record -> seen.add(record.counter), 64)).isEqualTo(2);

        assertThat(seen).as("0 is a start").containsExactly(0L, 10L, 0L, 12L);
    }

    @Test
    void shouldShowEverythingBeforeTheLastSegmentWhenNothingWasPublished() throws Exception {
        world.appendDurably(10);
        new JournalWorld(disk, 1).lead();
        disk.publish(0);
        assertThat(counters(JournalReader.openForeign(disk, JournalWorld.KEYS))).containsExactly(0L, 10L);
    }

    @Test
    void shouldFollowAcrossSegmentsInBitesFromAnotherProcess() throws Exception {
        shouldFollow(JournalReader.openForeign(disk, JournalWorld.KEYS));
    }

    @Test
    void shouldFollowAcrossSegmentsInBitesInsideTheNode() throws Exception {
        shouldFollow(world.journal.reader());
    }

    private void shouldFollow(JournalReader reader) throws IOException {
        List<Long> seen = new ArrayList<>();
        JournalFollower follower = reader.follow(2);
        assertThat(follower.poll(record -> seen.add(record.counter), 7)).isZero();
        long counter = 0;
        while (world.journal.counters().get(JournalCounter.SEGMENTS_OPENED) < 4) {
            for (int i = 0; i < 20; i++) {
                world.append(Journal.Urgency.IN_FLIGHT, counter++, 1);
            }
            world.journal.commit();
            world.settle();
            assertThat(follower.poll(record -> seen.add(record.counter), 7)).isEqualTo(7);
        }
        int lent;
        do {
            lent = follower.poll(record -> seen.add(record.counter), 64);
            assertThat(lent).isLessThanOrEqualTo(64);
        } while (lent > 0);
        assertThat(seen).isEqualTo(LongStream.range(0, counter).boxed().collect(Collectors.toList()));
        assertThat(follower.position()).isEqualTo(world.journal.durablePosition() + 1);
    }

    @Test
    void shouldBringARecordAgainOnlyIfTheVisitorStoppedBeforeIt() throws Exception {
        for (int i = 0; i < 5; i++) {
            world.append(Journal.Urgency.IN_FLIGHT, i, 1);
        }
        world.journal.commit();
        world.settle();
        JournalFollower follower = world.journal.reader().follow(2);
        List<Long> seen = new ArrayList<>();
        assertThat(follower.poll(
                        record -> {
                            seen.add(record.counter);
                            return record.counter != 2;
                        },
                        100))
                .isEqualTo(3);
        assertThat(follower.poll(record -> seen.add(record.counter), 100)).isEqualTo(2);
        assertThat(seen).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @Test
    void shouldReadOpenElementsWithoutKeysAndSealedOnesNever() throws Exception {
        world.appendDurably(10);
        List<String> elements = new ArrayList<>();
        JournalReader.openForeign(disk, null).replay(2, record -> elements.add(record.open + " | " + record.sealed));
        assertThat(elements).containsExactly("DE 11 | DE");
        elements.clear();
        JournalReader.openForeign(disk, JournalWorld.KEYS)
                .replay(2, record -> elements.add(record.open + " | " + record.sealed));
        assertThat(elements).containsExactly("DE 11 | DE 2");
    }

    @Test
    void shouldFindAnyRecordByItsPosition() throws Exception {
        fillSegments(3);
        JournalReader inside = world.journal.reader();
        JournalReader outside = JournalReader.openForeign(disk, JournalWorld.KEYS);
        long last = world.journal.durablePosition();
        for (long position = last; position > 0; position -= 13) {
            long expected = position;
            assertThat(inside.find(position, record -> check(record, expected))).isTrue();
            assertThat(outside.find(position, record -> check(record, expected)))
                    .isTrue();
        }
        assertThat(inside.find(last + 1, record -> true)).isFalse();
        assertThat(inside.find(0, record -> true)).isFalse();
    }

    private static boolean check(JournalRecord record, long position) {
        assertThat(record.position).isEqualTo(position);
        return true;
    }

    @Test
    void shouldStartAtTheOldestRecordKeptWhenOlderOnesAreGone() throws Exception {
        fillSegments(3);
        disk.remove(Segment.name(1));
        JournalReader reader = JournalReader.openForeign(disk, JournalWorld.KEYS);
        List<Long> positions = new ArrayList<>();
        reader.replay(1, record -> positions.add(record.position));
        assertThat(positions.get(0)).isEqualTo(reader.oldestPosition()).isGreaterThan(1);
        assertThat(positions.get(positions.size() - 1)).isEqualTo(reader.committedPosition());
        assertThat(reader.find(1, record -> true)).isFalse();
        disk.names().stream().filter(name -> name.endsWith(".ckpt")).toList().forEach(disk::remove);
        assertThatThrownBy(() -> new JournalWorld(disk, 3))
                .as("without a checkpoint a node needs all of it")
                .isInstanceOf(CorruptJournalException.class);
    }

    @Test
    void shouldListSegmentsForOperators() throws Exception {
        fillSegments(2);
        List<SegmentInfo> infos =
                JournalReader.openForeign(disk, JournalWorld.KEYS).segments();
        assertThat(infos).hasSize(2);
        assertThat(infos.get(0).firstPosition()).isEqualTo(1);
        assertThat(infos.get(1).firstPosition()).isEqualTo(infos.get(0).lastPosition() + 1);
        assertThat(infos.get(1).lastPosition()).isEqualTo(world.journal.durablePosition());
        assertThat(infos).extracting(SegmentInfo::file).containsExactly(Segment.name(1), Segment.name(2));
        assertThat(infos).extracting(SegmentInfo::epoch).containsOnly(1L);
    }

    private void fillSegments(int segments) {
        long counter = 0;
        while (world.journal.counters().get(JournalCounter.SEGMENTS_OPENED) < segments) {
            for (int i = 0; i < 20; i++) {
                world.append(Journal.Urgency.IN_FLIGHT, counter++, 1);
            }
            world.journal.commit();
            world.settle();
        }
    }

    private static List<Long> counters(JournalReader reader) throws IOException {
        List<Long> counters = new ArrayList<>();
        reader.replay(1, record -> counters.add(record.counter));
        return counters;
    }
}
