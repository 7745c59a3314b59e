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
                "epoch_ms,started,answered,approved,declined,otherwise,in_flight,connections\n"
                        + "1000,10,8,1,0,0,2,4\n1200,20,18,1,0,0,3,4\n1400,3");

        LoadSamples samples = LoadSamples.read(file);

        assertThat(samples.all())
                .containsExactly(new LoadSamples.Sample(1000, 10, 8, 2, 4), new LoadSamples.Sample(1200, 20, 18, 3, 4));
        assertThat(samples.last()).contains(samples.all().get(1));
    }

    @Test
    void shouldReadNothingFromAFileThatIsNotThereYet() throws Exception {
        assertThat(LoadSamples.read(folder.resolve("none")).last()).isEmpty();
    }
}
