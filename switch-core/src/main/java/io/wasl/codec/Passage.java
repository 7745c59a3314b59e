package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/**
 * How the wanted elements of a message pass into another dialect, as far as it follows from the dialects and the bitmaps
 * alone: fixed elements that stand side by side here and there, and change in one way, pass as one.
 *
 * <pre>
 *   ascii     2  │ 3 4 7 11 12 13    │ 22              │ 35  │ 37 41 42 │ 49
 *   steps     pack │ pack 44 digits  │ pack, one filler │ …   │ copy 35  │ pack, one filler
 * </pre>
 *
 * <p>Links send few different bitmaps, so a writer keeps the passages it met last. Owner: its {@link Passages}. Nothing of a
 * message is in here.
 */
final class Passage {

    /** The way of a value that has been set. */
    static final int SET = -1;

    private static final int LAST_ELEMENT = Dialect.LAST_ELEMENT;
    private static final int THIRDS = 3;
    private static final int THIRD = 64;

    private @Nullable Dialect from;
    private @Nullable Dialect to;
    private ValuePlan[] theirs = {};
    private ValuePlan[] plans = {};

    // By third, in wire order: what the source has, what of it is wanted, what is set.
    private final long[] present = new long[THIRDS];
    private final long[] copied = new long[THIRDS];
    private final long[] set = new long[THIRDS];

    // By step: its way, its first element, the characters of all its elements (of a value of its own length −1).
    private final byte[] ways = new byte[LAST_ELEMENT + 1];
    private final short[] elements = new short[LAST_ELEMENT + 1];
    private final int[] units = new int[LAST_ELEMENT + 1];
    private final int[] endOfThird = new int[THIRDS];
    private int steps;

    boolean isOf(Draft draft) {
        MessageView source = draft.source;
        return present[0] == source.primary()
                && copied[0] == (draft.keptPrimary & ~draft.setPrimary)
                && set[0] == draft.setPrimary
                && present[1] == source.secondary()
                && copied[1] == (draft.keptSecondary & ~draft.setSecondary)
                && set[1] == draft.setSecondary
                && present[2] == source.tertiary()
                && copied[2] == (draft.keptTertiary & ~draft.setTertiary)
                && set[2] == draft.setTertiary
                && from == source.dialect()
                && to == draft.dialect();
    }

    void become(Draft draft) {
        MessageView source = draft.source;
        from = source.dialect();
        to = draft.dialect();
        theirs = source.dialect().plans;
        plans = draft.plans;
        steps = 0;
        take(0, source.primary(), draft.keptPrimary, draft.setPrimary);
        take(1, source.secondary(), draft.keptSecondary, draft.setSecondary);
        take(2, source.tertiary(), draft.keptTertiary, draft.setTertiary);
    }

    private void take(int third, long has, long kept, long isSet) {
        present[third] = has;
        copied[third] = kept & ~isSet;
        set[third] = isSet;
        boolean isAlone = true;
        for (long rest = has | isSet; rest != 0; ) {
            long next = Long.highestOneBit(rest);
            rest &= ~next;
            int de = third * THIRD + 1 + Long.numberOfLeadingZeros(next);
            if ((copied[third] & next) != 0) {
                isAlone = !pass(de, isAlone);
            } else {
                if ((isSet & next) != 0) {
                    add(SET, de, -1);
                }
                isAlone = true;
            }
        }
        endOfThird[third] = steps;
    }

    /** Whether the next element may join this one. */
    private boolean pass(int de, boolean isAlone) {
        int way = Recoding.way(theirs[de], plans[de]);
        if (!isFixedInBoth(de) || way == Recoding.ANEW || way == Recoding.READ_AND_WRITE) {
            add(way, de, -1);
            return false;
        }
        int last = steps - 1;
        boolean joins = !isAlone
                && ways[last] == way
                && Recoding.joins(
                        way, units[last], theirs[elements[last]], theirs[de], plans[elements[last]], plans[de]);
        if (joins) {
            units[last] += theirs[de].length;
        } else {
            add(way, de, theirs[de].length);
        }
        return true;
    }

    private boolean isFixedInBoth(int de) {
        return theirs[de].isFixed
                && !theirs[de].isTrimmed
                && plans[de].isFixed
                && plans[de].takesAsItIs(theirs[de], theirs[de].length);
    }

    private void add(int way, int de, int characters) {
        ways[steps] = (byte) way;
        elements[steps] = (short) de;
        units[steps] = characters;
        steps++;
    }

    /** Where the steps of a third of the elements end, and the next third's begin. */
    int end(int third) {
        return endOfThird[third];
    }

    /** As {@link Recoding} numbers it, or {@link #SET}. */
    int way(int step) {
        return ways[step];
    }

    /** The first element of the step. */
    int element(int step) {
        return elements[step];
    }

    /** Characters of all fixed elements of the step; negative for a value that tells its own. */
    int units(int step) {
        return units[step];
    }

    /** Numbers of elements. */
    @Override
    public String toString() {
        return "passage from " + from + " to " + to + " in " + steps + " steps";
    }
}
