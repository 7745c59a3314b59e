package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.wasl.bench.e2e.E2eFile;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFilesTest {

    @Test
    void shouldReadWhatJmhWrites() {
        JmhFile file = Golden.stages();

        assertThat(file.lines())
                .contains(
                        new JmhFile.Line("DecodeBenchmark.request", "ascii", 400, 12.5, 390, 0.01),
                        new JmhFile.Line("DecodeBenchmark.request", "binary", 410, Double.NaN, 395, 0.01));
        assertThat(file.lines())
                .as("other units are left out")
                .noneMatch(line -> line.benchmark().contains("Throughput"));
        assertThat(file.how()).contains("17.0.15", "forks 2");
    }

    /** Written before the target's JVM was asked. */
    @Test
    void shouldReadARunThatTellsNoAllocation() throws Exception {
        String old = Golden.text("e2e.json").replaceAll("(?s),\\s*\"jvm\":\\{.*?\"longestPause\":\"\\w+\"\\}", "");
        assertThat(old).doesNotContain("allocated");

        E2eFile file = E2eFile.parse(old);

        assertThat(file.measured())
                .allSatisfy(one -> assertThat(one.allocated()).isNaN());
        assertThat(new HtmlPage(Golden.report()).make()).contains("allocated, B");
        var run = new MeasuredRun("e2e.json", file);
        assertThat(new LoadTables(run, run.shapes().get(0)).memory().rows()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "[]", "[1]", "\"x\"", "{\"machine\":\"x\"}"})
    void shouldRefuseOtherFiles(String json) {
        assertThatThrownBy(() -> E2eFile.parse(json)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> JmhFile.parse("jmh.json", json)).isInstanceOf(IOException.class);
    }

    @Test
    void shouldLeaveOutWhatNoPageShowsOfALargeFileOnly() {
        String small = "{ \"rawData\": [1], \"score\": 2 }";
        String large =
                "{ \"a\": [ { \"rawData\": [" + "1, ".repeat(SmallJson.MOST_BYTES / 3) + "1], \"score\": 2 } ] }";

        assertThat(SmallJson.of(small)).isEqualTo(small);
        assertThat(SmallJson.of(large)).isEqualTo("{\"a\":[{\"score\":2}]}\n");
    }
}
