package io.wasl.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.config.ConfigException;
import io.wasl.config.JournalConfig;
import io.wasl.config.JournalConfig.Unconfirmed;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real process, really killed: SIGKILL in the middle of its work, again and again on one folder. */
final class JournalKillIT {

    private static final int ROUNDS = 5;

    @TempDir
    Path folder;

    @Test
    void shouldStillHaveWhateverAKilledProcessWasToldDurable() throws Exception {
        Random random = new Random(11);
        for (int round = 1; round <= ROUNDS; round++) {
            Process node = start();
            try {
                long told = killAfter(node, 50 + random.nextInt(400));
                checkSurvivor(told, round);
            } finally {
                node.destroyForcibly();
            }
        }
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        AppendingNode.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private long killAfter(Process node, int lines) throws IOException, InterruptedException {
        long told = 0;
        try (BufferedReader out = node.inputReader(StandardCharsets.US_ASCII)) {
            for (int i = 0; i < lines; i++) {
                told = position(out.readLine(), told);
                if (i % 20 == 0) {
                    verify(told);
                }
            }
            assertThatThrownBy(this::open)
                    .as("while it runs")
                    .isInstanceOf(ConfigException.class)
                    .hasMessageContaining("another node");
            node.toHandle().destroyForcibly(); // unlike the process's own method, leaves its output to be read
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                told = position(line, told);
            }
        }
        assertThat(node.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return told;
    }

    /** The last line may have been cut by the kill; a shorter number is a smaller one, so nothing is claimed by it. */
    private static long position(String line, long before) {
        assertThat(line).as("the node ended by itself").isNotNull();
        return line.isEmpty() ? before : Math.max(before, Long.parseLong(line));
    }

    /** Beside the node, while it writes, and between its death and the next start. */
    private void verify(long told) throws IOException {
        LogVerdict verdict = JournalVerifier.verify(folder, JournalWorld.KEYS, segment -> {});
        assertThat(verdict.damage()).isEmpty();
        assertThat(verdict.lastPosition()).isGreaterThanOrEqualTo(told);
    }

    private void checkSurvivor(long told, int round) throws Exception {
        verify(told);
        try (FileJournal journal = open()) {
            assertThat(journal.recovered().lastPosition()).isGreaterThanOrEqualTo(told);
            assertThat(journal.recovered().epoch()).isEqualTo(round);
            long[] last = {0};
            journal.replay(1, record -> {
                assertThat(record.position).isEqualTo(last[0] + 1);
                assertThat(record.type == RecordType.NODE_STARTED || record.counter == record.position)
                        .isTrue();
                last[0] = record.position;
                return true;
            });
            assertThat(last[0]).isEqualTo(journal.recovered().lastPosition());
        }
    }

    private FileJournal open() throws ConfigException, IOException {
        JournalConfig config = new JournalConfig(folder, 4 << 20, 1, 1000, 160L << 20, Unconfirmed.KEEP);
        return FileJournal.open(config, JournalWorld.KEYS, () -> 1, System::nanoTime, new Random(3)::nextBytes);
    }
}
