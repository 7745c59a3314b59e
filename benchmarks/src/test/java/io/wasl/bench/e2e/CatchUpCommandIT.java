package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CatchUpCommandIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    private int run(String... arguments) {
        return new CommandLine(new CatchUpCommand())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments);
    }

    /** Whether so short a peak leaves a ledger behind is the machine's affair; that the status says so is not. */
    @Test
    void shouldMeasureARateBeforeAndAfterAPeak() throws Exception {
        assumeThat(CpuSnapshot.isPossible()).as("/proc tells processor times").isTrue();
        Path json = folder.resolve("catch-up.json");

        int status = run(
                "--target=wasl",
                "--rate=500",
                "--rounds=1",
                "--seconds=1",
                "--warm-up=0",
                "--peak=1",
                "--folder=" + folder,
                "--json=" + json);

        JsonNode measured =
                JsonMapper.builder().build().readTree(Files.readString(json)).path("measured");
        assertThat(measured).as(out.toString()).hasSize(2);
        JsonNode wasl = measured.path(1);
        assertThat(wasl.path("afterPeak").path("target").asString()).isEqualTo("wasl");
        assertThat(wasl.path("afterPeak").path("load").path("windowAnswers").asLong())
                .isGreaterThan(400);
        boolean wasBehind = wasl.path("lagBefore").asLong() > 0
                && wasl.path("afterPeak").path("following").path("lagRecords").asLong() > 0;
        assertThat(status).as(out.toString()).isEqualTo(wasBehind ? 0 : 1);
        assertThat(out.toString())
                .contains("wasl, following: p99 ")
                .contains(wasBehind ? "wasl, catching up: p99 " : "the ledger was not behind");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(json);
        }
    }

    @Test
    void shouldRefuseATargetWithoutALedger() {
        assertThat(run("--target=relay")).isEqualTo(2);
        assertThat(out.toString()).contains("--target: relay: has no ledger that follows");
    }
}
