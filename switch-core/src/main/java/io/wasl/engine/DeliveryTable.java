package io.wasl.engine;

import org.jspecify.annotations.Nullable;

/**
 * Deliveries by a key of 64 bits, one a key: open addressing in two arrays that grow and shrink with what they hold, 12 bytes
 * a place. A million deliveries cost 24 to 48 MB, none next to nothing. Loop thread.
 */
final class DeliveryTable {

    private static final int LEAST_PLACES = 64;
    private static final long SPREAD = 0x9E3779B97F4A7C15L;
    private static final long MOST_IN_EPOCH = 1L << 40;

    private long[] keys = new long[LEAST_PLACES];
    private @Nullable OwedDelivery[] values = new OwedDelivery[LEAST_PLACES];
    private int size;

    /** The key of an id: a million million in an epoch, and sixteen million epochs, stay apart. */
    static long keyOf(long epoch, long counter) {
        assert counter < MOST_IN_EPOCH : "more transactions in an epoch than ids can tell apart";
        return epoch * MOST_IN_EPOCH ^ counter;
    }

    int size() {
        return size;
    }

    @Nullable
    OwedDelivery get(long key) {
        return values[find(key)];
    }

    /** Takes the place of what had this key. */
    void put(long key, OwedDelivery delivery) {
        int place = find(key);
        if (values[place] == null) {
            size++;
        }
        keys[place] = key;
        values[place] = delivery;
        if (size > values.length / 3 * 2) {
            resize(values.length * 2);
        }
    }

    /** Removes the key, if it leads to this delivery. */
    void remove(long key, OwedDelivery delivery) {
        int place = find(key);
        if (values[place] != delivery) {
            return;
        }
        size--;
        close(place);
        if (values.length > LEAST_PLACES && size < values.length / 8) {
            resize(values.length / 2);
        }
    }

    /** Those behind a gap move up, so that each is found from its home without passing an empty place. */
    private void close(int removed) {
        int gap = removed;
        int mask = values.length - 1;
        for (int at = gap + 1 & mask; values[at] != null; at = at + 1 & mask) {
            int home = home(keys[at]);
            boolean mayStay = (at - home & mask) < (at - gap & mask);
            if (!mayStay) {
                keys[gap] = keys[at];
                values[gap] = values[at];
                gap = at;
            }
        }
        values[gap] = null;
    }

    private void resize(int places) {
        long[] oldKeys = keys;
        @Nullable OwedDelivery[] oldValues = values;
        keys = new long[places];
        values = new OwedDelivery[places];
        for (int i = 0; i < oldValues.length; i++) {
            if (oldValues[i] != null) {
                int place = find(oldKeys[i]);
                keys[place] = oldKeys[i];
                values[place] = oldValues[i];
            }
        }
    }

    /** The key's place, or the empty one where it would stand. */
    private int find(long key) {
        int mask = values.length - 1;
        int place = home(key);
        while (values[place] != null && keys[place] != key) {
            place = place + 1 & mask;
        }
        return place;
    }

    private int home(long key) {
        return (int) (key * SPREAD >>> 32) & values.length - 1;
    }
}
