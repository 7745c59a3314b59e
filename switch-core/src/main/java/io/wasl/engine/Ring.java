package io.wasl.engine;

/**
 * Numbers that are given out one after the other, from 1, and where the newest of them have their places: the newest one takes
 * the place of the one that is forgotten for it. Loop thread.
 */
final class Ring {

    private final int capacity;
    private long newest;
    /** The number at place 0, which the newest ones follow. */
    private long lap;

    Ring(int capacity) {
        this.capacity = capacity;
    }

    int capacity() {
        return capacity;
    }

    /** The next number. */
    long next() {
        newest++;
        if (newest - lap == capacity) {
            lap = newest;
        }
        return newest;
    }

    /** The last number given out, or 0. */
    long newest() {
        return newest;
    }

    /** The newest number that has no place any more, or one below 1. */
    long forgotten() {
        return newest - capacity;
    }

    boolean has(long number) {
        return number > 0 && number <= newest && number > newest - capacity;
    }

    /** The place of a number that has one: from 0 to the capacity. */
    int place(long number) {
        long place = number - lap;
        return (int) (place < 0 ? place + capacity : place);
    }
}
