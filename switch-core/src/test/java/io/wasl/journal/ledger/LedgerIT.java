package io.wasl.journal.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.wasl.config.ConfigException;
import io.wasl.journal.LogEntry;
import io.wasl.journal.RecordHistory;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LedgerIT {

    private static final String SAME_EVERYWHERE =
            "SELECT id, epoch, counter, original_epoch, original_counter, acquirer,"
                    + " issuer, mti, amount, approved_amount, currency, pan_token, pan_hint, stan, issuer_stan, rrn, state,"
                    + " reason, code, net, outstanding, intent_position, outcome_position, responded_position, net_position,"
                    + " tombstone_position FROM transactions ORDER BY id";

    @TempDir
    Path folder;

    private LedgerTrial file() {
        return new LedgerTrial("jdbc:h2:file:" + folder.resolve("ledger"));
    }

    private static LedgerTrial reference(RecordHistory history, String name) {
        LedgerTrial reference = LedgerTrial.inMemory(name);
        LedgerTrial.runToEnd(reference.ledger(new FakeSource(history.log()), 4096));
        return reference;
    }

    @Test
    @Tag("long")
    void shouldCatchUpFromItsOwnPositionAfterEachKill() throws Exception {
        long seed = 77;
        RecordHistory history = new RecordHistory(seed, 2_000, 100);
        LedgerTrial trial = file();
        for (int kill = 1; kill <= 3; kill++) {
            killAfter(seed, kill * history.log().size() / 5);
        }
        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), 512));

        assertThat(ledger.counters().get(LedgerCounter.RECORDS_APPLIED))
                .isBetween(1L, (long) history.log().size() - 1);
        assertThat(trial.dump()).isEqualTo(reference(history, "killed").dump());
        trial.assertMoneyOf(history);
    }

    /** Starts a ledger in its own process and kills it (SIGKILL) once it says that it is past the position. */
    private void killAfter(long seed, long position) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LedgerProcess.class.getName(),
                        "jdbc:h2:file:" + folder.resolve("ledger"),
                        Long.toString(seed),
                        "2000",
                        "100",
                        "8")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader output = process.inputReader(StandardCharsets.US_ASCII)) {
            String line = output.readLine();
            while (line != null && Long.parseLong(line) < position) {
                line = output.readLine();
            }
            assertThat(line).as("position when killed").isNotNull();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).as("killed by a signal").isEqualTo(128 + 9);
    }

    /** H2 writes its commits late, here a minute; a copy of its file is what a kill leaves. */
    @Test
    void shouldCallCertainOnlyWhatIsInTheFile() throws Exception {
        RecordHistory history = new RecordHistory(8, 200, 40);
        var trial = new LedgerTrial("jdbc:h2:file:" + folder.resolve("ledger") + ";WRITE_DELAY=60000");
        try (Ledger ledger = trial.ledger(new FakeSource(history.log()), 64)) {
            assertThat(ledger.certain()).as("before it has looked").isNegative();
            ledger.start();
            await().until(() -> ledger.certain() == history.log().size());
            Files.copy(folder.resolve("ledger.mv.db"), folder.resolve("copy.mv.db"));
        }
        assertThat(new LedgerTrial("jdbc:h2:file:" + folder.resolve("copy")).rows("SELECT position FROM applied"))
                .containsExactly(Integer.toString(history.log().size()));
    }

    /** A kill can leave H2's file so that it is never opened again; this is what H2 then says. */
    @ParameterizedTest
    @CsvSource({"Chunk 3 not found [2.5.252/9], 50000", "File corrupted while reading record, 90030"})
    void shouldBeMadeAgainFromTheLogWhenItsFileIsDamaged(String message, int code) throws Exception {
        RecordHistory history = new RecordHistory(31, 600, 40);
        LedgerTrial trial = file();
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), 64));
        Path aside = folder.resolve("ledger.mv.db.damaged-1");
        var damaged = new FaultyDataSource.Plan() {
            @Override
            public boolean fails(FaultyDataSource.Step step) {
                return !Files.exists(aside);
            }

            @Override
            public SQLException failure(FaultyDataSource.Step step) {
                return new SQLException(message, "HY000", code);
            }
        };

        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), 64, damaged));

        assertThat(ledger.counters().get(LedgerCounter.REBUILDS)).isEqualTo(1);
        assertThat(trial.dump()).isEqualTo(reference(history, "damaged" + code).dump());
        assertThat(aside).exists();
    }

    /** A kill can leave H2's file with an index that names rows which its table does not have; here a rule stands for it. */
    @Test
    void shouldBeMadeAgainFromTheLogWhenARowThatIsNotFoundIsThereAllTheSame() throws Exception {
        RecordHistory history = new RecordHistory(31, 600, 40);
        LedgerTrial trial = file();
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(List.of()), 64));
        trial.execute("ALTER TABLE transactions ADD CONSTRAINT contradiction UNIQUE (acquirer)");

        Ledger ledger = LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), 64));

        assertThat(ledger.counters().get(LedgerCounter.REBUILDS)).isEqualTo(1);
        assertThat(trial.dump()).isEqualTo(reference(history, "contradiction").dump());
        assertThat(folder.resolve("ledger.mv.db.damaged-1")).exists();
    }

    @Test
    void shouldLeaveNoPanInTheFilesAndBeRefusedByAnEmptyLog() throws Exception {
        RecordHistory history = new RecordHistory(5, 500, 40);
        LedgerTrial trial = file();
        LedgerCheck.requireEmpty(trial.config(1), "switch.yaml");
        assertThat(folder).isEmptyDirectory();
        LedgerTrial.runToEnd(trial.ledger(new FakeSource(history.log()), 64));
        trial.execute("CHECKPOINT SYNC");

        List<String> pans = history.log().stream()
                .map(LogEntry::pan)
                .filter(pan -> !pan.isEmpty())
                .distinct()
                .toList();
        assertThat(pans).hasSizeGreaterThan(30);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path written : files.toList()) {
                String bytes = Files.readString(written, StandardCharsets.ISO_8859_1);
                assertThat(pans).as("PANs in %s", written).noneMatch(bytes::contains);
            }
        }
        // The scan would see one: the hints, which are half a PAN, are there to be seen.
        assertThat(Files.readString(folder.resolve("ledger.mv.db"), StandardCharsets.ISO_8859_1))
                .contains("400000******");
        assertThatThrownBy(() -> LedgerCheck.requireEmpty(trial.config(1), "switch.yaml"))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("switch.yaml ledger.url: the journal is empty but the ledger is applied to");
    }

    @Test
    void shouldFollowPostgresqlThroughARestart() throws Exception {
        RecordHistory history = new RecordHistory(21, 1_200, 60);
        int half = history.log().size() / 2;
        FakeSource source = new FakeSource(history.log().subList(0, half));
        EmbeddedPostgres server = start(0);
        int port = server.getPort();
        LedgerTrial trial =
                new LedgerTrial("jdbc:postgresql://localhost:" + port + "/postgres?user=postgres&password=postgres");
        try (Ledger ledger = trial.ledger(source, 64)) {
            ledger.start();
            LedgerTrial.awaitEnd(ledger);
            server.close();
            source.append(history.log().subList(half, history.log().size()));
            await().atMost(Duration.ofSeconds(60)).until(() -> ledger.health().state() == LedgerState.RETRYING);
            assertThat(ledger.lag()).isEqualTo(history.log().size() - half);
            server = start(port);
            LedgerTrial.awaitEnd(ledger);
            assertThat(ledger.totals()).isEqualTo(trial.totals());

            trial.assertMoneyOf(history);
            assertThat(ledger.totals(TotalsQuery.ALL).lines())
                    .isNotEmpty()
                    .isEqualTo(BusinessTotals.read(
                                    LedgerTrial.source(reference(history, "totals")), TotalsQuery.ALL, () -> 0)
                            .lines());
            assertThat(trial.rows(SAME_EVERYWHERE))
                    .isEqualTo(reference(history, "postgresql").rows(SAME_EVERYWHERE));
        }
        applyAgain(trial, history);
        server.close();
    }

    /** A rebuild, with every record's second appending on the way, by PostgreSQL's rules. */
    private static void applyAgain(LedgerTrial trial, RecordHistory history) throws Exception {
        List<String> once = trial.dump();
        FakeSource source = new FakeSource(history.log());
        trial.setBack(source, 100);
        LedgerTrial.runToEnd(trial.ledger(source, 200));
        assertThat(trial.dump()).isEqualTo(once);
    }

    private EmbeddedPostgres start(int port) throws IOException {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .setCleanDataDirectory(false);
        if (port > 0) {
            builder.setPort(port);
        }
        return builder.start();
    }
}
