package io.wasl.engine;

import java.util.HashMap;
import java.util.Map;

/**
 * What the key files must reach before what they say of a forgotten transaction can be trusted. They are made of sealed segments,
 * so they may not yet have the newest that was said of it.
 *
 * <pre>
 *   begun       the newest transaction forgotten began here: until the files reach it, one may be missing in them
 *   changed     all that a start has read: until the files reach it, no transaction is told whole
 *   late        transactions of which more was said than the files have: one by one
 * </pre>
 *
 * Loop thread.
 */
final class Forgotten {

    /** Forgotten with changes younger than the files: normally none, for what is forgotten is many segments old. */
    private static final int MOST_LATE = 65_536;

    private final Map<Long, Long> late = new HashMap<>();
    private long begunUntil;
    private long changedUntil;
    private boolean isStarted;

    /** A start reads on from here: what began before is in the log alone. */
    void startsBehind(long position) {
        begunUntil = Math.max(begunUntil, position);
    }

    /** All records up to here were read by a start; what they say of what it has forgotten is in the log alone. */
    void startedAt(long position) {
        changedUntil = position;
        isStarted = true;
    }

    /**
     * Told of a row that is forgotten.
     *
     * @param began where it began
     * @param changed the newest record about it may be as new as this
     * @param knownUntil how far the key files reach
     */
    void add(long began, long changed, long knownUntil) {
        begunUntil = Math.max(begunUntil, began);
        if (changed <= knownUntil || began == 0 || !isStarted) {
            return;
        }
        if (late.size() < MOST_LATE) {
            late.merge(began, changed, Math::max);
        } else {
            changedUntil = Math.max(changedUntil, changed);
        }
    }

    /** The newest transaction forgotten began here; all that began later are remembered. */
    long begunUntil() {
        return begunUntil;
    }

    /** Whether the key files have every transaction that is forgotten. */
    boolean isWithin(long knownUntil) {
        return begunUntil <= knownUntil;
    }

    /** Whether they have all that was said of the one that began there. */
    boolean isWhole(long began, long knownUntil) {
        return changedUntil <= knownUntil && late.getOrDefault(began, 0L) <= knownUntil;
    }

    /** Nobody holds an answer of older files any more. */
    void settle(long knownUntil) {
        if (!late.isEmpty()) {
            late.values().removeIf(changed -> changed <= knownUntil);
        }
    }
}
