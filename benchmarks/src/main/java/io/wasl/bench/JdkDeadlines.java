package io.wasl.bench;

import java.util.PriorityQueue;
import java.util.function.IntConsumer;

/**
 * Deadlines as one would keep them with the JDK, in a priority queue. Favoured: what is cancelled only gets a mark and leaves when it
 * is due, since removing from the middle takes a look at all; and the entries are made once, so an id must not be set again before
 * its deadline has passed. Owner: one thread.
 */
final class JdkDeadlines {

    private final Entry[] entries;
    private final PriorityQueue<Entry> queue;
    private final IntConsumer due;

    /** One deadline. */
    private static final class Entry implements Comparable<Entry> {

        private final int id;
        private long deadlineNs;
        private boolean isCancelled;

        private Entry(int id) {
            this.id = id;
        }

        @Override
        public int compareTo(Entry other) {
            return Long.compare(deadlineNs, other.deadlineNs);
        }
    }

    JdkDeadlines(int capacity, IntConsumer due) {
        this.due = due;
        queue = new PriorityQueue<>(capacity);
        entries = new Entry[capacity];
        for (int i = 0; i < capacity; i++) {
            entries[i] = new Entry(i);
        }
    }

    void set(int id, long deadlineNs) {
        Entry entry = entries[id];
        entry.deadlineNs = deadlineNs;
        entry.isCancelled = false;
        queue.add(entry);
    }

    void cancel(int id) {
        entries[id].isCancelled = true;
    }

    void advance(long nowNs) {
        for (Entry first = queue.peek(); first != null && first.deadlineNs <= nowNs; first = queue.peek()) {
            queue.poll();
            if (!first.isCancelled) {
                due.accept(first.id);
            }
        }
    }
}
