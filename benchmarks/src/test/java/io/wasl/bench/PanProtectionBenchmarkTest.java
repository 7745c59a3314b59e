package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.security.SegmentCipher;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PanProtectionBenchmarkTest {

    private static final int PANS = 4096;

    @Test
    void shouldMakeOneTokenForEachPanByBothMeans() throws Exception {
        PanTokenBenchmark benchmark = new PanTokenBenchmark();
        benchmark.prepare();
        Set<Long> cmacs = new HashSet<>();
        Set<String> hmacs = new HashSet<>();
        for (int i = 0; i < PANS; i++) {
            cmacs.add(benchmark.cmac());
        }
        for (int i = 0; i < PANS; i++) {
            hmacs.add(HexFormat.of().formatHex(benchmark.hmac()));
        }
        assertThat(cmacs).as("tokens of as many PANs as the other has").hasSameSizeAs(hmacs);
        assertThat(cmacs.contains(benchmark.cmac())).as("the same PAN again").isTrue();
    }

    @Test
    void shouldSealWhatCanBeOpenedAgain() {
        PanSealBenchmark benchmark = new PanSealBenchmark();
        benchmark.prepare();
        byte[] plain = benchmark.plain();
        byte[] opened = new byte[plain.length];
        SegmentCipher cipher = benchmark.cipher();

        byte[] group = benchmark.group();
        int sealedBytes = plain.length + SegmentCipher.TAG_BYTES;
        assertThat(cipher.begin(benchmark.number(), benchmark.header(), 0, benchmark.header().length)
                        .open(group, 0, sealedBytes, opened, 0))
                .isTrue();
        assertThat(opened).isEqualTo(plain);

        Arrays.fill(opened, (byte) 0);
        byte[] each = benchmark.each();
        int width = PanSealBenchmark.WIDTH + SegmentCipher.TAG_BYTES;
        for (int i = 0; i < PanSealBenchmark.GROUP; i++) {
            long number = benchmark.number() - PanSealBenchmark.GROUP + 1 + i;
            assertThat(cipher.begin(number, benchmark.header(), 0, benchmark.header().length)
                            .open(each, i * width, width, opened, i * PanSealBenchmark.WIDTH))
                    .as("PAN %d", i)
                    .isTrue();
        }
        assertThat(opened).isEqualTo(plain);
    }
}
