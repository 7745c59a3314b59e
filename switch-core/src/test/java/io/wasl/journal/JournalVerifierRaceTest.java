package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** A node that goes on writing, opening segments and starting again between any two steps of a verification. */
final class JournalVerifierRaceTest {

    private static final int WORLDS = 200;
    /** A node that never rests is never caught up with, in one thread. */
    private static final int DEEDS = 30;

    private JournalWorld world;
    private long counter = 1;
    private int deeds;

    JournalVerifierRaceTest() throws Exception {
        world = new JournalWorld(new FakeDisk(), 0);
    }

    @Test
    void shouldNeverCallARunningNodesLogDamaged() throws Exception {
        int grown = 0;
        int crossed = 0;
        for (int seed = 0; seed < WORLDS; seed++) {
            Random random = new Random(seed);
            counter = 1;
            deeds = 0;
            world = new JournalWorld(new FakeDisk(), seed).lead();
            int busy = 1 + random.nextInt(12);
            List<VerifiedSegment> told = new ArrayList<>();
            long before = world.journal.durablePosition();
            LogVerdict verdict = JournalVerifier.verify(
                    new Interleaved(world.disk, () -> act(random, busy)), JournalWorld.KEYS, told::add);
            assertThat(verdict.damage()).as("seed %d", seed).isEmpty();
            assertThat(verdict.lastPosition()).as("seed %d", seed).isGreaterThanOrEqualTo(before);
            grown += verdict.lastPosition() > before ? 1 : 0;
            crossed += told.size() > 1 ? 1 : 0;
        }
        assertThat(grown).as("verifications that saw the log grow").isGreaterThan(WORLDS / 4);
        assertThat(crossed).as("verifications that crossed into a new segment").isGreaterThan(WORLDS / 20);
    }

    private void act(Random random, int busy) {
        try {
            if (deeds == DEEDS || random.nextInt(busy) > 0) {
                return;
            }
            deeds++;
            if (random.nextInt(40) == 0) {
                world = new JournalWorld(world.disk, random.nextLong()).lead();
            }
            int appends = random.nextInt(3) == 0 ? 300 : 1 + random.nextInt(5);
            for (int i = 0; i < appends; i++) {
                world.append(Journal.Urgency.IN_FLIGHT, counter++, 1);
            }
            world.journal.commit();
            world.settle();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** Retention lets go of segments at any step of the reading: none of it is damage, and all of it is said. */
    @Test
    void shouldCallNothingDamagedThatExpiresMeanwhile() throws Exception {
        long seed = 73;
        Random random = new Random(seed);
        int expired = 0;
        for (int trial = 0; trial < 150; trial++) {
            FakeDisk disk = new FakeDisk();
            JournalWorld world = new JournalWorld(disk, new JournalLimits(128 << 10, 64 << 10, 2, 40, 40), trial);
            world.journal.retain(new Retention(Duration.ofDays(1), Optional.empty(), () -> Long.MAX_VALUE));
            world.lead();
            fill(world, 5);
            world.nowMs += Duration.ofDays(2).toMillis();
            long[] stepsLeft = {random.nextInt(90)};
            int more = 1 + random.nextInt(4);
            SegmentFiles files = new Interleaved(disk, () -> {
                if (stepsLeft[0]-- == 0) {
                    fill(world, 5 + more);
                }
            });
            List<Long> numbers = new ArrayList<>();

            LogVerdict verdict = JournalVerifier.verify(files, JournalWorld.KEYS, read -> numbers.add(read.number()));

            assertThat(verdict.damage()).as("seed %d, trial %d", seed, trial).isEmpty();
            for (LogVerdict.Expired gone : verdict.expired()) {
                LongStream.rangeClosed(gone.first(), gone.last()).forEach(numbers::add);
                expired++;
            }
            assertThat(numbers.stream().sorted())
                    .as("each segment was read or has gone: seed %d, trial %d", seed, trial)
                    .containsExactlyElementsOf(LongStream.rangeClosed(
                                    verdict.firstSegment(),
                                    numbers.stream().mapToLong(n -> n).max().orElseThrow())
                            .boxed()
                            .toList());
            assertThat(verdict.segments()).isPositive();
        }
        assertThat(expired).as("segments that went while they were wanted").isGreaterThan(20);
    }

    private static void fill(JournalWorld world, int sealed) {
        long counter = 0;
        while (world.journal.counters().get(JournalCounter.SEGMENTS_OPENED) <= sealed) {
            world.nowMs += 10;
            counter += 20;
            world.append(Journal.Urgency.IN_FLIGHT, counter, 20);
            world.journal.commit();
            world.settle();
        }
    }

    /** Files of a disk on which something happens before each step of their reader. */
    private static final class Interleaved implements SegmentFiles {

        private final FakeDisk disk;
        private final Runnable meanwhile;

        private Interleaved(FakeDisk disk, Runnable meanwhile) {
            this.disk = disk;
            this.meanwhile = meanwhile;
        }

        @Override
        public List<String> names() {
            meanwhile.run();
            return disk.names();
        }

        @Override
        public LogFile openReadOnly(String name) throws IOException {
            meanwhile.run();
            return new InterleavedFile(disk.openReadOnly(name));
        }

        @Override
        public long published() {
            meanwhile.run();
            return disk.published();
        }

        @Override
        public LogFile create(String name) {
            throw new AssertionError("a verification writes nothing");
        }

        @Override
        public LogFile open(String name) {
            throw new AssertionError("a verification writes nothing");
        }

        @Override
        public void rename(String from, String to) {
            throw new AssertionError("a verification writes nothing");
        }

        @Override
        public void delete(String name) {
            throw new AssertionError("a verification writes nothing");
        }

        @Override
        public void forceFolder() {
            throw new AssertionError("a verification writes nothing");
        }

        @Override
        public void publish(long durablePosition) {
            throw new AssertionError("a verification writes nothing");
        }

        @Override
        public void close() {}

        private final class InterleavedFile implements LogFile {

            private final LogFile file;

            private InterleavedFile(LogFile file) {
                this.file = file;
            }

            @Override
            public long size() throws IOException {
                meanwhile.run();
                return file.size();
            }

            @Override
            public int read(long offset, byte[] target, int targetOffset, int length) throws IOException {
                meanwhile.run();
                int half = length / 2;
                int read = file.read(offset, target, targetOffset, half);
                if (read == half) {
                    meanwhile.run(); // a read is no atomic thing either
                    read += file.read(offset + half, target, targetOffset + half, length - half);
                }
                return read;
            }

            @Override
            public void write(long offset, ByteBuffer source) {
                throw new AssertionError("a verification writes nothing");
            }

            @Override
            public void force() {
                throw new AssertionError("a verification writes nothing");
            }

            @Override
            public void truncate(long size) {
                throw new AssertionError("a verification writes nothing");
            }

            @Override
            public void close() throws IOException {
                file.close();
            }
        }
    }
}
