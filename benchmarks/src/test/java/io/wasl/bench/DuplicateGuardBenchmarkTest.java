package io.wasl.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.wasl.engine.RememberedTransactions;
import org.junit.jupiter.api.Test;

/** What is measured must know the newest transactions and no other, as its peer does. */
class DuplicateGuardBenchmarkTest {

    private static final int CAPACITY = 1000;

    @Test
    void shouldRememberTheNewestAndForgetTheOldestAsTheJdkDoes() {
        RememberedTransactions all = new RememberedTransactions(CAPACITY);
        RememberedTransactions one = new RememberedTransactions(CAPACITY);
        JdkMemory map = new JdkMemory(CAPACITY);
        for (int i = 0; i < 3 * CAPACITY; i++) {
            assertThat(all.add()).isPositive();
            assertThat(one.addUnderOneKey()).isPositive();
            assertThat(map.add()).isTrue();
        }
        assertThat(map.newest()).isEqualTo(3L * CAPACITY);
        for (long number = 1; number <= 3L * CAPACITY + 1; number++) {
            boolean isKept = number > 2L * CAPACITY && number <= 3L * CAPACITY;
            assertThat(all.find(number) != 0).as("transaction %d", number).isEqualTo(isKept);
            assertThat(one.find(number) != 0).as("transaction %d", number).isEqualTo(isKept);
            assertThat(map.find(number) != 0).as("transaction %d", number).isEqualTo(isKept);
        }
    }

    @Test
    void shouldMeasureNewOnesAndFindEachRepeat() {
        DuplicateGuardBenchmark benchmark = new DuplicateGuardBenchmark();
        benchmark.capacity = CAPACITY;
        benchmark.prepare();
        DuplicateGuardPeerBenchmark peer = new DuplicateGuardPeerBenchmark();
        peer.capacity = CAPACITY;
        peer.prepare();
        for (int i = 0; i < 2 * CAPACITY; i++) {
            assertThat(benchmark.engine()).isPositive();
            assertThat(benchmark.oneKey()).isPositive();
            assertThat(peer.oneKey()).isTrue();
            assertThat(benchmark.repeat()).isPositive();
            assertThat(peer.repeat()).isPositive();
        }
    }
}
