package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

    private static final int KEYS = 500;

    @Test
    void shouldAgreeWithAMapThroughRandomPutsAndRemoves() {
        for (long seed = 1; seed <= 20; seed++) {
            agree(seed);
        }
    }

    @Test
    void shouldNotSlowDownAsKeysComeAndGo() {
        KeyIndex index = new KeyIndex(64);
        for (long transaction = 1; transaction <= 100_000; transaction++) {
            index.put(transaction, transaction * 31, transaction);
            if (transaction > 60) {
                index.remove((transaction - 60) * 31, transaction - 60);
            }
        }
        assertThat(index.size()).isEqualTo(60);
        assertThat(index.find(7, 7)).as("a probe for what is not there ends").isEqualTo(KeyIndex.NONE);
    }

    @Test
    void shouldFindAllTransactionsOfOneKey() {
        KeyIndex index = new KeyIndex(16);
        index.put(1, 5, 10);
        index.put(2, 5, 11);
        index.put(1, 5, 12);
        List<Long> found = new ArrayList<>();
        for (int place = index.find(1, 5); place != KeyIndex.NONE; place = index.next(place, 1, 5)) {
            found.add(index.transactionAt(place));
        }
        assertThat(found).containsExactlyInAnyOrder(10L, 12L);
    }

    /** Few distinct low halves, so that runs are long and gaps are closed over other homes. */
    private static void agree(long seed) {
        Random random = new Random(seed);
        KeyIndex index = new KeyIndex(KEYS);
        Map<Long, Long> lowOf = new HashMap<>();
        for (long transaction = 1; transaction <= 5_000; transaction++) {
            if (lowOf.size() == KEYS - 1 || random.nextInt(3) == 0 && !lowOf.isEmpty()) {
                long gone = List.copyOf(lowOf.keySet()).get(random.nextInt(lowOf.size()));
                lowOf.remove(gone);
                index.remove(low(gone, seed), gone);
                assertThat(index.find(gone, low(gone, seed)))
                        .as("seed %d: removed %d", seed, gone)
                        .isEqualTo(KeyIndex.NONE);
            } else {
                lowOf.put(transaction, low(transaction, seed));
                index.put(transaction, low(transaction, seed), transaction);
            }
        }
        lowOf.forEach((transaction, low) -> assertThat(index.transactionAt(index.find(transaction, low)))
                .as("seed %d", seed)
                .isEqualTo(transaction));
        assertThat(index.size()).isEqualTo(lowOf.size());
    }

    private static long low(long transaction, long seed) {
        return (transaction * 0x9E3779B97F4A7C15L ^ seed) >>> 40 & 0x3FF;
    }
}
