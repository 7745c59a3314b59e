package io.wasl.bench.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProcessTicksTest {

    private static final long PID = 77;

    @TempDir
    private Path proc;

    private void process(long ticks) throws IOException {
        write(proc.resolve("77"), "java", ticks);
    }

    private void thread(int id, String name, long ticks) throws IOException {
        write(proc.resolve("77/task/" + id), name, ticks);
    }

    private static void write(Path folder, String name, long ticks) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(
                folder.resolve("stat"),
                "1 (" + name + ") S 1 1 1 0 -1 4194304 9 0 0 0 " + ticks + " 0 0 0 20 0 1 0 5 6 7\n");
    }

    @Test
    void shouldGroupThreadsAndGiveTheRestToOthers() throws IOException {
        process(1000);
        thread(1, "java", 5);
        thread(2, "wasl-loop", 300);
        thread(3, "wasl-log", 200);
        thread(4, "wasl-log-keeper", 20);
        thread(5, "ledger", 100);
        thread(6, "MVStore backgro", 50);
        thread(7, "C2 CompilerThre", 70);
        thread(8, "Shenandoah GC T", 30);

        ProcessTicks ticks = ProcessTicks.read(proc, PID);

        assertThat(ticks.total()).isEqualTo(1000);
        assertThat(ticks.of(CpuGroup.LOOP)).isEqualTo(300);
        assertThat(ticks.of(CpuGroup.JOURNAL)).isEqualTo(220);
        assertThat(ticks.of(CpuGroup.LEDGER)).isEqualTo(150);
        assertThat(ticks.of(CpuGroup.COMPILER)).isEqualTo(70);
        assertThat(ticks.of(CpuGroup.COLLECTOR)).isEqualTo(30);
        // The main thread, and 225 of threads that have ended.
        assertThat(ticks.of(CpuGroup.OTHER)).isEqualTo(230);
    }

    @Test
    void shouldDoWithoutAThreadThatEndsWhileItIsRead() throws IOException {
        process(10);
        thread(2, "wasl-loop", 4);
        Files.createDirectories(proc.resolve("77/task/3"));

        assertThat(ProcessTicks.read(proc, PID).of(CpuGroup.OTHER)).isEqualTo(6);
    }

    @Test
    void shouldFailWithoutTheProcess() {
        assertThatThrownBy(() -> ProcessTicks.read(proc, PID)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "wasl-loop, LOOP",
        "wasl-ticker, LOOP",
        "wasl-log, JOURNAL",
        "wasl-log-reader, JOURNAL",
        "ledger housekee, LEDGER",
        "ledger connecti, LEDGER",
        "C1 CompilerThre, COMPILER",
        "G1 Refine#0, COLLECTOR",
        "VM Thread, COLLECTOR",
        "wasl-admin-1-1, OTHER",
        "wasl-resolver, OTHER",
        "java, OTHER"
    })
    void shouldKnowAThreadByTheNameThatTheSystemShows(String name, CpuGroup group) {
        assertThat(name.length()).isLessThanOrEqualTo(CpuGroup.NAME_BYTES);
        assertThat(CpuGroup.of(name)).isEqualTo(group);
    }
}
