package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JvmWatchIT {

    @TempDir
    private Path folder;

    /** Nothing is sent, so that what the questions themselves allocate would be all there is. */
    @Test
    void shouldNotCountItsOwnQuestionsAndSayWhenNobodyAnswers() throws Exception {
        assumeThat(CpuSnapshot.isPossible()).isTrue();
        var log = new PauseLog(folder.resolve("safepoints.log"));
        try (var parts = new Parts(folder.resolve("logs"))) {
            PartProcess idle = parts.start("issuer", List.of(log.option()), List.of());
            idle.await(PartMain.READY, Duration.ofSeconds(60));
            JvmWatch watch = JvmWatch.attach(idle.pid(), log);

            JvmWatch.Snapshot begin = watch.take();
            for (int i = 0; i < 20; i++) {
                watch.take();
            }
            JvmUse use = watch.between(begin, watch.take());

            assertThat(use.total()).isLessThan(10_000);
            assertThat(use.path()).isZero();
            assertThat(use.collectors()).isNotEmpty();
            assertThat(log.file()).as("the JVM takes the option").exists();

            idle.kill();
            idle.awaitEnd();
            assertThatThrownBy(watch::take).isInstanceOf(IOException.class);
            watch.close();
        }
    }
}
