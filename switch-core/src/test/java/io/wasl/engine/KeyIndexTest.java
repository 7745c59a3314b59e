package io.wasl.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeyIndexTest {

    /** Odd: links of several transactions stand in one line of the processor's memory, and the last one is not full. */
    private static final int CAPACITY = 301;

    private static final int PLACES_OF_A_LINE = 8;

    /**
     * Few different homes, so that lines are full and entries stand in later ones; keys that several transactions share; keys that
     * come when newer transactions have theirs.
     */
    @Test
    void shouldAgreeWithAMapWhileTransactionsComeAndAreForgotten() {
        for (long seed = 1; seed <= 20; seed++) {
            new Agreement(seed).run();
        }
    }

    @Test
    void shouldFindAllTransactionsOfOneKeyFromTheNewestOn() {
        var ring = new Ring(16);
        var index = new KeyIndex(ring);
        LongStream.rangeClosed(1, 12).forEach(transaction -> begin(ring, index));
        index.put(3, 1, 5, 10);
        index.put(3, 2, 5, 11);
        index.put(3, 1, 5, 12);
        index.put(3, 1, 5, 7);
        index.put(3, 1, 5, 9);
        assertThat(found(index, 3, 1, 5)).containsExactly(12L, 10L, 9L, 7L);
        assertThat(found(index, 3, 2, 5)).containsExactly(11L);
        index.remove(12);
        index.remove(9);
        assertThat(found(index, 3, 1, 5)).containsExactly(10L, 7L);
        index.remove(7);
        index.remove(10);
        assertThat(found(index, 3, 1, 5)).isEmpty();
        assertThat(found(index, 3, 2, 5)).containsExactly(11L);
    }

    /** Two kinds of one transaction under one key are two. */
    @Test
    void shouldTellKindsApart() {
        var ring = new Ring(8);
        var index = new KeyIndex(ring);
        long transaction = begin(ring, index);
        index.put(1, 7, 9, transaction);
        index.put(4, 7, 9, transaction);
        assertThat(found(index, 1, 7, 9)).containsExactly(transaction);
        assertThat(found(index, 4, 7, 9)).containsExactly(transaction);
        assertThat(found(index, 2, 7, 9)).isEmpty();
        index.remove(transaction);
        assertThat(found(index, 1, 7, 9)).isEmpty();
        assertThat(found(index, 4, 7, 9)).isEmpty();
        index.put(4, 7, 9, transaction);
        assertThat(found(index, 4, 7, 9)).containsExactly(transaction);
        assertThat(found(index, 1, 7, 9)).isEmpty();
    }

    /** Equal tags and homes do not make an equal key. */
    @Test
    void shouldHoldTheWholeKeyAgainstWhatIsSought() {
        var ring = new Ring(8);
        var index = new KeyIndex(ring);
        long transaction = begin(ring, index);
        long high = 0xABCD_EF00_0000_0001L;
        index.put(2, high, 1L << 40 | 3, transaction);
        assertThat(found(index, 2, high + 1, 1L << 40 | 3)).isEmpty();
        assertThat(found(index, 2, high, 1L << 41 | 3)).isEmpty();
        assertThat(found(index, 2, high, 1L << 40 | 3)).containsExactly(transaction);
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
            furthest = Math.max(furthest, index.place(1, i, 0));
        }
        assertThat(furthest).as("20 entries, 7 a line").isLessThan(3 * PLACES_OF_A_LINE);
    }

    /** A host whose RRNs are all alike takes one place, however many it sends: other keys of that line stay near. */
    @Test
    void shouldGiveAllTransactionsOfOneKeyOnePlace() {
        var ring = new Ring(1_000);
        var index = new KeyIndex(ring);
        long alike = 1;
        for (int i = 1; i <= 10_000; i++) {
            long transaction = begin(ring, index);
            index.put(3, alike, 0, transaction);
            long other = alike + i;
            if (i % 300 == 0) {
                index.put(1, other, 0, transaction);
                assertThat(index.place(1, other, 0)).isLessThan(PLACES_OF_A_LINE);
            }
        }
        assertThat(index.place(3, alike, 0)).isLessThan(PLACES_OF_A_LINE);
        assertThat(found(index, 3, alike, 0))
                .hasSize(1_000)
                .startsWith(10_000L, 9_999L)
                .endsWith(9_001L);
    }

    /** A line that an entry stands behind is read on from as long as the entry counts, and that is as long as its newest does. */
    @Test
    void shouldFindAnEntryOfALaterLineAfterAllThatFilledItsOwnAreForgotten() {
        var ring = new Ring(20);
        var index = new KeyIndex(ring);
        for (int i = 1; i < PLACES_OF_A_LINE; i++) {
            index.put(1, i, 0, begin(ring, index));
        }
        long alike = 100;
        index.put(3, alike, 0, begin(ring, index));
        assertThat(index.place(3, alike, 0)).isGreaterThanOrEqualTo(PLACES_OF_A_LINE);
        long newest = 0;
        for (int i = 0; i < 15; i++) {
            newest = begin(ring, index);
        }
        index.put(3, alike, 0, newest);
        for (int i = 0; i < 15; i++) {
            begin(ring, index);
        }
        assertThat(found(index, 3, alike, 0)).containsExactly(newest);
        long last = begin(ring, index);
        index.put(3, alike, 0, last);
        assertThat(found(index, 3, alike, 0)).containsExactly(last, newest);
    }

    private static long begin(Ring ring, KeyIndex index) {
        long transaction = ring.next();
        index.begin(transaction);
        return transaction;
    }

    private static List<Long> found(KeyIndex index, int kind, long high, long low) {
        List<Long> found = new ArrayList<>();
        for (long row = index.find(kind, high, low); row != KeyIndex.NONE; row = index.next(kind, row)) {
            found.add(row);
        }
        return found;
    }

    private static final class Agreement {
        private static final int STEPS = 3_000;
        private static final int KINDS = 4;

        private final long seed;
        private final Random random;
        private final Ring ring = new Ring(CAPACITY);
        private final KeyIndex index = new KeyIndex(ring);
        private final Map<Key, NavigableSet<Long>> expected = new HashMap<>();
        private final Map<Long, List<Key>> keysOf = new HashMap<>();

        Agreement(long seed) {
            this.seed = seed;
            random = new Random(seed);
        }

        void run() {
            for (int step = 1; step <= STEPS; step++) {
                long transaction = begin(ring, index);
                forget(transaction - CAPACITY);
                for (int kind = 1; kind <= KINDS; kind++) {
                    if (random.nextInt(3) > 0) {
                        put(transaction, any(kind));
                    }
                }
                if (random.nextInt(3) == 0) {
                    putLate(among(transaction));
                }
                if (random.nextInt(5) == 0) {
                    long gone = among(transaction);
                    index.remove(gone);
                    forget(gone);
                }
                check(any(1 + random.nextInt(KINDS)), step);
            }
            List.copyOf(expected.keySet()).forEach(key -> check(key, STEPS));
        }

        /** A key of a kind it has not yet. */
        private void putLate(long transaction) {
            int kind = 1 + random.nextInt(KINDS);
            if (keysOf(transaction).stream().noneMatch(key -> key.kind() == kind)) {
                put(transaction, any(kind));
            }
        }

        private void put(long transaction, Key key) {
            index.put(key.kind(), key.high(), key.low(), transaction);
            expected(key).add(transaction);
            keysOf(transaction).add(key);
        }

        private void forget(long transaction) {
            List<Key> keys = keysOf.remove(transaction);
            if (keys != null) {
                keys.forEach(key -> expected(key).remove(transaction));
            }
        }

        private List<Key> keysOf(long transaction) {
            return keysOf.computeIfAbsent(transaction, any -> new ArrayList<>());
        }

        private NavigableSet<Long> expected(Key key) {
            return expected.computeIfAbsent(key, any -> new TreeSet<>(Collections.reverseOrder()));
        }

        private void check(Key key, int step) {
            assertThat(found(index, key.kind(), key.high(), key.low()))
                    .as("seed %d, step %d, %s", seed, step, key)
                    .containsExactlyElementsOf(expected(key));
        }

        private long among(long newest) {
            return Math.max(newest - random.nextInt(CAPACITY), 1);
        }

        /** Tags and homes that meet: few of each; now and then the one that all share. */
        private Key any(int kind) {
            boolean isShared = random.nextInt(10) == 0;
            return isShared ? Key.of(kind, 0, 0) : Key.of(kind, random.nextInt(400), random.nextInt(40));
        }
    }

    private record Key(int kind, long high, long low) {
        static Key of(int kind, int high, int low) {
            return new Key(kind, (long) (high % 20) << 44 | high + 1, low + ((long) high << 30));
        }
    }
}
