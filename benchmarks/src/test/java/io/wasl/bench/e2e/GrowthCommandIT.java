package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GrowthCommandIT {

    @TempDir
    private Path folder;

    private final StringWriter out = new StringWriter();

    @BeforeEach
    void needsProc() {
        assumeThat(CpuSnapshot.isPossible()).isTrue();
    }

    private int run(String... arguments) {
        return new CommandLine(new GrowthCommand())
                .setOut(new PrintWriter(out, true))
                .execute(arguments);
    }

    @Test
    void shouldMeasureManyConnectionsAndIssuersBesideTheRelay() throws Exception {
        Path json = folder.resolve("growth.json");

        int status = run(
                "--rate=500",
                "--connections=1,30",
                "--issuers=1,3",
                "--loops=2",
                "--target=wasl-volatile",
                "--rounds=1",
                "--seconds=1",
                "--warm-up=0",
                "--folder=" + folder,
                "--json=" + json);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("30 connections", "3 issuers", "goal: grows at most 1.5 times");
        JsonNode measured =
                JsonMapper.builder().build().readTree(Files.readString(json)).path("measured");
        assertThat(measured.size()).isEqualTo(6);
        assertThat(measured.path(2).path("point").path("connections").asInt()).isEqualTo(30);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(json);
        }
    }

    @Test
    void shouldMeasureWhatIdleConnectionsHold() throws Exception {
        int status = run("idle", "--connections=40", "--warm-up=0", "--folder=" + folder);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("as it ships", "an idle connection holds");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldReloadUnderLoadAndSetBothBesideEachOther() throws Exception {
        int status = run(
                "reload",
                "--rate=200",
                "--ranges=2000",
                "--rounds=1",
                "--seconds=1",
                "--warm-up=0",
                "--pause=200",
                "--folder=" + folder);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("round 1, without reload", "round 1, with reload", "reloads add");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() {
        assertThat(run("--target=jpos")).isEqualTo(2);
        assertThat(run("--connections=0")).isEqualTo(2);
        assertThat(run("reload", "--target=relay")).isEqualTo(2);
    }
}
