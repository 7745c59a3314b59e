package io.wasl.engine;

import io.wasl.frame.Frame;
import java.nio.ByteBuffer;

/**
 * Outputs that wait for the log, in the order of their positions: a ring of entries and a ring of their bytes, both
 * fixed. When a position becomes durable its entries come out, and whoever takes them looks again whether they may still
 * leave.
 *
 * <p>Loop thread.
 */
final class Outbox {

    /** What an entry is; the top bits of its token. */
    static final int FORWARD = 1;

    /** An approval: leaves only if nothing has withdrawn it meanwhile. */
    static final int APPROVAL = 2;

    /** Any other answer that had to wait: of a reversal, or the 91 in place of an approval. */
    static final int ANSWER = 3;

    /** A copy of an owed reversal. */
    static final int DELIVERY = 4;

    /** An acquirer's reversal that is passed on: leaves only if nothing has ended it meanwhile. */
    static final int RELAY = 5;

    /** Who takes the entries. */
    @FunctionalInterface
    interface Exit {
        /**
         * @param frame the entry's body, valid during this call
         */
        void leave(long token, Frame frame);
    }

    private final long[] positions;
    private final long[] tokens;
    private final int[] offsets;
    private final int[] lengths;
    private final int entryMask;
    private long firstEntry;
    private long nextEntry;

    private final ByteBuffer bytes;
    private final int capacityBytes;
    private int firstByte;
    private int nextByte;
    private int usedBytes;

    private final byte[] scratch;
    private final Frame frame = new Frame();

    /**
     * @param entries a power of two
     * @param largestFrame the longest frame that will be offered
     */
    Outbox(int entries, int capacityBytes, int largestFrame) {
        assert Integer.bitCount(entries) == 1 : "entries must be a power of two";
        positions = new long[entries];
        tokens = new long[entries];
        offsets = new int[entries];
        lengths = new int[entries];
        entryMask = entries - 1;
        bytes = ByteBuffer.allocateDirect(capacityBytes);
        this.capacityBytes = capacityBytes;
        scratch = new byte[largestFrame];
    }

    /** How many outputs wait. */
    int size() {
        return (int) (nextEntry - firstEntry);
    }

    int usedBytes() {
        return usedBytes;
    }

    /** Whether an entry of this length can be offered now. Asked before R2 is written. */
    boolean hasRoom(int lengthBytes) {
        if (size() > entryMask) {
            return false;
        }
        return lengthBytes + (nextByte + lengthBytes > capacityBytes ? capacityBytes - nextByte : 0)
                <= capacityBytes - usedBytes;
    }

    /** Adds an output that may leave when {@code position} is durable; positions never fall. */
    void offer(long position, long token, byte[] source, int offset, int lengthBytes) {
        assert lengthBytes > 0 && hasRoom(lengthBytes) : "outbox is full";
        assert size() == 0 || positions[(int) (nextEntry - 1) & entryMask] <= position : "positions fall";
        if (nextByte + lengthBytes > capacityBytes) {
            usedBytes += capacityBytes - nextByte;
            nextByte = 0;
        }
        int entry = (int) nextEntry++ & entryMask;
        positions[entry] = position;
        tokens[entry] = token;
        offsets[entry] = nextByte;
        lengths[entry] = lengthBytes;
        bytes.put(nextByte, source, offset, lengthBytes);
        nextByte += lengthBytes;
        usedBytes += lengthBytes;
    }

    /** Lets out every entry up to and including this position. */
    void drain(long durablePosition, Exit exit) {
        while (firstEntry < nextEntry) {
            int entry = (int) firstEntry & entryMask;
            if (positions[entry] > durablePosition) {
                return;
            }
            int length = lengths[entry];
            bytes.get(offsets[entry], scratch, 0, length);
            free(offsets[entry], length);
            firstEntry++;
            exit.leave(tokens[entry], frame.body(scratch, 0, length));
        }
    }

    /** Gives back an entry's bytes and, when it stands at the start, the unused end of the ring before it. */
    private void free(int offset, int length) {
        if (offset != firstByte) {
            usedBytes -= capacityBytes - firstByte;
        }
        firstByte = offset + length;
        usedBytes -= length;
        if (usedBytes == 0) {
            firstByte = 0;
            nextByte = 0;
        }
    }
}
