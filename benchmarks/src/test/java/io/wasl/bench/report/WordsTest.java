package io.wasl.bench.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class WordsTest {

    @Test
    void shouldSayTimesWithTheirUnit() {
        assertThat(Words.latency(1_234)).isEqualTo("1.2 µs");
        assertThat(Words.latency(83_400)).isEqualTo("83 µs");
        assertThat(Words.latency(12_340_000)).isEqualTo("12.3 ms");
        assertThat(Words.latency(2_050_000_000)).isEqualTo("2.05 s");
        assertThat(Words.latency(OptionalDouble.empty())).isEqualTo("-");
    }

    /** The same whether the launcher or the report started it, and without folders of the machine. */
    @Test
    void shouldSayACommandThatAnybodyCanType() {
        assertThat(Words.command(List.of("bench", "e2e", "--rounds", "1", "--json", "/tmp/a/e2e.json")))
                .isEqualTo("./wasl bench e2e --rounds 1 --json e2e.json");
        assertThat(Words.command(List.of("e2e", "--folder=/mnt/disk", "--flames", "flames")))
                .isEqualTo("./wasl bench e2e --folder=disk --flames flames");
    }

    @Test
    void shouldTakeFoldersOutOfOptions() {
        assertThat(Words.withoutFolders(
                        "-Xlog:safepoint:file=/tmp/w-1/n/safe.log:uptime:filecount=0 --config /tmp/w/a.yaml"))
                .isEqualTo("-Xlog:safepoint:file=safe.log:uptime:filecount=0 --config a.yaml");
        assertThat(Words.withoutFolders("--add-opens java.base/jdk.internal.misc=ALL-UNNAMED"))
                .isEqualTo("--add-opens java.base/jdk.internal.misc=ALL-UNNAMED");
    }

    @Test
    void shouldLetNoTextOutOfItsPlaceInAPage() {
        assertThat(Words.escape("<a b=\"c\">&")).isEqualTo("&lt;a b=&quot;c&quot;&gt;&amp;");
    }
}
