package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JournalBenchmarkTest {

    @Test
    void shouldMakeEachGroupDurableAndSealAllOfIt() {
        JournalBenchmark benchmark = new JournalBenchmark();
        benchmark.prepare();
        long before = benchmark.append();
        // More than one segment, so that opening the next one is part of it.
        int groups = 4000;
        for (int i = 0; i < groups; i++) {
            before += JournalBenchmark.GROUP;
            assertThat(benchmark.append()).isEqualTo(before);
        }
        int length = benchmark.fill();
        assertThat(benchmark.seal().remaining()).isEqualTo(length);
        assertThat((long) groups * length).isGreaterThan(64L << 20);
        int check = benchmark.limit();
        assertThat(benchmark.limit()).isEqualTo(check);
    }
}
