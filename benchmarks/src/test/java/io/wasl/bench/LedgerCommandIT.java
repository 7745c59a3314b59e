package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.sim.ChildMain;
import io.wasl.sim.chaos.JavaProgram;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerCommandIT {

    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    @TempDir
    private Path folder;

    /** As Ctrl-C, while the log is written. */
    @Test
    void shouldRemoveItsFolderWhenItIsToldToEnd() throws Exception {
        var program = new JavaProgram(JAVA, System.getProperty("java.class.path"), ChildMain.class.getName());
        Process process = new ProcessBuilder(program.command(
                        List.of(), List.of("bench", "ledger", "--transactions=5000000", "--folder=" + folder)))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(this::hasLog);
            process.toHandle().destroy(); // of a Process itself its input ends too, and it with that
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder).isEmptyDirectory();
    }

    private boolean hasLog() {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.anyMatch(file -> file.endsWith("journal"));
        } catch (IOException | UncheckedIOException e) {
            return false; // something came or went meanwhile
        }
    }
}
