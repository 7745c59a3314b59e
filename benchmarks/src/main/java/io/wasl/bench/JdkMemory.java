package io.wasl.bench;

import java.util.LinkedHashMap;
import java.util.Map;

/** A memory of the newest transactions as one would write it with the JDK: a map in insertion order. Owner: one thread. */
final class JdkMemory {

    private static final long MIX_HIGH = 0x9E3779B97F4A7C15L;
    private static final long MIX_LOW = 0xC2B2AE3D27D4EB4FL;
    private static final float LOAD = 0.5F;

    /** 128 bits, as the engine's keys have. */
    private record Key(long high, long low) {

        static Key of(long number) {
            return new Key(number * MIX_HIGH, number * MIX_LOW);
        }

        /** Favoured: the halves are mixed already. */
        @Override
        public int hashCode() {
            return (int) (low >>> 32);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.high == high && key.low == low;
        }
    }

    private final Map<Key, Long> rows;
    private long newest;

    JdkMemory(int capacity) {
        rows = new LinkedHashMap<>(2 * capacity + 2, LOAD) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
                return size() > capacity;
            }
        };
    }

    long newest() {
        return newest;
    }

    long find(long number) {
        return rows.getOrDefault(Key.of(number), 0L);
    }

    /** False when it is there already. */
    boolean add() {
        newest++;
        return rows.putIfAbsent(Key.of(newest), newest) == null;
    }
}
