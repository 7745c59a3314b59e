package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A start from a checkpoint knows what a start from the whole log knows, whenever the power went and whatever broke. */
final class CheckpointTest {

    private static final JournalLimits LIMITS = new JournalLimits(128 << 10, 64 << 10, 2, 120, 10);
    private static final int WORLDS = 60;
    private static final int CRASHES = 14;

    /** Thousands of full disks and broken checkpoints would each warn. */
    @BeforeAll
    static void silence() {
        level(Level.OFF);
    }

    @AfterAll
    static void speak() {
        level(null);
    }

    private static void level(@Nullable Level level) {
        for (Class<?> speaker :
                List.of(LogWriter.class, SegmentKeeper.class, Checkpoints.class, CheckpointTask.class)) {
            ((Logger) LoggerFactory.getLogger(speaker)).setLevel(level);
        }
    }

    @Test
    void shouldTellWhatTheWholeLogTellsAfterAnyCrash() throws Exception {
        int skipped = 0;
        int restored = 0;
        int shortened = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            Random random = new Random(seed);
            FakeDisk disk = new FakeDisk();
            DeliveryStorm storm = new DeliveryStorm(random);
            for (int crash = 0; crash < CRASHES; crash++) {
                JournalWorld world = new JournalWorld(disk, LIMITS, random.nextLong());
                DeliveryModel fast = check(world, "seed " + seed + ", crash " + crash);
                storm.knowOnly(fast.ids(), fast.inFlight);
                skipped += world.journal.replayFrom(0) > 1 ? 1 : 0;
                shortened += world.journal.replayFrom(world.journal.position()) > world.journal.replayFrom(0) ? 1 : 0;
                restored += fast.fromCheckpoint;
                disk.operationsUntilPowerCut = random.nextInt(400);
                live(world, storm, random);
                disk.cutPower(random);
                damage(disk, random);
            }
        }
        assertThat(skipped).as("starts from a checkpoint").isGreaterThan(WORLDS * CRASHES / 4);
        assertThat(shortened).as("starts that key files made shorter").isGreaterThan(WORLDS * CRASHES / 8);
        assertThat(restored).as("deliveries told by checkpoints").isGreaterThan(WORLDS);
    }

    private static DeliveryModel check(JournalWorld world, String where) throws IOException {
        DeliveryModel full = new DeliveryModel();
        world.journal.replay(1, record -> {
            full.onRecord(record);
            return true;
        });
        DeliveryModel known = new DeliveryModel();
        world.journal.recover(0, known);
        compare(known, full, where + ", without key files");
        DeliveryModel fast = new DeliveryModel();
        world.journal.recover(world.journal.position(), fast);
        compare(fast, full, where + ", with key files");
        return fast;
    }

    private static void compare(DeliveryModel fast, DeliveryModel full, String where) {
        List<String> surplus = fast.lines();
        surplus.removeAll(full.lines());
        List<String> missing = full.lines();
        missing.removeAll(fast.lines());
        assertThat(surplus).as("%s, and missing %s", where, missing).isEmpty();
        assertThat(missing).as(where).isEmpty();
        assertThat(fast.accepted).as("R1 of what is in flight, %s", where).containsAll(full.inFlight);
    }

    private static void live(JournalWorld world, DeliveryStorm storm, Random random) {
        world.journal.start(world.heard, world.loop);
        for (int i = 0; i < 600 && world.heard.failures.isEmpty(); i++) {
            world.nowNs += 10_000_000;
            switch (random.nextInt(8)) {
                case 0 -> world.journal.commit();
                case 1, 2 -> world.log.step();
                case 3 -> world.loop.turn();
                case 4 -> world.keeper.turn();
                case 5 -> world.disk.freeBytes = random.nextInt(4) == 0 ? random.nextInt(1 << 18) : 1L << 50;
                default -> storm.append(world);
            }
        }
    }

    /** At most one of the two: the other is what it is for. */
    private static void damage(FakeDisk disk, Random random) {
        List<String> names = disk.names().stream()
                .filter(name -> Checkpoint.segment(name) > 0)
                .sorted()
                .toList();
        if (names.isEmpty() || random.nextInt(3) > 0) {
            return;
        }
        String name = names.get(random.nextInt(names.size()));
        byte[] bytes = disk.bytes(name);
        if (random.nextBoolean()) {
            disk.put(name, Arrays.copyOf(bytes, random.nextInt(bytes.length)));
        } else {
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        }
    }

    @Test
    void shouldFoldInStepsAsInOne() throws Exception {
        FakeDisk disk = new FakeDisk();
        JournalWorld world = sealed(disk, 6);
        JournalPorts ports = new JournalPorts(disk, JournalWorld.KEYS, () -> 1, () -> 0, new Random(3)::nextBytes);
        SegmentCatalog catalog = new SegmentCatalog(false);
        catalog.discover(disk);
        List<String> stepped = foldedTo(ports, catalog, 6, 3);
        List<String> atOnce = foldedTo(ports, catalog, 6, 1 << 20);

        assertThat(stepped).isEqualTo(atOnce).hasSizeGreaterThan(10);
        assertThat(disk.names()).noneMatch(Checkpoint::isAside);
        world.journal.close();
    }

    private static List<String> foldedTo(JournalPorts ports, SegmentCatalog catalog, long last, int mostChanges)
            throws IOException {
        Checkpoint made = new CheckpointFold(ports, catalog, Checkpoint.NONE, 40, mostChanges).run(last, () -> false);
        DeliveryModel model = new DeliveryModel();
        CardState cards = new CardState();
        Checkpoint read =
                CheckpointReader.read(ports.files(), made.file(), JournalWorld.KEYS, cards, model::onDelivery);
        model.onCards(cards);
        assertThat(read).isEqualTo(made);
        ports.files().delete(made.file());
        List<String> lines = model.lines();
        lines.add(read.stans().toString() + read.segments());
        return lines;
    }

    @Test
    void shouldRefuseEveryAlteredByte() throws Exception {
        FakeDisk disk = new FakeDisk();
        sealed(disk, 2).journal.close();
        String name = Checkpoint.name(2);
        byte[] whole = disk.bytes(name).clone();
        for (int at = 0; at < whole.length; at++) {
            byte[] altered = whole.clone();
            altered[at] ^= 1;
            disk.put(name, altered);
            assertThatThrownBy(() -> CheckpointReader.read(disk, name, JournalWorld.KEYS, open -> {}))
                    .as("byte %d", at)
                    .isInstanceOf(CorruptJournalException.class);
        }
        for (int length = 0; length < whole.length; length += 7) {
            disk.put(name, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> CheckpointReader.read(disk, name, JournalWorld.KEYS, open -> {}))
                    .as("%d bytes", length)
                    .isInstanceOf(CorruptJournalException.class);
        }
    }

    @Test
    void shouldReadAllWhenNoCheckpointCanBeUsed() throws Exception {
        FakeDisk disk = new FakeDisk();
        sealed(disk, 6).journal.close();
        for (String name : disk.names()) {
            if (Checkpoint.segment(name) > 0) {
                disk.bytes(name)[50] ^= 1;
            }
        }
        JournalWorld world = new JournalWorld(disk, LIMITS, 9);
        assertThat(world.journal.replayFrom(0)).isEqualTo(1);
        check(world, "without checkpoints");
    }

    @Test
    void shouldNotUseAnotherLogsCheckpoint() throws Exception {
        FakeDisk disk = new FakeDisk();
        sealed(disk, 6).journal.close();
        FakeDisk other = new FakeDisk();
        JournalWorld stranger = new JournalWorld(other, LIMITS, 77);
        stranger.nowMs += 1;
        fill(stranger.lead(), new DeliveryStorm(new Random(8)), 6);
        stranger.journal.close();
        for (String name : disk.names()) {
            if (Checkpoint.segment(name) > 0) {
                disk.put(name, other.bytes(name));
            }
        }
        assertThat(new JournalWorld(disk, LIMITS, 9).journal.replayFrom(0)).isEqualTo(1);
    }

    @Test
    void shouldFindEachRecordBeforeTheReplaysStart() throws Exception {
        FakeDisk disk = new FakeDisk();
        sealed(disk, 6).journal.close();
        JournalWorld world = new JournalWorld(disk, LIMITS, 9);
        assertThat(world.journal.replayFrom(0)).isGreaterThan(50);
        try (JournalReader reader = world.journal.reader()) {
            for (long position = world.journal.replayFrom(0) + 5; position > 0; position -= 3) {
                long wanted = position;
                assertThat(reader.find(wanted, record -> {
                            assertThat(record.position).isEqualTo(wanted);
                            return true;
                        }))
                        .isTrue();
            }
        }
    }

    @Test
    void shouldBeMadeOnAFullDiskInTheRoomKeptForIt() throws Exception {
        FakeDisk disk = new FakeDisk();
        JournalWorld world = sealed(disk, 3);
        assertThat(disk.names()).contains(CheckpointRoom.NAME);
        long made = world.journal.counters().get(JournalCounter.CHECKPOINTS);
        disk.freeBytes = 0;
        fill(world, new DeliveryStorm(new Random(5)), 5);
        assertThat(world.journal.counters().get(JournalCounter.CHECKPOINTS)).isEqualTo(made + 2);

        disk.freeBytes = 1L << 50;
        fill(world, new DeliveryStorm(new Random(5)), 6);
        assertThat(disk.names()).contains(CheckpointRoom.NAME);
    }

    @Test
    void shouldRefuseASegmentWhoseEndIsNotWhatTheNextOneFollows() throws Exception {
        FakeDisk disk = new FakeDisk();
        sealed(disk, 6).journal.close();
        SegmentCatalog catalog = new SegmentCatalog(false);
        catalog.discover(disk);
        int end = (int) catalog.get(2).header().previousEnd();
        disk.bytes(Segment.name(1))[end - 1] ^= 1;

        assertThatThrownBy(() -> new JournalWorld(disk, LIMITS, 9))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("segment-000000000001.log")
                .hasMessageContaining("an end that the hash chain does not fit");
    }

    @Test
    void shouldHoldNoSealedElement() throws Exception {
        FakeDisk disk = new FakeDisk();
        JournalWorld world = new JournalWorld(disk, LIMITS, 4).lead();
        for (long counter = 1; world.journal.counters().get(JournalCounter.CHECKPOINTS) < 2; counter++) {
            JournalRecord record = JournalWorld.record(world.journal.epoch(), counter);
            record.type = RecordType.OWED;
            assertThat(world.journal.begin(Journal.Urgency.IN_FLIGHT)).isTrue();
            world.journal.add(record);
            record.type = RecordType.SENT;
            record.number = 1;
            world.journal.add(record);
            assertThat(world.journal.append()).isPositive();
            world.journal.commit();
            world.settle();
        }
        for (String name : disk.names()) {
            if (Checkpoint.segment(name) > 0) {
                assertThat(new String(disk.bytes(name), StandardCharsets.ISO_8859_1))
                        .contains("shop-bank")
                        .doesNotContain("4000001234567899");
            }
        }
    }

    private static JournalWorld sealed(FakeDisk disk, int segments) throws Exception {
        JournalWorld world = new JournalWorld(disk, LIMITS, 4).lead();
        fill(world, new DeliveryStorm(new Random(4)), segments);
        return world;
    }

    private static void fill(JournalWorld world, DeliveryStorm storm, int sealed) {
        while (world.journal.counters().get(JournalCounter.SEGMENTS_OPENED) <= sealed) {
            world.nowMs += 10;
            storm.append(world);
            world.journal.commit();
            world.settle();
        }
    }
}
