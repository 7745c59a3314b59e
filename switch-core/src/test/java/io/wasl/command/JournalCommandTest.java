package io.wasl.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.command.Shell.Ended;
import io.wasl.config.ConfigException;
import io.wasl.config.ConfigLoader;
import io.wasl.config.JournalConfig;
import io.wasl.journal.FileJournal;
import io.wasl.journal.Journal;
import io.wasl.journal.JournalListener;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.RecordType;
import io.wasl.security.KeyFile;
import io.wasl.security.Keys;
import io.wasl.security.PanHint;
import io.wasl.time.RandomSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalCommandTest {

    private static final long START_MS = 1_800_000_000_000L; // 2027-01-15T08:00:00Z
    private static final byte[] PAN = "4288120000001234".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    Path folder;

    private Shell shell;

    @BeforeEach
    void makeShell() throws IOException {
        shell = new Shell(folder);
    }

    @Test
    void shouldFindATransactionMaskedBesideARunningNodeAndWithoutOne() throws Exception {
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, loop);
            assertThat(shell.configured("journal", "--rrn", "612345678901")).isEqualTo(expected());
        } finally {
            loop.shutdown();
        }
        for (String[] query : new String[][] {
            {"journal", "--stan", "000123"},
            {"journal", "--id", "1.7"},
            {"journal", "--from", "2027-01-15T08:00", "--to", "2027-01-15T09:00:01+01:00"}
        }) {
            assertThat(shell.configured(query)).isEqualTo(expected());
        }
        assertThat(shell.configured("journal", "--rrn", "612345678901", "--from", "2027-01-16"))
                .isEqualTo(new Ended(1, "", "wasl: no transaction fits\n"));
    }

    @Test
    void shouldMakeTheLedgerFromTheJournal() throws Exception {
        assertThat(shell.run("ledger", "rebuild", "--config", shell.config.toString()))
                .isEqualTo(new Ended(
                        1, "", "wasl: the journal in DIR/data/journal is empty: nothing to make a ledger from\n"));
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, loop);
        } finally {
            loop.shutdown();
        }
        for (int round = 0; round < 2; round++) {
            assertThat(shell.run("ledger", "rebuild", "--config", shell.config.toString()))
                    .isEqualTo(new Ended(0, """
                            rebuilt: 2 records from position 1 on
                            the money that stands is what stood before
                            """, ""));
        }
    }

    @Test
    void shouldShowTheTotalsOfALedgerThatNoNodeHasOpen() throws Exception {
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, loop);
            shell.run("ledger", "rebuild", "--config", shell.config.toString());
        } finally {
            loop.shutdown();
        }
        Ended current = shell.run("ledger", "totals", "--config", shell.config.toString());
        assertThat(current.err()).isEmpty();
        assertThat(current.out())
                .containsPattern("-  +shop-bank  -  +authorization -  -  +1  +0  +0  +0  +0\n")
                .endsWith("The ledger stands at position 2 of the log, 2027-01-15T08:00:00Z: it has all of it.\n");

        ExecutorService again = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, again);
        } finally {
            again.shutdown();
        }
        assertThat(shell.run("ledger", "totals", "--config", shell.config.toString())
                        .out())
                .endsWith("2 records behind it: what they say is not in here.\n");
        try (Stream<Path> files = Files.list(folder.resolve("data/journal"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        assertThat(shell.run("ledger", "totals", "--config", shell.config.toString())
                        .out())
                .endsWith(
                        "the log shows no more than position 0: its end waits for the next start, or it is another's.\n");
    }

    @Test
    void shouldLookIntoTheArchiveWhereItIsAskedTo() throws Exception {
        writeKeys();
        for (int start = 1; start <= 3; start++) {
            ExecutorService loop = Executors.newSingleThreadExecutor();
            try (FileJournal journal = open()) {
                write(journal, loop);
            } finally {
                loop.shutdown();
            }
        }
        assertThat(shell.configured("journal", "--archive", "--id", "1.7").err())
                .startsWith("wasl journal: --archive: the configuration names no journal.archive");
        shell.write(
                "switch.yaml",
                Shell.CONFIG.replace("segment-size: 4MiB", "segment-size: 4MiB\n  archive: data/archive"));
        assertThat(shell.configured("journal", "--archive", "--id", "1.7").out())
                .as("an archive that nothing has gone to yet")
                .startsWith("transaction 1.7\n");
        Path archive = Files.createDirectory(folder.resolve("data/archive"));
        Files.move(segment(), archive.resolve("segment-000000000001.log"));
        Path marks = folder.resolve("data/journal");
        Files.move(marks.resolve("let-go-000000000000.mark"), marks.resolve("let-go-000000000001.mark"));

        assertThat(shell.configured("journal", "--id", "1.7"))
                .isEqualTo(new Ended(
                        1, "", "wasl: no transaction fits in the log; --archive looks into the archive too\n"));
        assertThat(shell.configured("journal", "--archive", "--id", "1.7").out())
                .startsWith("transaction 1.7\n");
        assertThat(shell.configured("journal", "--archive", "--rrn", "612345678901")
                        .out())
                .containsSubsequence("transaction 1.7\n", "transaction 2.7\n", "transaction 3.7\n");
        assertThat(verify().out())
                .contains(
                        "The log begins with segment 2: it has let go of those before it; what it says of its beginning is")
                .contains("Sound: 2 segments");
        assertThat(verify("--archive").out()).contains("Sound: 3 segments").doesNotContain("taken on trust");
        assertThat(shell.run("ledger", "rebuild", "--config", shell.config.toString())
                        .out())
                .contains("rebuilt: 6 records from position 1 on, the oldest from 1 segment of the archive\n");

        Files.move(archive.resolve("segment-000000000001.log"), folder.resolve("aside"));
        Files.move(marks.resolve("segment-000000000002.log"), archive.resolve("segment-000000000002.log"));
        assertThat(verify().out())
                .contains(
                        "segment-000000000002.log at byte 0: this segment is missing, and the log never let go of it");
        assertThat(verify("--archive").out()).contains("Sound: 2 segments");
        Files.move(folder.resolve("aside"), archive.resolve("segment-000000000001.log"));
        Files.delete(archive.resolve("segment-000000000002.log"));
        Ended hole = shell.run("ledger", "rebuild", "--config", shell.config.toString());
        assertThat(hole.out())
                .contains("rebuilt: 4 records from position 1 on, the oldest from 1 segment of the archive\n"
                        + "neither in the archive nor in the log: positions 3 to 4; the rows that they speak of were left as"
                        + " they are\nthe money that stands is what stood before\n");
        assertThat(shell.configured("journal", "--archive", "--id", "1.7").err())
                .isEqualTo("neither in the archive nor in the log: positions 3 to 4\n");
    }

    @Test
    void shouldRefuseQueriesThatMeanNothing() {
        assertThat(shell.configured("journal").err()).startsWith("wasl journal: say what to look for");
        assertThat(shell.configured("journal", "--from", "yesterday").err())
                .startsWith("wasl journal: --from must be a time");
        assertThat(shell.configured("journal", "--from", "2027-01-16", "--to", "2027-01-16")
                        .status())
                .isEqualTo(2);
        assertThat(shell.configured("journal", "--id", "7").err()).contains("epoch.counter");
        assertThat(shell.configured("journal", "--rrn", "1"))
                .isEqualTo(new Ended(1, "", "wasl: the journal in DIR/data/journal is empty\n"));
    }

    @Test
    void shouldVerifyBesideARunningNodeAndWithoutOne() throws Exception {
        writeKeys();
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, loop);
            Ended running = verify();
            assertThat(running.err()).isEmpty();
            assertThat(running.out())
                    .matches("segment-000000000001\\.log  epoch 1  positions 1 to 2  2 groups  2 records"
                            + "  \\d+ of 4194304 bytes  open\n"
                            + "Sound: 1 segments, 2 groups, up to position 2; the hash chain stands at [0-9a-f]{32}\n");
            assertThat(running.status()).isZero();
        } finally {
            loop.shutdown();
        }
        assertThat(verify("--json").out())
                .matches(
                        "\\{\"segment\":\"segment-000000000001.log\",\"epoch\":1,\"firstPosition\":1,\"lastPosition\":2,"
                                + "\"groups\":2,\"records\":2,\"endOffset\":\\d+,\"fileBytes\":4194304,\"looseBytes\":0,"
                                + "\"end\":\"open\"}\n"
                                + "\\{\"verdict\":\"sound\",\"firstSegment\":1,\"segments\":1,\"groups\":2,\"lastPosition\":2,"
                                + "\"chain\":\"[0-9a-f]{32}\"}\n");
    }

    @Test
    void shouldSayWhereTheJournalIsDamagedAndShowWhatStandsBeforeIt() throws Exception {
        writeKeys();
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, loop);
        } finally {
            loop.shutdown();
        }
        byte[] bytes = Files.readAllBytes(segment());
        bytes[4096 + 20] ^= 1;
        Files.write(segment(), bytes);

        Ended text = verify();
        assertThat(text.status()).isEqualTo(1);
        assertThat(text.out())
                .contains("  no position  0 groups  0 records  4096 of 4194304 bytes  damaged behind that\n")
                .contains("Damaged: DIR/data/journal/segment-000000000001.log at byte 4096, position 1: ")
                .contains("(CRC)\nSound before it: 1 segments, 0 groups, up to position 0. What lies behind");
        Ended json = verify("--json");
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.out())
                .contains("\"end\":\"damaged\"}\n{\"verdict\":\"damaged\"")
                .contains("\"damage\":{\"file\":\"segment-000000000001.log\",\"offset\":4096,\"position\":1,"
                        + "\"what\":\"CRC\",\"reason\":\"");
        assertThat(shell.configured("journal", "--stan", "000123"))
                .isEqualTo(new Ended(
                        1,
                        "",
                        "wasl: nothing was read behind the damage: segment-000000000001.log at byte 4096, position 1:"
                                + " a group that was forced is damaged or missing (CRC)\n"));

        shell.starter = loaded -> {
            open().close();
            throw new AssertionError("a damaged journal was opened");
        };
        Ended run = shell.configured("run");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith(
                        "wasl: segment-000000000001.log at byte 4096, position 1: damaged bytes before a whole group")
                .contains("  wasl journal verify --config DIR/switch.yaml ")
                .contains("  wasl journal --config DIR/switch.yaml --from TIME ");
    }

    @Test
    void shouldRefuseToVerifyWithoutKeysOrWithASearch() throws Exception {
        assertThat(verify()).isEqualTo(new Ended(1, "", "wasl: the journal in DIR/data/journal is empty\n"));
        ExecutorService loop = Executors.newSingleThreadExecutor();
        try (FileJournal journal = open()) {
            write(journal, loop);
        } finally {
            loop.shutdown();
        }
        assertThat(verify().status()).as("no key file").isEqualTo(2);
        assertThat(shell.run("journal", "verify").status())
                .as("no configuration")
                .isEqualTo(2);
        assertThat(shell.configured("journal", "--stan", "1", "verify").err())
                .contains("none of the options of a search");
        assertThat(shell.configured("journal", "verify").status())
                .as("--config before the name")
                .isEqualTo(2);
        assertThat(shell.run("journal", "verify", "--help").out()).contains("--json", "CHAIN");
    }

    private Ended verify(String... more) {
        List<String> all = new ArrayList<>(List.of("journal", "verify", "--config", shell.config.toString()));
        all.addAll(List.of(more));
        return shell.run(all.toArray(String[]::new));
    }

    private Path segment() {
        return folder.resolve("data/journal/segment-000000000001.log");
    }

    /** Those of {@link #open}. */
    private void writeKeys() throws Exception {
        KeyFile.create(folder.resolve("wasl.keys"), new Random(7)::nextBytes);
    }

    private static Ended expected() {
        return new Ended(0, """
                transaction 1.7
                  2  2027-01-15T08:00:00.000+00:00  1.7  received 0100 from shop-bank amount 1500 PAN 428812******1234 STAN 000123 RRN 612345678901

                """, "");
    }

    private FileJournal open() throws ConfigException, IOException {
        JournalConfig config = ConfigLoader.load(shell.config, name -> Optional.empty())
                .config()
                .journal();
        Random chance = new Random(7);
        RandomSource random = chance::nextBytes;
        return FileJournal.open(config, Keys.generate(random), () -> START_MS, () -> 0, random);
    }

    private static void write(FileJournal journal, ExecutorService loop) throws InterruptedException {
        CountDownLatch durable = new CountDownLatch(1);
        journal.start(
                new JournalListener() {
                    @Override
                    public void onLeading(long epoch, long position) {
                        JournalRecord received = new JournalRecord().clear(RecordType.ACCEPTED, epoch, 7);
                        received.member = "shop-bank";
                        received.mti = 0x0100;
                        received.amountMinor = 1500;
                        received.panHint = PanHint.of(PAN, 0, PAN.length);
                        received.open.put(11, "000123");
                        received.open.put(37, "612345678901");
                        assertThat(journal.begin(Journal.Urgency.values()[0])).isTrue();
                        journal.add(received);
                        journal.append();
                        journal.commit();
                    }

                    @Override
                    public void onDurable(long epoch, long position) {
                        if (position >= 2) {
                            durable.countDown();
                        }
                    }

                    @Override
                    public void onDeposed(long epoch) {}

                    @Override
                    public void onFailed(Throwable cause) {}

                    @Override
                    public void onRead(long token, JournalRecord record) {}

                    @Override
                    public void onUnreadable(long token, String reason) {}
                },
                loop);
        assertThat(durable.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
    }
}
