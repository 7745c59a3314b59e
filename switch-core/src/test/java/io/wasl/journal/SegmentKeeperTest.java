package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.journal.Journal.Urgency;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

final class SegmentKeeperTest {

    private final FakeDisk disk = new FakeDisk();

    @Test
    void shouldTellEachSealedSegmentOnceAndInOrder() throws Exception {
        Told told = new Told();
        JournalWorld world = world(told);
        fill(world, 4);
        world.journal.close();

        assertThat(told.numbers).containsExactly(1L, 2L, 3L, 4L);
        long next = 1;
        for (SealedSegment segment : told.segments) {
            assertThat(segment.firstPosition()).isEqualTo(next);
            assertThat(segment.toLogTimeMs()).isGreaterThanOrEqualTo(segment.fromLogTimeMs());
            next = segment.lastPosition() + 1;
        }
    }

    @Test
    void shouldTellWhatAnEarlierRunSealedAfterAStart() throws Exception {
        JournalWorld world = world(new Told());
        fill(world, 2);
        world.journal.close();

        Told told = new Told();
        world(told).settle();

        assertThat(told.numbers).containsExactly(1L, 2L, 3L);
    }

    @Test
    void shouldTryATaskThatFailedAgainAndLetOthersGoOn() throws Exception {
        Told failing = new Told();
        Told other = new Told();
        JournalWorld world = world(failing, other);
        failing.problem = "No space left on device";
        fill(world, 2);
        assertThat(failing.numbers).isEmpty();
        assertThat(other.numbers).containsExactly(1L, 2L);
        assertThat(world.journal.counters().get(JournalCounter.KEEPING_FAILED)).isEqualTo(2);

        failing.problem = "";
        fill(world, 3);

        assertThat(failing.numbers).containsExactly(1L, 2L, 3L);
        assertThat(other.numbers).containsExactly(1L, 2L, 3L);
    }

    private JournalWorld world(SealedSegmentTask... tasks) throws Exception {
        JournalWorld world = new JournalWorld(disk, 5);
        for (SealedSegmentTask task : tasks) {
            world.journal.keep(task);
        }
        return world.lead();
    }

    /** Appends until that many segments are sealed. */
    private static void fill(JournalWorld world, int sealed) {
        for (long counter = 1; world.journal.counters().get(JournalCounter.SEGMENTS_OPENED) <= sealed; counter++) {
            world.append(Urgency.IN_FLIGHT, counter, 20);
            world.journal.commit();
            world.settle();
        }
    }

    private static final class Told implements SealedSegmentTask {

        private final List<SealedSegment> segments = new ArrayList<>();
        private final List<Long> numbers = new ArrayList<>();
        private String problem = "";

        @Override
        public boolean onSealed(SealedSegment segment, BooleanSupplier isClosing) throws IOException {
            if (!problem.isEmpty()) {
                throw new IOException(problem);
            }
            segments.add(segment);
            numbers.add(segment.number());
            return true;
        }
    }
}
