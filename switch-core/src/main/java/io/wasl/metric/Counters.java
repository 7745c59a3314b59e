package io.wasl.metric;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One counter for each constant of an enum, named by it. Written by the room's owner thread only, read by any.
 *
 * @param <E> the room's counters; the constant's name in lower case is the metric's name
 */
public final class Counters<E extends Enum<E>> {

    private static final VarHandle CELL = MethodHandles.arrayElementVarHandle(long[].class);

    private final E[] names;
    private final long[] cells;

    public Counters(Class<E> type) {
        names = type.getEnumConstants();
        cells = new long[names.length];
    }

    public void increment(E counter) {
        add(counter, 1);
    }

    /** Owner thread only. */
    public void add(E counter, long amount) {
        int cell = counter.ordinal();
        CELL.setOpaque(cells, cell, cells[cell] + amount);
    }

    /** Owner thread only; for levels such as a queue's length. */
    public void set(E counter, long value) {
        CELL.setOpaque(cells, counter.ordinal(), value);
    }

    /** Any thread; may lag behind the owner. */
    public long get(E counter) {
        return (long) CELL.getOpaque(cells, counter.ordinal());
    }

    /** The constants in their order. */
    public E[] names() {
        return names.clone();
    }
}
