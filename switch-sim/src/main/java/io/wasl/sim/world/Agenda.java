package io.wasl.sim.world;

import java.util.PriorityQueue;

/**
 * What happens when. Of two things at the same time the one that was planned first comes first, so that a seed always tells
 * the same story.
 *
 * <p>Owner: the world's thread.
 */
final class Agenda {

    private final VirtualTime time;
    private final PriorityQueue<Event> events = new PriorityQueue<>();
    private long planned;
    private long happened;

    private record Event(long atNs, long number, Life life, Runnable task) implements Comparable<Event> {

        @Override
        public int compareTo(Event other) {
            return atNs == other.atNs ? Long.compare(number, other.number) : Long.compare(atNs, other.atNs);
        }
    }

    Agenda(VirtualTime time) {
        this.time = time;
    }

    /** Plans a task for a time from now, if its life lasts so long. */
    void in(long delayNs, Life life, Runnable task) {
        events.add(new Event(time.nowNs() + Math.max(0, delayNs), planned++, life, task));
    }

    /** Does the next thing; false when there is none before {@code untilNs}. */
    boolean step(long untilNs) {
        Event next = events.peek();
        if (next == null || next.atNs() > untilNs) {
            time.advanceTo(untilNs);
            return false;
        }
        events.remove();
        time.advanceTo(next.atNs());
        if (!next.life().isOver()) {
            happened++;
            next.task().run();
        }
        return true;
    }

    /** How many things have happened. */
    long happened() {
        return happened;
    }
}
