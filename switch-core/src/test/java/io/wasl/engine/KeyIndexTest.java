package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

    private static final int CAPACITY = 300;

    /** Few different homes, so that lines are full and entries stand in later ones; keys that several transactions share. */
    @Test
    void shouldAgreeWithAMapWhileTransactionsComeAndAreForgotten() {
        for (long seed = 1; seed <= 20; seed++) {
            agree(seed);
        }
    }

    @Test
    void shouldFindAllTransactionsOfOneKey() {
        var ring = new Ring(16);
        var index = new KeyIndex(ring);
        LongStream.rangeClosed(1, 12).forEach(transaction -> begin(ring, index));
        index.put(3, 1, 5, 10);
        index.put(3, 2, 5, 11);
        index.put(3, 1, 5, 12);
        assertThat(found(index, 1, 5)).containsExactlyInAnyOrder(10L, 12L);
        assertThat(found(index, 2, 5)).containsExactly(11L);
    }

    /** Two kinds of one transaction under one key are two entries, of which one may go. */
    @Test
    void shouldTellKindsApart() {
        var ring = new Ring(8);
        var index = new KeyIndex(ring);
        long transaction = begin(ring, index);
        index.put(1, 7, 9, transaction);
        index.put(4, 7, 9, transaction);
        assertThat(found(index, 7, 9)).containsExactly(transaction, transaction);
        index.remove(transaction);
        assertThat(found(index, 7, 9)).isEmpty();
        index.put(4, 7, 9, transaction);
        assertThat(found(index, 7, 9)).containsExactly(transaction);
    }

    /** Equal tags and homes do not make an equal key. */
    @Test
    void shouldHoldTheWholeKeyAgainstWhatIsSought() {
        var ring = new Ring(8);
        var index = new KeyIndex(ring);
        long transaction = begin(ring, index);
        long high = 0xABCD_EF00_0000_0001L;
        index.put(2, high, 1L << 40 | 3, transaction);
        assertThat(index.find(high + 1, 1L << 40 | 3)).isEqualTo(KeyIndex.NONE);
        assertThat(index.find(high, 1L << 41 | 3)).isEqualTo(KeyIndex.NONE);
        assertThat(found(index, high, 1L << 40 | 3)).containsExactly(transaction);
    }

    /** What is forgotten makes no look-up longer: all the same home, for ever. */
    @Test
    void shouldReuseThePlacesOfWhatIsForgotten() {
        var ring = new Ring(20);
        var index = new KeyIndex(ring);
        int furthest = 0;
        for (int i = 1; i <= 100_000; i++) {
            long transaction = begin(ring, index);
            index.put(1, i, 0, transaction);
            furthest = Math.max(furthest, index.find(i, 0));
        }
        assertThat(furthest).as("20 entries, 7 a line").isLessThan(3 * 8);
    }

    private static void agree(long seed) {
        var random = new Random(seed);
        var ring = new Ring(CAPACITY);
        var index = new KeyIndex(ring);
        var expected = new HashMap<Key, Set<Long>>();
        var keysOf = new HashMap<Long, List<Key>>();
        for (int step = 1; step <= 3_000; step++) {
            long transaction = begin(ring, index);
            forget(transaction - CAPACITY, expected, keysOf);
            for (int kind = 1; kind <= 4; kind++) {
                if (random.nextInt(8) > 0) {
                    put(index, expected, keysOf, transaction, kind, new Key(random.nextInt(400), random.nextInt(40)));
                }
            }
            if (random.nextInt(5) == 0) {
                long gone = Math.max(transaction - random.nextInt(CAPACITY), 1);
                index.remove(gone);
                forget(gone, expected, keysOf);
            }
            var sought = new Key(random.nextInt(400), random.nextInt(40));
            assertThat(found(index, sought.high(), sought.low()))
                    .as("seed %d, step %d", seed, step)
                    .hasSameElementsAs(expected.getOrDefault(sought, Set.of()));
        }
        expected.forEach((key, transactions) -> assertThat(found(index, key.high(), key.low()))
                .as("seed %d", seed)
                .hasSameElementsAs(transactions));
    }

    private static void put(
            KeyIndex index,
            Map<Key, Set<Long>> expected,
            Map<Long, List<Key>> keysOf,
            long transaction,
            int kind,
            Key key) {
        index.put(kind, key.high(), key.low(), transaction);
        expected.computeIfAbsent(key, any -> new HashSet<>()).add(transaction);
        keysOf.computeIfAbsent(transaction, any -> new ArrayList<>()).add(key);
    }

    private static void forget(long transaction, Map<Key, Set<Long>> expected, Map<Long, List<Key>> keysOf) {
        List<Key> keys = keysOf.remove(transaction);
        if (keys != null) {
            keys.forEach(key -> expected.getOrDefault(key, new HashSet<>()).remove(transaction));
        }
    }

    private static long begin(Ring ring, KeyIndex index) {
        long transaction = ring.next();
        index.begin(transaction);
        return transaction;
    }

    private static List<Long> found(KeyIndex index, long high, long low) {
        List<Long> found = new ArrayList<>();
        for (int place = index.find(high, low); place != KeyIndex.NONE; place = index.next(place, high, low)) {
            found.add(index.transactionAt(place));
        }
        return found;
    }

    /** Tags and homes that meet: few of each. */
    private record Key(long high, long low) {
        Key(int high, int low) {
            this((long) (high % 20) << 44 | high + 1, low + ((long) high << 30));
        }
    }
}
