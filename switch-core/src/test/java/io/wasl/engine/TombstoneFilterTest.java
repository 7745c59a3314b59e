package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class TombstoneFilterTest {

    private record Tombstone(long row, long high, long low) {}

    @Test
    void shouldHoldEveryTombstoneThatTheRingRemembers() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int capacity : new int[] {1, 2, 7, 64, 1000}) {
            Ring ring = new Ring(capacity);
            TombstoneFilter filter = new TombstoneFilter(ring);
            Deque<Tombstone> remembered = new ArrayDeque<>();
            for (int step = 0; step < 20 * capacity + 100; step++) {
                long row = ring.next();
                if (random.nextInt(5) == 0) {
                    Tombstone tombstone = new Tombstone(row, random.nextLong(), random.nextLong());
                    filter.mark(tombstone.high(), tombstone.low());
                    remembered.add(tombstone);
                }
                remembered.removeIf(one -> !ring.has(one.row()));
                assertThat(remembered)
                        .as("seed %d, capacity %d, row %d", seed, capacity, row)
                        .allMatch(one -> filter.mayHold(one.high(), one.low()));
            }
        }
    }

    @Test
    void shouldSayNoOfAlmostEveryOtherKey() {
        Ring ring = new Ring(1000);
        TombstoneFilter filter = new TombstoneFilter(ring);
        Random random = new Random(1);
        for (int row = 0; row < 1000; row++) {
            ring.next();
            filter.mark(random.nextLong(), random.nextLong());
        }

        assertThat(random.longs(100_000)
                        .filter(high -> filter.mayHold(high, random.nextLong()))
                        .count())
                .as("of 100,000, with 1,000 of 65,536 bits")
                .isBetween(1_000L, 2_000L);
    }

    @Test
    void shouldLetGoOfWhatIsForgotten() {
        Ring ring = new Ring(10);
        TombstoneFilter filter = new TombstoneFilter(ring);
        ring.next();
        filter.mark(42, 0);
        for (int row = 0; row < 25; row++) {
            ring.next();
        }
        assertThat(filter.mayHold(42, 0)).as("until the next one is marked").isTrue();

        filter.mark(43, 0);

        assertThat(filter.mayHold(42, 0)).isFalse();
        assertThat(filter.mayHold(43, 0)).isTrue();
    }
}
