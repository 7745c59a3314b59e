package io.wasl.link;

/**
 * The frames of one connection whose fate somebody waits for, in the order of their bytes.
 *
 * <pre>
 *   stream   ───[ frame ]──[ frame ]────────[ frame ]───►  offsets count from the connection's first byte
 *                          start    end
 *                                   ▲ accepted: so many bytes the kernel has taken
 *   end ≤ accepted: DELIVERED     start ≥ accepted: NOT_SENT     else UNKNOWN, the last two only once it is closed
 * </pre>
 *
 * A ring that grows with the frames waiting, which the link's write limit bounds. Owner: the loop's thread.
 */
public final class Deliveries {

    /** Hears what became of a token. */
    public interface Sink {
        void onSent(long token, SendOutcome outcome);
    }

    private static final long[] NOTHING = new long[0];
    private static final int WORDS = 3;
    private static final int FIRST_CAPACITY = 16;
    /** An emptied ring larger than this is let go: a burst must not cost an idle link its memory. */
    private static final int KEPT_CAPACITY = 1024;

    /** {token, start, end} at (index modulo capacity) · 3. */
    private long[] ring = NOTHING;

    private int capacity;
    private long head;
    private long tail;

    /** Remembers a frame's place in the stream. */
    public void add(long token, long start, long end) {
        if (tail - head == capacity) {
            grow();
        }
        int at = slot(tail++);
        ring[at] = token;
        ring[at + 1] = start;
        ring[at + 2] = end;
    }

    public boolean isEmpty() {
        return head == tail;
    }

    /** Tells DELIVERED for each frame whose last byte is before {@code acceptedOffset}. */
    public void tellDelivered(long acceptedOffset, Sink sink) {
        while (head != tail && ring[slot(head) + 2] <= acceptedOffset) {
            sink.onSent(ring[slot(head++)], SendOutcome.DELIVERED);
        }
        if (head == tail && capacity > KEPT_CAPACITY) {
            ring = NOTHING;
            capacity = 0;
        }
    }

    /** Tells all the rest: no further byte will reach the kernel. */
    public void tellClosed(long acceptedOffset, Sink sink) {
        tellDelivered(acceptedOffset, sink);
        while (head != tail) {
            int at = slot(head++);
            boolean untouched = ring[at + 1] >= acceptedOffset;
            sink.onSent(ring[at], untouched ? SendOutcome.NOT_SENT : SendOutcome.UNKNOWN);
        }
    }

    private int slot(long index) {
        return ((int) index & capacity - 1) * WORDS;
    }

    private void grow() {
        int newCapacity = capacity == 0 ? FIRST_CAPACITY : capacity * 2;
        long[] larger = new long[newCapacity * WORDS];
        for (long i = head; i != tail; i++) {
            System.arraycopy(ring, slot(i), larger, ((int) i & newCapacity - 1) * WORDS, WORDS);
        }
        ring = larger;
        capacity = newCapacity;
    }
}
