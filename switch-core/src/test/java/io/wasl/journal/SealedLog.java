package io.wasl.journal;

import io.wasl.config.ConfigException;
import io.wasl.journal.Journal.Urgency;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executor;

/** A log of small segments on a disk in memory, whose threads go on when told: for what is kept beside its segments. */
public final class SealedLog {

    /** Its archive's name. */
    public static final Path ARCHIVE = Path.of("archive");

    private static final Duration DAY = Duration.ofDays(1);

    private final FakeDisk disk;
    private final JournalWorld world;

    private SealedLog(FakeDisk disk, long seed) throws ConfigException, IOException {
        this.disk = disk;
        world = new JournalWorld(disk, seed);
    }

    /** Whose segments go into an archive on another file system when they are a day old. */
    public static SealedLog archiving(long seed) throws ConfigException, IOException {
        FakeDisk disk = new FakeDisk();
        disk.withArchive(false);
        return new SealedLog(disk, archiving(disk, seed));
    }

    private static JournalWorld archiving(FakeDisk disk, long seed) throws ConfigException, IOException {
        JournalWorld world = new JournalWorld(disk, new JournalLimits(128 << 10, 64 << 10, 2, 40, 40), seed);
        world.journal.retain(new Retention(DAY, Optional.of(ARCHIVE), () -> Long.MAX_VALUE));
        return world;
    }

    private SealedLog(FakeDisk disk, JournalWorld world) {
        this.disk = disk;
        this.world = world;
    }

    public static SealedLog onNewDisk(long seed) throws ConfigException, IOException {
        return new SealedLog(new FakeDisk(), seed);
    }

    /** The next process on the same disk. */
    public SealedLog reopened(long seed) throws ConfigException, IOException {
        return new SealedLog(disk, seed);
    }

    public FileJournal journal() {
        return world.journal;
    }

    public Executor loop() {
        return world.loop;
    }

    public Executor keeper() {
        return world.keeper;
    }

    public void lead() {
        world.lead();
    }

    /** Begins with a listener of one's own. */
    public void start(JournalListener listener) {
        world.journal.start(listener, world.loop);
        world.settle();
    }

    /** What the log's clock says. */
    public void setTime(long epochMillis) {
        world.nowMs = epochMillis;
    }

    /** One append, durable when this returns. */
    public void append(List<JournalRecord> records) {
        if (!world.journal.begin(Urgency.IN_FLIGHT)) {
            throw new IllegalStateException("the log takes nothing");
        }
        records.forEach(world.journal::add);
        world.journal.append();
        world.journal.commit();
        world.settle();
    }

    /** The log, its keeper and the loop go on until nothing more happens. */
    public void settle() {
        world.settle();
    }

    public long segmentsOpened() {
        return world.journal.counters().get(JournalCounter.SEGMENTS_OPENED);
    }

    /** What its keeper would be told of. */
    public List<SealedSegment> sealed() throws IOException {
        List<SealedSegment> sealed = new ArrayList<>();
        try (JournalReader reader = world.journal.reader()) {
            List<SegmentInfo> segments = reader.segments();
            for (int i = 0; i + 1 < segments.size(); i++) {
                SegmentInfo info = segments.get(i);
                sealed.add(new SealedSegment(
                        info.number(),
                        info.epoch(),
                        info.firstPosition(),
                        info.lastPosition(),
                        info.fromLogTimeMs(),
                        segments.get(i + 1).fromLogTimeMs()));
            }
        }
        return sealed;
    }

    /** A view to damage a file by. */
    public byte[] bytes(String name) {
        return disk.bytes(name);
    }

    /** Names of files that start so. */
    public List<String> names(String start) {
        return disk.names().stream()
                .filter(name -> name.startsWith(start))
                .sorted()
                .toList();
    }

    /** A reader as another process has it, without keys. */
    public JournalReader beside() throws IOException {
        return JournalReader.openForeign(disk, null);
    }

    /** A day later; so many more segments are filled. */
    public void expire(int segments) {
        world.nowMs += DAY.toMillis() + 1;
        long until = segmentsOpened() + segments;
        for (long counter = 1_000_000; segmentsOpened() < until; counter += 20) {
            world.nowMs += 10;
            if (world.append(Urgency.IN_FLIGHT, counter, 20) < 0) {
                throw new IllegalStateException("the log takes nothing");
            }
            world.journal.commit();
            world.settle();
        }
    }

    /** What stands in the archive, by number. */
    public List<Long> archived() throws IOException {
        return SegmentCatalog.numbers(archive());
    }

    public byte[] archivedBytes(long number) {
        return archive().bytes(Segment.name(number));
    }

    public void removeArchived(long number) {
        archive().remove(Segment.name(number));
    }

    public void putIntoArchive(long number, byte[] bytes) {
        archive().put(Segment.name(number), bytes);
    }

    private FakeDisk archive() {
        return Objects.requireNonNull(disk.archive);
    }

    public void delete(String name) throws IOException {
        disk.delete(name);
    }

    /** So many operations that change the disk succeed before the power goes. */
    public void cutPowerAfter(long operations) {
        disk.operationsUntilPowerCut = operations;
    }

    public boolean hasPower() {
        return disk.operationsUntilPowerCut > 0;
    }

    /** The next process after the power is back; what was not forced may be gone. */
    public SealedLog afterPowerCut(Random random) throws ConfigException, IOException {
        disk.cutPower(random);
        return new SealedLog(disk, random.nextLong());
    }
}
