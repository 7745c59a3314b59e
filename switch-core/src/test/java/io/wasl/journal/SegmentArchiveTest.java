package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.wasl.journal.Journal.Urgency;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where segments go that the log lets go of. */
final class SegmentArchiveTest {

    private static final JournalLimits LIMITS = new JournalLimits(128 << 10, 64 << 10, 2, 40, 40);
    private static final Duration AGE = Duration.ofHours(24);
    private static final String FIRST = Segment.name(1);

    @TempDir
    Path folder;

    private final FakeDisk disk = new FakeDisk();
    private final Random random = new Random(8);
    private long counter;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldHoldEachSegmentThatHasGoneWhole(boolean isBeside) throws Exception {
        FakeDisk archive = disk.withArchive(isBeside);
        JournalWorld world = world(disk).lead();
        fill(world, 4);
        Map<String, byte[]> written = sealed(disk);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);

        assertThat(numbers(disk).get(0)).isEqualTo(5);
        assertThat(numbers(archive)).containsExactly(1L, 2L, 3L, 4L);
        for (String name : archive.names()) {
            assertThat(archive.bytes(name)).as(name).isEqualTo(written.get(name));
        }
        assertThat(world.journal.counters().get(JournalCounter.SEGMENTS_EXPIRED))
                .isEqualTo(4);
        assertThat(world.journal.counters().get(JournalCounter.ARCHIVING_FAILED))
                .isZero();
    }

    /** At every moment each segment stands in the log or, durably and whole, in the archive. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNeverBeNowhereWhenThePowerGoes(boolean isBeside) throws Exception {
        int inBoth = 0;
        int moved = 0;
        for (int operations = 0; operations < 90; operations++) {
            FakeDisk cut = new FakeDisk();
            FakeDisk archive = cut.withArchive(isBeside);
            JournalWorld world = world(cut).lead();
            fill(world, 4);
            Map<String, byte[]> written = sealed(cut);
            world.nowMs += AGE.toMillis() + 1;
            cut.operationsUntilPowerCut = 140L + operations;
            try {
                fill(world, 8);
            } catch (AssertionError | IllegalStateException e) {
                assertThat(world.heard.failures).isNotEmpty();
            }
            cut.cutPower(random);

            for (String name : written.keySet()) {
                boolean isInLog = cut.names().contains(name);
                boolean isArchived = archive.names().contains(name);
                assertThat(isInLog || isArchived)
                        .as("%s after %d operations", name, operations)
                        .isTrue();
                if (isArchived) {
                    assertThat(archive.bytes(name)).as(name).isEqualTo(written.get(name));
                }
                inBoth += isInLog && isArchived ? 1 : 0;
                moved += isInLog ? 0 : 1;
            }
            JournalWorld restarted = world(cut).lead();
            restarted.nowMs = world.nowMs;
            fill(restarted, 4);
            assertThat(restarted.journal.counters().get(JournalCounter.ARCHIVING_FAILED))
                    .isZero();
            assertThat(numbers(archive)).contains(1L, 2L, 3L);
            assertThat(numbers(cut).get(0)).isEqualTo((long) numbers(archive).size() + 1);
        }
        assertThat(inBoth).as("crashes between archive and log").isPositive();
        assertThat(moved).isPositive();
    }

    @Test
    void shouldStayInTheLogWhileTheArchiveIsFull() throws Exception {
        FakeDisk archive = disk.withArchive(false);
        archive.freeBytes = LIMITS.segmentBytes() + 1000;
        JournalWorld world = world(disk).lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);

        assertThat(numbers(archive)).containsExactly(1L);
        assertThat(archive.names()).as("no half a copy").hasSize(1);
        assertThat(numbers(disk).get(0)).isEqualTo(2);
        assertThat(world.journal.counters().get(JournalCounter.ARCHIVING_FAILED))
                .isPositive();
        assertThat(world.journal.counters().get(JournalCounter.CHECKPOINTS))
                .as("the rest of the keeping goes on")
                .isGreaterThanOrEqualTo(8);
        world.appendDurably(++counter);
        try (JournalReader reader = world.journal.reader()) {
            assertThat(reader.find(reader.oldestPosition(), record -> true)).isTrue();
        }

        archive.freeBytes = 1L << 40;
        fill(world, 9);
        assertThat(numbers(archive)).contains(1L, 2L, 3L, 4L);
        assertThat(numbers(disk).get(0)).isEqualTo((long) numbers(archive).size() + 1);
    }

    @Test
    void shouldStayInTheLogWhileTheArchiveCannotBeWritten() throws Exception {
        FakeDisk archive = disk.withArchive(false);
        archive.failCreates = true;
        JournalWorld world = world(disk).lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);

        assertThat(archive.names()).isEmpty();
        assertThat(numbers(disk).get(0)).isEqualTo(1);
        assertThat(world.journal.counters().get(JournalCounter.ARCHIVING_FAILED))
                .isPositive();
        world.journal.close();
        assertThat(world(disk).journal.recovered().lastPosition()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldNeverTouchAnotherFileOfItsName(boolean isBeside) throws Exception {
        FakeDisk archive = disk.withArchive(isBeside);
        byte[] anothers = {1, 2, 3};
        archive.put(FIRST, anothers);
        JournalWorld world = world(disk).lead();
        fill(world, 4);
        byte[] own = disk.bytes(FIRST).clone();
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);

        assertThat(archive.bytes(FIRST)).isEqualTo(new byte[] {1, 2, 3});
        assertThat(disk.bytes(FIRST)).isEqualTo(own);
        assertThat(numbers(archive)).as("oldest first, or none").containsExactly(1L);
        assertThat(world.journal.counters().get(JournalCounter.ARCHIVING_FAILED))
                .isPositive();

        archive.put(FIRST, own.clone());
        fill(world, 9);
        assertThat(numbers(disk).get(0)).as("its own is no other").isGreaterThan(1);
    }

    @Test
    void shouldReplaceWhatAnAttemptBeforeACrashHasLeft() throws Exception {
        FakeDisk archive = disk.withArchive(false);
        archive.put(FIRST + ".tmp", new byte[] {1, 2, 3});
        JournalWorld world = world(disk).lead();
        fill(world, 4);
        world.nowMs += AGE.toMillis() + 1;
        fill(world, 8);

        assertThat(numbers(archive)).contains(1L);
        assertThat(archive.names()).noneMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void shouldGiveAFileASecondNameOnTheSameFileSystem() throws Exception {
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.write(log.resolve(FIRST), new byte[] {1, 2, 3});
        try (SegmentFiles files = ChannelFiles.openToRead(log);
                SegmentFiles archive = files.archive(folder.resolve("deep/archive"))) {
            new SegmentArchive(files, archive).keep(FIRST);
            new SegmentArchive(files, archive).keep(FIRST);

            Path there = folder.resolve("deep/archive").resolve(FIRST);
            assertThat(Files.isSameFile(there, log.resolve(FIRST))).isTrue();
            files.delete(FIRST);
            assertThat(there).hasBinaryContent(new byte[] {1, 2, 3});

            Files.write(log.resolve(FIRST), new byte[] {1, 2, 4});
            assertThatThrownBy(() -> new SegmentArchive(files, archive).keep(FIRST))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("another file of this name, which stays");
            assertThat(there).hasBinaryContent(new byte[] {1, 2, 3});
        }
    }

    @Test
    void shouldCopyToAnotherFileSystem() throws Exception {
        Path elsewhere = Path.of("/dev/shm");
        assumeTrue(
                Files.isWritable(elsewhere) && !Files.getFileStore(elsewhere).equals(Files.getFileStore(folder)),
                "no second file system here");
        Path target = Files.createTempDirectory(elsewhere, "wasl");
        Path log = Files.createDirectory(folder.resolve("log"));
        byte[] bytes = new byte[700_000];
        random.nextBytes(bytes);
        Files.write(log.resolve(FIRST), bytes);
        try (SegmentFiles files = ChannelFiles.openToRead(log);
                SegmentFiles archive = files.archive(target)) {
            new SegmentArchive(files, archive).keep(FIRST);

            assertThat(target.resolve(FIRST)).hasBinaryContent(bytes);
            assertThat(target).isDirectoryNotContaining("glob:**.tmp");
            assertThat(log.resolve(FIRST)).hasBinaryContent(bytes);
        } finally {
            Files.deleteIfExists(target.resolve(FIRST));
            Files.delete(target);
        }
    }

    @Test
    void shouldSayThatTheArchiveIsNoFolder() throws Exception {
        Path log = Files.createDirectory(folder.resolve("log"));
        Files.write(log.resolve(FIRST), new byte[] {1});
        Path file = Files.createFile(folder.resolve("archive"));
        try (SegmentFiles files = ChannelFiles.openToRead(log);
                SegmentFiles archive = files.archive(file)) {
            assertThatThrownBy(() -> new SegmentArchive(files, archive).keep(FIRST))
                    .isInstanceOf(IOException.class);
        }
        assertThat(log.resolve(FIRST)).exists();
    }

    private JournalWorld world(FakeDisk on) throws Exception {
        JournalWorld world = new JournalWorld(on, LIMITS, 4);
        world.journal.retain(new Retention(AGE, Optional.of(Path.of("archive")), () -> Long.MAX_VALUE));
        return world;
    }

    /** Until so many segments were opened by this process. */
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

    private static List<Long> numbers(FakeDisk of) throws IOException {
        return SegmentCatalog.numbers(of);
    }

    /** All but the open one, as they will be for ever. */
    private static Map<String, byte[]> sealed(FakeDisk of) throws IOException {
        Map<String, byte[]> written = new HashMap<>();
        List<Long> numbers = numbers(of);
        for (long number : numbers.subList(0, numbers.size() - 1)) {
            written.put(Segment.name(number), of.bytes(Segment.name(number)).clone());
        }
        return written;
    }
}
