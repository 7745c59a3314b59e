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
        Path json = folder.resolve("idle.json");

        int status = run("idle", "--connections=40", "--warm-up=0", "--folder=" + folder, "--json=" + json);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("as it ships", "an idle connection holds");
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(report.path("machine").asString()).isNotEmpty();
        assertThat(report.path("command").path(0).asString()).isEqualTo("idle");
        assertThat(report.path("measured").size()).isEqualTo(2);
        JsonNode resident = report.path("measured").path(1);
        assertThat(resident.path("plan").path("targetOptions").size()).isPositive();
        assertThat(resident.path("connections").asInt()).isEqualTo(40);
        assertThat(resident.path("before").path("residentBytes").asLong()).isPositive();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(json);
        }
    }

    @Test
    void shouldReloadUnderLoadAndSetBothBesideEachOther() throws Exception {
        Path json = folder.resolve("reload.json");

        int status = run(
                "reload",
                "--rate=200",
                "--ranges=2000",
                "--rounds=1",
                "--seconds=1",
                "--warm-up=0",
                "--pause=200",
                "--folder=" + folder,
                "--json=" + json);

        assertThat(status).as(out.toString()).isZero();
        assertThat(out.toString()).contains("round 1, without reload", "round 1, with reload", "reloads add");
        JsonNode report = JsonMapper.builder().build().readTree(Files.readString(json));
        assertThat(report.path("ranges").asInt()).isEqualTo(2_000);
        assertThat(report.path("plan").path("seconds").asDouble()).isEqualTo(1);
        assertThat(report.path("reloadNs").size()).isPositive();
        assertThat(report.path("measured").size()).isEqualTo(2);
        assertThat(report.path("measured").path(0).path("reloads").asInt()).isZero();
        assertThat(report.path("measured").path(1).path("reloads").asInt()).isPositive();
        assertThat(report.path("measured")
                        .path(1)
                        .path("measured")
                        .path("valid")
                        .asBoolean())
                .isTrue();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(json);
        }
    }

    @Test
    void shouldRefuseWhatCannotBeMeasured() {
        assertThat(run("--target=jpos")).isEqualTo(2);
        assertThat(run("--connections=0")).isEqualTo(2);
        assertThat(run("reload", "--target=relay")).isEqualTo(2);
    }
}
