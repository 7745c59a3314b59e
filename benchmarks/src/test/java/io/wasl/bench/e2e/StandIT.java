package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each target as it is measured: three processes. */
class StandIT {

    private static final StandPlan SHORT = new StandPlan(1.5, 0.2, 0, 2, List.of("-XX:TieredStopAtLevel=1"));

    @TempDir
    private Path folder;

    @BeforeEach
    void needsProc() {
        assumeThat(CpuSnapshot.isPossible()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(Target.class)
    void shouldAnswerEveryRequestAndTellWhatItTook(Target target) throws Exception {
        Path work = folder.resolve("work");
        try (var parts = new Parts(folder.resolve("logs"));
                Stand stand = Stand.start(target, SHORT, work, parts)) {
            stand.watch();
            Measured measured = stand.measure(1, new LoadShape.Closed(64));

            assertThat(measured.load().count().isGood())
                    .as("%s", measured.load())
                    .isTrue();
            assertThat(measured.load().windowAnswers()).isGreaterThan(64);
            assertThat(measured.targetMicros()).isPositive();
            assertThat(measured.cpu().of(CpuGroup.LOOP) > 0).isEqualTo(target.isWasl());
            assertThat(measured.cpu().of(CpuGroup.JOURNAL) > 0).isEqualTo(target.isDurable());
            assertThat(measured.cpu().of(CpuGroup.LEDGER) > 0 || !target.hasLedger())
                    .isTrue();
            JvmUse jvm = measured.jvm().orElseThrow();
            assertThat(jvm.of(CpuGroup.LOOP) > 0).isEqualTo(target.isWasl());
            assertThat(jvm.of(CpuGroup.LEDGER) > 0 || target != Target.WASL).isTrue();
            assertThat(jvm.total()).isPositive();
            assertThat(jvm.collectors()).isNotEmpty();
            assertThat(measured.following().isPresent()).isEqualTo(target.hasLedger());
        }
        assertThat(work).doesNotExist();
    }

    @Test
    void shouldDrawWhereATargetSpendsItsTimeAndWhatItAllocates() throws Exception {
        Path flames = folder.resolve("flames");
        try (var parts = new Parts(folder.resolve("logs"));
                Stand stand = Stand.start(Target.RELAY, SHORT, folder.resolve("work"), parts)) {
            var graphs = new FlameGraphs(folder.resolve("profiler"), flames);

            stand.draw(new LoadShape.Closed(4), graphs);

            assertThat(flames.resolve("relay-cpu.html")).content().contains("relay under 4 in flight: processor time");
            assertThat(flames.resolve("relay-cpu.collapsed")).content().contains("epoll");
            assertThat(flames.resolve("relay-alloc.html")).isNotEmptyFile();
            assertThat(stand.measure(1, new LoadShape.Closed(4)).load().count().isGood())
                    .as("the stand goes on")
                    .isTrue();
        }
    }

    @Test
    void shouldEndAllProcessesWithTheRun() throws Exception {
        var parts = new Parts(folder.resolve("logs"));
        PartProcess issuer = parts.start("issuer", List.of(), List.of());
        issuer.await(PartMain.READY, Duration.ofSeconds(60));

        parts.close();

        assertThat(ProcessHandle.of(issuer.pid()).map(ProcessHandle::isAlive).orElse(false))
                .isFalse();
        assertThatThrownBy(() -> parts.start("issuer", List.of(), List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void shouldShowWhatATargetSaidThatDoesNotStart() throws Exception {
        try (var parts = new Parts(folder.resolve("logs"))) {
            PartProcess lost = parts.start(
                    "volatile", List.of(), List.of(folder.resolve("no.yaml").toString()));

            assertThatThrownBy(() -> lost.await(PartMain.READY, Duration.ofSeconds(60)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("ended by itself")
                    .hasMessageContaining("no.yaml");
        }
        assertThat(Files.exists(folder.resolve("logs"))).isTrue();
    }
}
