package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PauseLogTest {

    private static final String OF_17 =
            "[0.512s][info][safepoint] Safepoint \"ICBufferFull\", Time since last: 40111222 ns,"
                    + " Reaching safepoint: 12000 ns, Cleanup: 3000 ns, At safepoint: 5000 ns, Total: 20000 ns\n";
    private static final String OF_25 =
            "[1.020s][info][safepoint] Safepoint \"G1CollectForAllocation\", Time since last:"
                    + " 508000111 ns, Reaching safepoint:     9000 ns, At safepoint:  2400000 ns, Leaving safepoint:     1000 ns,"
                    + " Total:  2410000 ns, Threads:        0 runnable,       12 total\n";

    @TempDir
    private Path folder;

    @Test
    void shouldReadTheLinesOfEachJvm() {
        assertThat(PauseLog.parse(OF_17 + "[0.9s][info][safepoint] something else\n" + OF_25))
                .isEqualTo(new PauseLog.Pauses(2, 2_410_000, "G1CollectForAllocation"));
        assertThat(PauseLog.parse("")).isEqualTo(new PauseLog.Pauses(0, 0, ""));
    }

    @Test
    void shouldTellOfAWindowOnlyWhatWasWrittenInIt() throws Exception {
        var log = new PauseLog(folder.resolve("safepoints.log"));
        assertThat(log.length()).isZero();
        Files.writeString(log.file(), OF_25);
        long begin = log.length();
        Files.writeString(log.file(), OF_25 + OF_17);
        long end = log.length();
        Files.writeString(log.file(), OF_25 + OF_17 + OF_25);

        assertThat(log.between(begin, end)).isEqualTo(new PauseLog.Pauses(1, 20_000, "ICBufferFull"));
        assertThat(log.between(end, end).count()).isZero();
    }
}
