package io.wasl.engine;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reversals that are with issuers: by their slots, and by their originals' rows, at most one each. Loop thread. */
final class Relays {

    /** At once. A silent issuer holds each for its time-out: at 10 s it is a hundred a second, on 15 MiB of heap. */
    static final int MOST_UNDER_WAY = 1024;

    /** In the order in which they began. */
    private final Map<Integer, Relay> bySlot = new LinkedHashMap<>();

    private final Map<Long, Relay> byOriginal = new HashMap<>();

    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    boolean isFull() {
        return bySlot.size() >= MOST_UNDER_WAY;
    }

    void add(Relay relay) {
        bySlot.put(relay.slot, relay);
        byOriginal.put(relay.pending.original, relay);
    }

    void remove(Relay relay) {
        bySlot.remove(relay.slot);
        byOriginal.remove(relay.pending.original);
    }

    @Nullable
    Relay inSlot(int slot) {
        return bySlot.get(slot);
    }

    @Nullable
    Relay ofOriginal(long row) {
        return byOriginal.get(row);
    }

    /** As they are now; what happens to them meanwhile does not change the list. */
    List<Relay> all() {
        return new ArrayList<>(bySlot.values());
    }
}
