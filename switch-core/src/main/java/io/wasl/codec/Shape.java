package io.wasl.codec;

import io.wasl.codec.Dialect.TertiaryForm;
import org.jspecify.annotations.Nullable;

/**
 * What follows from a dialect and a message's bitmaps alone: which fixed elements stand side by side, so that a run of
 * them is measured once and checked in as few pieces as its character classes allow.
 *
 * <pre>
 *   bits   2        3 4 7 11 12 13 14   32       35       37 41 42
 *   steps  value    run of 48 digits    value    value    run of 35 bytes: 12 an, 23 ans
 * </pre>
 *
 * <p>Hosts send few different bitmaps, so a view keeps the shapes it met last and makes one anew in place of another.
 * Owner: its view. Nothing of a message is in here.
 */
final class Shape {

    private static final int LAST_ELEMENT = Dialect.LAST_ELEMENT;
    private static final int STEP_BITS = 9;
    private static final int STEP = (1 << STEP_BITS) - 1;

    private @Nullable Dialect dialect;
    private ValuePlan[] plans = {};
    private long primary;
    private long secondary;
    private long tertiary;

    /** Elements in the order of the message. */
    private final short[] order = new short[LAST_ELEMENT];

    private int count;

    /**
     * By element: its step (9 bits), where in it the element starts (23 bits), and its characters; all ones for a value
     * that tells its own.
     */
    private final long[] places = new long[LAST_ELEMENT + 1];

    // By step: its first element's place in the order, and the bytes of a run; −1 for a value of its own length.
    private final short[] firstOf = new short[LAST_ELEMENT + 2];
    private final int[] runBytes = new int[LAST_ELEMENT + 1];
    private final short[] firstCheckOf = new short[LAST_ELEMENT + 2];
    /** How a value is read that {@link QuickValue} can read, else 0. */
    private final long[] quickOf = new long[LAST_ELEMENT + 1];

    private int steps;

    private final byte[] checkKinds = new byte[LAST_ELEMENT + 1];
    private final int[] checkPlaces = new int[LAST_ELEMENT + 1];
    private final int[] checkBytes = new int[LAST_ELEMENT + 1];
    /** The first element of the piece. */
    private final short[] checkElements = new short[LAST_ELEMENT + 1];

    private int checks;

    boolean isOf(Dialect other, long first, long second, long third) {
        return primary == first && secondary == second && tertiary == third && dialect == other;
    }

    /** The bitmaps are in wire order, without the bits that only announce another bitmap. */
    void become(Dialect ofDialect, long first, long second, long third) {
        dialect = ofDialect;
        plans = ofDialect.plans;
        primary = first;
        secondary = second;
        tertiary = third;
        count = 0;
        steps = 0;
        checks = 0;
        addAll(first, 1);
        if (third != 0 && ofDialect.tertiary == TertiaryForm.ELEMENT) {
            addRun(Dialect.TERTIARY_ELEMENT, ofDialect.bitmapBytes(), ByteCheck.ANYTHING);
        }
        addAll(second, 65);
        addAll(third, 129);
        firstOf[steps] = (short) count;
        firstCheckOf[steps] = (short) checks;
    }

    private void addAll(long bits, int firstElement) {
        for (long rest = bits; rest != 0; ) {
            long next = Long.highestOneBit(rest);
            rest &= ~next;
            add(firstElement + Long.numberOfLeadingZeros(next));
        }
    }

    private void add(int de) {
        ValuePlan plan = plans[de];
        if (plan.isDeclared() && plan.isFixed && !plan.isTrimmed) {
            addRun(de, plan.wireBytes(plan.length), ByteCheck.ofFixed(plan));
        } else {
            beginStep(-1);
            quickOf[steps - 1] = QuickValue.of(plan);
            take(de, 0, -1);
        }
    }

    private void beginStep(int bytes) {
        firstOf[steps] = (short) count;
        firstCheckOf[steps] = (short) checks;
        runBytes[steps] = bytes;
        steps++;
    }

    private void take(int de, int placeInStep, int units) {
        places[de] = (long) units << 32 | placeInStep << STEP_BITS | steps - 1;
        order[count++] = (short) de;
    }

    private void addRun(int de, int bytes, int kind) {
        if (steps == 0 || runBytes[steps - 1] < 0) {
            beginStep(0);
        }
        int step = steps - 1;
        int place = runBytes[step];
        runBytes[step] = place + bytes;
        take(de, place, plans[de].length);
        if (kind == ByteCheck.ANYTHING) {
            return;
        }
        int last = checks - 1;
        boolean joins = last >= firstCheckOf[step]
                && kind != ByteCheck.BY_ELEMENT
                && checkKinds[last] == kind
                && plans[checkElements[last]].characterClass == plans[de].characterClass
                && checkPlaces[last] + checkBytes[last] == place;
        if (joins) {
            checkBytes[last] += bytes;
            return;
        }
        checkKinds[checks] = (byte) kind;
        checkPlaces[checks] = place;
        checkBytes[checks] = bytes;
        checkElements[checks] = (short) de;
        checks++;
    }

    int steps() {
        return steps;
    }

    /** The bytes of a run; negative for a value that tells its own. */
    int runBytes(int step) {
        return runBytes[step];
    }

    /** Of a value that tells its own bytes: see {@link QuickValue}. */
    long quick(int step) {
        return quickOf[step];
    }

    /** Of a value that tells its own bytes. */
    ValuePlan planOf(int step) {
        return plans[order[firstOf[step]]];
    }

    /** The elements of a step are those with these places in the message. */
    int first(int step) {
        return firstOf[step];
    }

    int end(int step) {
        return firstOf[step + 1];
    }

    int element(int place) {
        return order[place];
    }

    /** Of an element of the message; what it says is asked from the three below. */
    long place(int de) {
        return places[de];
    }

    static int step(long place) {
        return (int) place & STEP;
    }

    /** Bytes from the step's start. */
    static int placeInStep(long place) {
        return (int) place >>> STEP_BITS;
    }

    /** Negative for a value that tells its own. */
    static int units(long place) {
        return (int) (place >> 32);
    }

    /** Whether every element of the run that starts here holds what it may. */
    boolean isLegal(int step, byte[] wire, int at) {
        for (int i = firstCheckOf[step]; i < firstCheckOf[step + 1]; i++) {
            if (!isLegal(i, wire, at + checkPlaces[i], checkBytes[i])) {
                return false;
            }
        }
        return true;
    }

    private boolean isLegal(int check, byte[] wire, int at, int bytes) {
        ValuePlan plan = plans[checkElements[check]];
        return ByteCheck.isLegal(checkKinds[check], plan, wire, at, bytes, plan.length);
    }

    /** Numbers of elements. */
    @Override
    public String toString() {
        return "shape of " + dialect + " with " + count + " elements in " + steps + " steps";
    }
}
