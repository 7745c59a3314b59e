package io.wasl.sim.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LoadSamplesTest {

    @TempDir
    Path folder;

    @Test
    void shouldReadWholeLinesOfAFileThatIsBeingWritten() throws Exception {
        Path file = Files.writeString(
                folder.resolve("samples.csv"),
                "epoch_ms,started,answered,approved\n1000,10,8,1\n1200,20,18,1\n1400,3");

        LoadSamples samples = LoadSamples.read(file);

        assertThat(samples.all())
                .containsExactly(new LoadSamples.Sample(1000, 10, 8), new LoadSamples.Sample(1200, 20, 18));
        assertThat(samples.answers()).isEqualTo(18);
    }

    @Test
    void shouldReadNothingFromAFileThatIsNotThereYet() throws Exception {
        assertThat(LoadSamples.read(folder.resolve("none")).answers()).isZero();
    }
}
