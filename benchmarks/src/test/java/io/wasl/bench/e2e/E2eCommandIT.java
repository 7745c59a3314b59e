package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class E2eCommandIT {

    @TempDir
    private Path folder;

    @Test
    void shouldMeasureAllRoundsPrintThemAndLeaveTheJsonAlone() throws Exception {
        assumeThat(CpuSnapshot.isPossible()).isTrue();
        Path json = folder.resolve("e2e.json");
        var out = new StringWriter();

        int status = new CommandLine(new E2eCommand())
                .setOut(new PrintWriter(out, true))
                .execute(
                        "--target=relay",
                        "--load=closed:4,open:500",
                        "--rounds=2",
                        "--seconds=1",
                        "--warm-up=0",
                        "--folder=" + folder,
                        "--json=" + json);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("round 2, relay", "4 in flight", "500 a second", "medians of 2 rounds");
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(report.path("machine").asString()).isNotEmpty();
        assertThat(report.path("command").size()).isEqualTo(7);
        assertThat(E2eFile.parse(Files.readString(json)).starts().get("relay"))
                .contains(PartMain.class.getName(), "relay")
                .anyMatch(word -> word.startsWith("-Xlog:safepoint"));
        assertThat(report.path("measured").size()).isEqualTo(4);
        assertThat(E2eFile.parse(Files.readString(json)).measured().get(0).allocated())
                .isNotNaN();
        assertThat(report.path("measured")
                        .path(0)
                        .path("load")
                        .path("latencyNs")
                        .path("99.9")
                        .asLong())
                .isPositive();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(json);
        }
    }

    /** Targets run with an option that lets a JVM pass over what it does not know. */
    @Test
    void shouldRefuseAnOptionThatTheTargetsJvmDoesNotKnow() {
        var err = new StringWriter();

        int status = new CommandLine(new E2eCommand())
                .setErr(new PrintWriter(err, true))
                .execute("--target=relay", "--target-option=-XX:+UseShenendoahGC", "--folder=" + folder);

        assertThat(status).isEqualTo(2);
        assertThat(err.toString()).contains("--target-option: java refuses it: ", "UseShenendoahGC");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldGoOnWithTheOthersWhenATargetEndsWithinAWindow() throws Exception {
        assumeThat(CpuSnapshot.isPossible()).isTrue();
        Path json = folder.resolve("e2e.json");
        var out = new StringWriter();
        var killer = new Thread(E2eCommandIT::killOneThatIsMeasured);
        killer.start();

        int status = new CommandLine(new E2eCommand())
                .setOut(new PrintWriter(out, true))
                .execute(
                        "--target=relay,jpos",
                        "--load=closed:4",
                        "--rounds=1",
                        "--seconds=5",
                        "--warm-up=0",
                        "--folder=" + folder,
                        "--json=" + json);
        killer.join();

        assertThat(status).as(out.toString()).isEqualTo(1);
        assertThat(out.toString()).contains("failed: ", "medians of 1 round");
        E2eFile report = E2eFile.parse(Files.readString(json));
        assertThat(report.failures()).hasSize(1);
        assertThat(report.measured()).extracting(Measured::target).containsExactly(Target.JPOS.word());
    }

    /** Load, relay or issuer: whichever has first worked longer than a start takes. */
    private static void killOneThatIsMeasured() {
        Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> busy().isPresent());
        busy().ifPresent(ProcessHandle::destroyForcibly);
    }

    private static Optional<ProcessHandle> busy() {
        return ProcessHandle.current()
                .descendants()
                .filter(one ->
                        one.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() > 1_500)
                .findFirst();
    }

    @Test
    void shouldMeasureATargetThatCannotBeAskedAndSaySo() {
        assumeThat(CpuSnapshot.isPossible()).isTrue();
        Path flames = folder.resolve("flames");
        var out = new StringWriter();

        int status = new CommandLine(new E2eCommand())
                .setOut(new PrintWriter(out, true))
                .execute(
                        "--target=relay",
                        "--load=closed:4",
                        "--rounds=1",
                        "--seconds=1",
                        "--warm-up=0",
                        "--target-option=-XX:+DisableAttachMechanism",
                        "--folder=" + folder,
                        "--flames=" + flames);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("what it allocates is not known", "no flame graph", "medians of 1 round")
                .doesNotContain("allocated, B");
        assertThat(flames).isEmptyDirectory();
    }
}
