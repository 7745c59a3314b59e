package io.wasl.sim.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.wasl.sim.ChildMain;
import io.wasl.sim.chance.Ambient;
import io.wasl.sim.chance.SeededRandom;
import io.wasl.sim.chaos.ChaosFault;
import io.wasl.sim.chaos.ChaosPlan;
import io.wasl.sim.chaos.ChaosReport;
import io.wasl.sim.chaos.ChaosRun;
import io.wasl.sim.chaos.ChaosTrace;
import io.wasl.sim.chaos.JavaProgram;
import io.wasl.sim.chaos.LedgerServer;
import io.wasl.sim.chaos.RoundReport;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ./wasl sim chaos} at length: acquirers, switch, issuers and a database server, each a process of its own. */
@Tag("long")
final class ChaosIT {

    private static final int KILLS = 30;
    private static final int POWER_CUTS = 5;
    /** After it only what must happen yet: kinds that have not come, kills, power cuts. */
    private static final Duration OF_ALL_KINDS = Duration.ofSeconds(60);

    private static final int OFFERED_PER_SECOND = 1_200;
    private static final int HELD_PER_SECOND = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The switch, two acquirers, two issuers. */
    private static final int PROCESSES = 5;

    /** They need the right to mount, which not every machine gives. */
    private static final Set<ChaosFault> MAY_BE_SKIPPED = EnumSet.of(ChaosFault.POWER_CUT, ChaosFault.DISK_FULL);

    @TempDir
    Path folder;

    @Test
    void shouldAgreeToTheCentWhateverIsDoneToProcessesNetworkAndDisk() throws Exception {
        long seed = seed();
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setDataDirectory(folder.resolve("postgresql"))
                .start()) {
            ChaosPlan plan = ChaosPlan.of(seed, OF_ALL_KINDS, OFFERED_PER_SECOND)
                    .withAtLeast(KILLS, POWER_CUTS)
                    .withLedger(ledger(server));

            ChaosReport report = new ChaosRun(plan, program(), ambient(), new Printed()).run();

            assertThat(report.isGood())
                    .as("the last round's figures stand above")
                    .isTrue();
            assertHappened(report);
            assertThat(report.held().answeredPerSecond())
                    .as("held in %s s between the faults", report.held().seconds())
                    .isGreaterThanOrEqualTo(HELD_PER_SECOND);
        }
    }

    private static void assertHappened(ChaosReport report) {
        System.out.println("ChaosIT: " + report.kills() + " kills, " + report.faults() + ", ready after "
                + report.startsNs().get(report.startsNs().size() / 2) / 1_000_000 + " ms (median), held "
                + report.held()
                + ", issuers " + report.issuers() + ", proxies " + report.proxies() + ", skipped " + report.skipped());
        assertThat(report.kills()).isGreaterThanOrEqualTo(KILLS);
        for (ChaosFault fault : ChaosFault.values()) {
            boolean isSkipped =
                    MAY_BE_SKIPPED.contains(fault) && !report.skipped().isEmpty();
            if (!isSkipped) {
                assertThat(report.count(fault)).as("%s", fault).isPositive();
            }
        }
        if (report.skipped().isEmpty()) {
            assertThat(report.count(ChaosFault.POWER_CUT)).isGreaterThanOrEqualTo(POWER_CUTS);
        }
        assertThat(report.issuers()).hasEntrySatisfying("double answers", ChaosIT::positive);
        assertThat(report.issuers()).hasEntrySatisfying("late answers", ChaosIT::positive);
        assertThat(report.issuers()).hasEntrySatisfying("wrong answers", ChaosIT::positive);
        assertThat(report.issuers()).hasEntrySatisfying("silences", ChaosIT::positive);
        assertThat(report.proxies()).hasEntrySatisfying("connections reset", ChaosIT::positive);
        assertThat(report.proxies()).hasEntrySatisfying("reads delayed", ChaosIT::positive);
        assertThat(report.proxies()).hasEntrySatisfying("pieces split", ChaosIT::positive);
        assertThat(report.proxies()).hasEntrySatisfying("bytes dropped", ChaosIT::positive);
        assertThat(report.rounds().stream().mapToLong(RoundReport::repeats).sum())
                .isPositive();
        assertThat(report.rounds().stream().mapToLong(RoundReport::reversals).sum())
                .isPositive();
    }

    private static void positive(long count) {
        assertThat(count).isPositive();
    }

    /** The same, but for acquirers that give up where they have no answer: a check that sees nothing here is no check. */
    @Test
    void shouldSeeADifferenceWhenTheAcquirersDoNotDoTheirDuty() throws Exception {
        ChaosPlan plan = ChaosPlan.of(seed(), Duration.ofSeconds(6), 300)
                .withOnly(Set.of(ChaosFault.KILL))
                .withoutDuty();

        ChaosReport report = new ChaosRun(plan, program(), ambient(), new Printed()).run();

        assertThat(report.isGood()).isFalse();
        assertThat(report.kills()).isPositive();
        assertThat(report.rounds())
                .singleElement()
                .satisfies(round -> assertThat(round.differences())
                        .anyMatch(line -> line.contains("issuers"))
                        .anyMatch(line -> line.contains("ledger"))
                        .allMatch(line -> line.contains("******")));
    }

    /** However the command ends, none of its processes outlives it; nor one that stands still at that moment. */
    @ParameterizedTest
    @ValueSource(strings = {"TERM", "KILL"})
    void shouldLeaveNoProcessBehindWhenItIsEnded(String signal) throws Exception {
        Process command = start("--rate", "50", "--faults", "stop-switch,stop-issuer");
        List<ProcessHandle> processes = new ArrayList<>();
        try {
            await().atMost(PATIENCE).until(() -> {
                processes.clear();
                processes.addAll(command.descendants().toList());
                return processes.size() >= PROCESSES && standsStill(processes);
            });
            signal(signal, command);

            await().atMost(PATIENCE).until(() -> !command.isAlive());
            await().atMost(PATIENCE).until(() -> processes.stream().noneMatch(ProcessHandle::isAlive));
        } finally {
            processes.forEach(ProcessHandle::destroyForcibly);
            command.destroyForcibly();
        }
    }

    private static boolean standsStill(List<ProcessHandle> processes) throws IOException {
        for (ProcessHandle process : processes) {
            Process ps = new ProcessBuilder("ps", "-o", "stat=", "-p", Long.toString(process.pid())).start();
            if (new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII).startsWith("T")) {
                return true;
            }
        }
        return false;
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        int status = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        assertThat(status).as("kill -%s", name).isZero();
    }

    /** SIGTERM in the middle of a run on a file system of its own: nothing stays, no folder and no mount. */
    @Test
    void shouldRemoveItsFolderAndItsMountWhenItIsEnded() throws Exception {
        Process command = start("--rate", "50", "--faults", "kill,disk-full");
        try {
            await().failFast(() -> assertThat(command.isAlive())
                            .as("still running: %s", Files.readString(output()))
                            .isTrue())
                    .atMost(PATIENCE)
                    .until(() -> Files.readString(output()).contains("SIGKILL"));
            signal("TERM", command);

            await().atMost(PATIENCE).until(() -> !command.isAlive());
            assertThat(Files.readString(output())).doesNotContain("not all was removed");
            assertThat(temporary()).isEmptyDirectory();
            Path mounts = Path.of("/proc/mounts");
            if (Files.exists(mounts)) {
                assertThat(Files.readString(mounts)).doesNotContain(temporary().toString());
            }
        } finally {
            command.destroyForcibly();
        }
    }

    /** The command in a process of its own. */
    private Process start(String... options) throws IOException {
        Files.createDirectory(temporary());
        List<String> words = program()
                .command(
                        List.of("-Xmx256m", "-Djava.io.tmpdir=" + temporary()),
                        Stream.concat(Stream.of("sim", "chaos"), Stream.of(options))
                                .toList());
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path temporary() {
        return folder.resolve("tmp");
    }

    private Path output() {
        return folder.resolve("output");
    }

    private LedgerServer ledger(EmbeddedPostgres server) throws IOException {
        List<String> lines = Files.readAllLines(folder.resolve("postgresql/postmaster.pid"));
        return new LedgerServer(
                "jdbc:postgresql://localhost:" + server.getPort() + "/postgres",
                "postgres",
                Optional.empty(),
                Optional.of(Long.parseLong(lines.get(0))));
    }

    private static long seed() {
        long seed = Long.getLong("seed", 1 + new Random().nextInt(Integer.MAX_VALUE));
        System.out.println("ChaosIT: seed " + seed);
        return seed;
    }

    private static JavaProgram program() {
        return new JavaProgram(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                ChildMain.class.getName());
    }

    private static Ambient ambient() {
        return new Ambient(
                System::nanoTime,
                System::currentTimeMillis,
                new SeededRandom(new Random().nextLong()),
                InputStream.nullInputStream(),
                false);
    }

    /** For whoever reads a build's log. */
    private static final class Printed implements ChaosTrace {

        @Override
        public void onBegin(ChaosPlan plan, String disk, List<String> skipped) {
            System.out.println("ChaosIT: the log lies on " + disk);
            skipped.forEach(why -> System.out.println("ChaosIT skipped " + why));
        }

        @Override
        public void onFault(long sinceBeginMs, String what, String seen) {
            System.out.println("ChaosIT " + sinceBeginMs / 1000 + " s: " + what + ": " + seen);
        }

        @Override
        public void onRoundEnd(long sinceBeginMs, RoundReport report) {
            System.out.println(
                    "ChaosIT " + sinceBeginMs / 1000 + " s: round " + report.round() + ": " + report.payments()
                            + " payments, " + report.repeats() + " repeats, " + report.reversals() + " reversals, "
                            + report.connectionsLost() + " connections lost, " + report.cards() + " cards, "
                            + report.differences().size() + " differences, "
                            + report.problems().size() + " problems");
            Stream.concat(report.differences().stream(), report.problems().stream())
                    .limit(20)
                    .forEach(line -> System.out.println("ChaosIT: " + line));
        }
    }
}
