package io.wasl.engine;

import io.wasl.journal.TransactionId;
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

    /** Those whose original a start has not read: by its id, until it is brought back. */
    private final Map<TransactionId, Relay> unread = new HashMap<>();

    boolean isEmpty() {
        return bySlot.isEmpty();
    }

    boolean isFull() {
        return bySlot.size() >= MOST_UNDER_WAY;
    }

    void add(Relay relay) {
        bySlot.put(relay.slot, relay);
        if (relay.pending.original != 0) {
            byOriginal.put(relay.pending.original, relay);
        } else {
            unread.put(TransactionId.related(relay.pending.accepted), relay);
        }
    }

    /** A forgotten transaction has a row again; whether one of these waits for it. */
    boolean broughtBack(TransactionId id, long row) {
        Relay relay = unread.remove(id);
        if (relay == null) {
            return false;
        }
        relay.pending.original = row;
        byOriginal.put(row, relay);
        return true;
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
