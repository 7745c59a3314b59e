package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All 32 frames of each chunk must be cut, by Netty too. */
class FramingBenchmarkTest {

    @ParameterizedTest
    @CsvSource({"length-2, 0", "length-2-tpdu, 5"})
    void shouldCutTheBodiesThatNettyCuts(String framing, int tpduBytes) {
        FramingBenchmark wasl = prepared(framing);
        FramingBenchmark netty = prepared(framing);
        FramingBenchmark writer = prepared(framing);
        for (int chunk = 0; chunk < Traffic.MESSAGES / FramingBenchmark.FRAMES; chunk++) {
            int bodies = wasl.cut();
            int written = 0;
            for (int i = 0; i < FramingBenchmark.FRAMES; i++) {
                written += writer.write() - 2 - tpduBytes;
            }
            assertThat(bodies).as("chunk %d", chunk).isEqualTo(written);
            assertThat(netty.netty()).as("chunk %d", chunk).isEqualTo(bodies + FramingBenchmark.FRAMES * tpduBytes);
        }
        assertThat(netty.netty()).as("round again").isPositive();
    }

    private static FramingBenchmark prepared(String framing) {
        FramingBenchmark benchmark = new FramingBenchmark();
        benchmark.framing = framing;
        benchmark.prepare();
        return benchmark;
    }
}
