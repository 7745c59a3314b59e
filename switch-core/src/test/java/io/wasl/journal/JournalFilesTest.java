package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.sun.management.ThreadMXBean;
import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** The log on a real folder: locks, keys, what its files hold, what it allocates. */
final class JournalFilesTest {

    private static final String PAN = "4929123456787812";

    @TempDir
    Path folder;

    private final ArrayBlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(64);
    private final QuietListener listener = new QuietListener();

    @Test
    void shouldLetOneNodeOnlyOpenAJournal() throws Exception {
        FileJournal journal = open(JournalWorld.KEYS);
        assertThatThrownBy(() -> open(JournalWorld.KEYS))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("another node is running on this journal");
        journal.close();
        open(JournalWorld.KEYS).close();
    }

    @Test
    void shouldRefuseKeysThatAreNotThoseOfTheJournal() throws Exception {
        FileJournal journal = open(JournalWorld.KEYS);
        lead(journal);
        journal.close();
        Keys others = Keys.generate(new Random(99)::nextBytes);
        assertThatThrownBy(() -> open(others))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("security.keys")
                .hasMessageContaining("another key");
        assertThatThrownBy(() -> JournalReader.open(directory(), others)).isInstanceOf(ConfigException.class);
        open(JournalWorld.KEYS).close();
    }

    @Test
    void shouldReadWhatWasWrittenUnderARotatedKeyAndRefuseWhenItIsGone() throws Exception {
        Path file = folder.resolve("wasl.keys");
        KeyFile.create(file, new Random(4)::nextBytes);
        FileJournal journal = open(KeyFile.load(file));
        lead(journal);
        append(journal, 2);
        journal.close();

        String old = Files.readString(file);
        Files.writeString(
                file,
                "pan-encryption 2 " + "1a".repeat(32) + "\npan-token 2 " + "2b".repeat(32) + "\n",
                StandardOpenOption.APPEND);
        FileJournal rotated = open(KeyFile.load(file));
        lead(rotated);
        append(rotated, 4);
        List<String> read = new java.util.ArrayList<>();
        rotated.replay(2, record -> read.add(record.type + " " + record.sealed.text(2) + " " + record.tokenKeyId));
        rotated.close();
        assertThat(read).containsExactly("ACCEPTED " + PAN + " 1", "NODE_STARTED  2", "ACCEPTED " + PAN + " 2");
        LogVerdict verdict = JournalVerifier.verify(directory(), KeyFile.load(file), segment -> {});
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.segments())
                .as("the chain goes from one key to the other")
                .isEqualTo(2);

        Files.writeString(file, Files.readString(file).replace(old, ""));
        assertThatThrownBy(() -> open(KeyFile.load(file))).hasMessageContaining("is not in the key file");
        assertThat(JournalVerifier.verify(directory(), KeyFile.load(file), segment -> {})
                        .damage())
                .hasValueSatisfying(damage -> {
                    assertThat(damage.damage()).isEqualTo(Damage.KEY);
                    assertThat(damage.reason()).contains("pan-encryption 1 is not in the key file");
                });
    }

    @Test
    void shouldRefuseToStartWithoutTheFirstSegment() throws Exception {
        for (int epoch = 0; epoch < 3; epoch++) {
            FileJournal journal = open(JournalWorld.KEYS);
            lead(journal);
            append(journal, 2 * epoch + 2);
            journal.close();
        }
        Files.delete(directory().resolve("segment-000000000001.log"));
        assertThatThrownBy(() -> open(JournalWorld.KEYS))
                .isInstanceOf(CorruptJournalException.class)
                .hasMessageContaining("this segment is missing, and no checkpoint stands for it");
    }

    @Test
    void shouldSayThatATornTailIsCut() throws Exception {
        Path segment = abandonedAt(3);
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end + 100] = 1; // where the next group was being written
        Files.write(segment, bytes);

        assertThat(saidWhenOpened())
                .singleElement()
                .asString()
                .startsWith("[WARN] segment-000000000001.log: ")
                .contains("behind position 3, are a torn end and count for nothing");
    }

    @Test
    void shouldSayThatItEndsBeforeWhatWasToldDurable() throws Exception {
        Path segment = abandonedAt(3);
        byte[] bytes = Files.readAllBytes(segment);
        int end = bytes.length;
        while (bytes[end - 1] == 0) {
            end--;
        }
        bytes[end - 1] ^= 1;
        Files.write(segment, bytes);

        assertThat(saidWhenOpened())
                .hasSize(2)
                .anyMatch(line -> line.contains("behind position 2, are a torn end"))
                .anyMatch(line -> line.startsWith(
                        "[ERROR] the log ends at position 2, and the node had told position 3 durable"));
    }

    @Test
    void shouldSayNothingOfALogThatEndsInGoodOrder() throws Exception {
        abandonedAt(3);
        assertThat(saidWhenOpened()).isEmpty();
    }

    /** The segment of a log that ends there. */
    private Path abandonedAt(long position) throws Exception {
        FileJournal journal = open(JournalWorld.KEYS);
        lead(journal);
        for (long next = 2; next <= position; next++) {
            append(journal, next);
        }
        journal.close();
        return directory().resolve(Segment.name(1));
    }

    private List<String> saidWhenOpened() throws Exception {
        Logger logger = (Logger) LoggerFactory.getLogger(Recovered.class);
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        logger.addAppender(said);
        logger.setAdditive(false);
        try {
            open(JournalWorld.KEYS).close();
        } finally {
            logger.setAdditive(true);
            logger.detachAppender(said);
        }
        return said.list.stream().map(Object::toString).toList();
    }

    @Test
    void shouldHoldNoPanInTheClearInAnyFile() throws Exception {
        FileJournal journal = open(JournalWorld.KEYS);
        lead(journal);
        for (int position = 2; position < 40; position++) {
            append(journal, position);
        }
        journal.close();
        List<byte[]> forms = List.of(
                PAN.getBytes(StandardCharsets.US_ASCII),
                HexFormat.of().parseHex(PAN),
                HexFormat.of()
                        .formatHex(PAN.getBytes(StandardCharsets.US_ASCII))
                        .getBytes(StandardCharsets.US_ASCII));
        byte[] shown = "canary-42".getBytes(StandardCharsets.US_ASCII);
        boolean shownFound = false;
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            for (byte[] form : forms) {
                assertThat(contains(bytes, form)).as(file.toString()).isFalse();
            }
            shownFound |= contains(bytes, shown);
        }
        assertThat(shownFound).as("the search finds what is in the clear").isTrue();
    }

    @Test
    void shouldKnowAnEmptyJournal() throws Exception {
        assertThat(JournalReader.isEmpty(directory())).isTrue();
        FileJournal journal = open(JournalWorld.KEYS);
        assertThat(JournalReader.isEmpty(directory())).isTrue();
        lead(journal);
        assertThat(JournalReader.isEmpty(directory())).isFalse();
        journal.close();
        assertThat(files())
                .extracting(path -> path.getFileName().toString())
                .contains(Segment.name(1), "lock", "durable");
    }

    @Test
    void shouldWriteWhatWasAppendedWhenItIsClosed() throws Exception {
        FileJournal journal = open(JournalWorld.KEYS);
        lead(journal);
        journal.begin(Journal.Urgency.IN_FLIGHT);
        journal.add(record(1));
        journal.append();
        journal.close();
        try (JournalReader reader = JournalReader.open(directory(), JournalWorld.KEYS)) {
            assertThat(reader.committedPosition()).isEqualTo(2);
        }
    }

    @Test
    void shouldAllocateNothingOnTheLoopInSteadyState() throws Exception {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        FileJournal journal = open(JournalWorld.KEYS);
        lead(journal);
        JournalRecord record = record(1);
        long allocated = Long.MAX_VALUE;
        for (int round = 0; round < 40 && allocated > 0; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            run(journal, record, 4_000);
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        }
        journal.close();
        assertThat(allocated)
                .as("bytes for 8,000 records in 500 groups, once compiled")
                .isZero();
    }

    private void run(FileJournal journal, JournalRecord record, int appends) {
        for (int i = 1; i <= appends; i++) {
            while (!journal.begin(Journal.Urgency.NEW_BUSINESS)) {
                turn();
            }
            journal.add(record);
            journal.add(record);
            journal.append();
            if (i % 8 == 0) {
                journal.commit();
                turn();
            }
        }
        journal.commit();
        awaitDurable(journal.position());
    }

    private void append(FileJournal journal, long position) {
        assertThat(journal.begin(Journal.Urgency.IN_FLIGHT)).isTrue();
        journal.add(record(position));
        assertThat(journal.append()).isEqualTo(position);
        journal.commit();
        awaitDurable(position);
    }

    private static JournalRecord record(long counter) {
        JournalRecord record = new JournalRecord().clear(RecordType.ACCEPTED, 1, counter);
        record.member = "shop-bank";
        record.tokenHigh = 1;
        record.panHint = 4_929_127_812L;
        record.open.put(41, "canary-42");
        record.sealed.put(2, PAN);
        return record;
    }

    private void lead(FileJournal journal) {
        listener.leading = false;
        journal.start(listener, tasks::add);
        while (!listener.leading) {
            turn();
        }
    }

    private void awaitDurable(long position) {
        while (listener.durable < position) {
            turn();
        }
    }

    private void turn() {
        Thread.onSpinWait();
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    private FileJournal open(Keys keys) throws ConfigException, IOException {
        JournalConfig config = new JournalConfig(directory(), 4 << 20, 1, 1000, Unconfirmed.KEEP);
        return FileJournal.open(config, keys, () -> 1_700_000_000_000L, System::nanoTime, new Random(3)::nextBytes);
    }

    private Path directory() {
        return folder.resolve("data").resolve("journal");
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            return files.collect(Collectors.toList());
        }
    }

    private static boolean contains(byte[] bytes, byte[] form) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return text.contains(new String(form, StandardCharsets.ISO_8859_1));
    }

    /** Allocates nothing itself. */
    private static final class QuietListener extends AppendingListener {

        private boolean leading;
        private long durable;

        @Override
        public void onLeading(long epoch, long position) {
            leading = true;
            durable = position;
        }

        @Override
        public void onDurable(long epoch, long position) {
            durable = position;
        }
    }
}
