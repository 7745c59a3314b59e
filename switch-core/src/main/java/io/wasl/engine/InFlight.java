package io.wasl.engine;

import io.wasl.iso.DataElement;
import io.wasl.iso.ElementSet;
import io.wasl.journal.JournalRecord;
import io.wasl.link.Link;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What the switch holds of transactions that are not over: fixed slots, a kibibyte each outside the heap, and who waits
 * for what.
 *
 * <pre>
 *   slot: [ header of the request, ≤ 64 ][ DE 37 on the issuer's leg, 12 ][ elements kept, neutral form ]
 * </pre>
 *
 * A slot is known by its number and its generation; a token from an earlier generation proves nothing and is dropped.
 * Loop thread.
 */
final class InFlight {

    /** The longest header a framing may ask to have back. */
    static final int HEADER_BYTES = 64;

    private static final int ELEMENTS_AT = HEADER_BYTES + DataElement.RRN_CHARACTERS;
    /** One slot in so many is kept for acquirers' reversals. */
    private static final int RESERVE_FRACTION = 16;

    private static final int GENERATION_MASK = 0xFFF_FFFF;

    private final int slotBytes;
    private final ByteBuffer memory;
    private final int[] free;
    private int freeCount;
    private final int reserve;

    private final long[] row;
    private final int[] generation;
    private final int[] headerLength;
    private final int[] rrnLength;
    private final int[] elementsLength;
    final @Nullable Link[] acquirerLink;
    final @Nullable Link[] issuerLink;
    /** When the request was read, and by when it must be answered. */
    final long[] receivedNs;

    final long[] deadlineNs;
    /** DE 11 on the issuer's leg, and the MTI as sent there. */
    final int[] legStan;

    final int[] legMti;
    /** DE 7 and the STAN of the advice that told its issuer of it, once a copy of that may have left. */
    final long[] toldTime;

    final int[] toldStan;
    /** What stand-in must know of elements that are not kept ({@link CardFacts}). */
    final int[] cardFacts;
    /** What the issuer approved, in minor units. */
    final long[] approvedMinor;
    /** DE 39 of the issuer's answer, packed; 0 before. */
    final int[] issuerCode;
    /** Copies of the answer whose fate is not known yet, and whether one was delivered. */
    final int[] copiesUnderWay;

    final boolean[] isDelivered;
    /** Whether the forward frame has left for the link. */
    final boolean[] isForwardSent;
    /** Whether nobody has been given the answer yet: a repeat may still be attached. */
    final boolean[] isUnanswered;
    /** Whether DE 2 among the elements kept was not sent: the PAN came in a track. */
    final boolean[] isPanOfTrack;
    /** Repeats that wait for the same answer. */
    final @Nullable Waiter[] waiters;

    /** A repeat of a request in flight: where its own copy of the answer goes. */
    static final class Waiter {
        final Link link;
        final byte[] header;
        final @Nullable Waiter next;

        Waiter(Link link, byte[] header, @Nullable Waiter next) {
            this.link = link;
            this.header = header;
            this.next = next;
        }
    }

    InFlight(int capacity, int slotBytes) {
        this.slotBytes = slotBytes;
        memory = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, slotBytes));
        free = new int[capacity];
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
        freeCount = capacity;
        reserve = capacity / RESERVE_FRACTION;
        row = new long[capacity];
        generation = new int[capacity];
        headerLength = new int[capacity];
        rrnLength = new int[capacity];
        elementsLength = new int[capacity];
        acquirerLink = new Link[capacity];
        issuerLink = new Link[capacity];
        receivedNs = new long[capacity];
        deadlineNs = new long[capacity];
        legStan = new int[capacity];
        legMti = new int[capacity];
        toldTime = new long[capacity];
        toldStan = new int[capacity];
        cardFacts = new int[capacity];
        approvedMinor = new long[capacity];
        issuerCode = new int[capacity];
        copiesUnderWay = new int[capacity];
        isDelivered = new boolean[capacity];
        isForwardSent = new boolean[capacity];
        isUnanswered = new boolean[capacity];
        isPanOfTrack = new boolean[capacity];
        waiters = new Waiter[capacity];
    }

    int capacity() {
        return row.length;
    }

    int size() {
        return row.length - freeCount;
    }

    /** Room for a request; the last slots are for reversals, which are never shed. */
    boolean hasRoom() {
        return freeCount > reserve;
    }

    boolean hasRoomForReversal() {
        return freeCount > 0;
    }

    /** Whether the elements of one request fit a slot. */
    boolean fits(ElementSet open, ElementSet sealed) {
        return ELEMENTS_AT + open.length() + sealed.length() <= slotBytes;
    }

    /** Takes a slot for the row; there is room. */
    int take(long forRow) {
        int slot = free[--freeCount];
        row[slot] = forRow;
        headerLength[slot] = 0;
        rrnLength[slot] = 0;
        elementsLength[slot] = 0;
        receivedNs[slot] = 0;
        deadlineNs[slot] = 0;
        legStan[slot] = 0;
        legMti[slot] = 0;
        toldTime[slot] = 0;
        toldStan[slot] = 0;
        cardFacts[slot] = 0;
        approvedMinor[slot] = 0;
        issuerCode[slot] = 0;
        copiesUnderWay[slot] = 0;
        isDelivered[slot] = false;
        isForwardSent[slot] = false;
        isUnanswered[slot] = true;
        return slot;
    }

    void release(int slot) {
        assert row[slot] != 0 : "released twice";
        row[slot] = 0;
        generation[slot] = generation[slot] + 1 & GENERATION_MASK;
        acquirerLink[slot] = null;
        issuerLink[slot] = null;
        waiters[slot] = null;
        free[freeCount++] = slot;
    }

    /** The row in the slot; 0 when the slot is free. */
    long row(int slot) {
        return row[slot];
    }

    /** Names this use of the slot, never 0: {@code kind} in the top bits, generation, slot. */
    long token(int kind, int slot) {
        return (long) kind << 60 | (long) generation[slot] << 32 | slot;
    }

    static int kindOf(long token) {
        return (int) (token >>> 60);
    }

    /** The slot that a token names, or −1 when that use of it is over. */
    int slotOf(long token) {
        int slot = (int) token;
        boolean isCurrent = row[slot] != 0 && generation[slot] == (int) (token >>> 32 & GENERATION_MASK);
        return isCurrent ? slot : -1;
    }

    void keepHeader(int slot, byte[] source, int offset, int length) {
        memory.put(slot * slotBytes, source, offset, length);
        headerLength[slot] = length;
    }

    /** Copies the request's header and returns its length. */
    int header(int slot, byte[] target) {
        memory.get(slot * slotBytes, target, 0, headerLength[slot]);
        return headerLength[slot];
    }

    void keepRrn(int slot, byte[] source, int offset, int length) {
        assert length <= DataElement.RRN_CHARACTERS : "DE 37 would run into the elements";
        memory.put(slot * slotBytes + HEADER_BYTES, source, offset, length);
        rrnLength[slot] = length;
    }

    /** Copies DE 37 as it went to the issuer and returns its length. */
    int rrn(int slot, byte[] target) {
        memory.get(slot * slotBytes + HEADER_BYTES, target, 0, rrnLength[slot]);
        return rrnLength[slot];
    }

    /** The elements of an ACCEPTED record. */
    void keepElements(int slot, JournalRecord accepted) {
        ElementSet open = accepted.open;
        ElementSet sealed = accepted.sealed;
        isPanOfTrack[slot] = accepted.state == JournalRecord.PAN_OF_TRACK;
        int at = slot * slotBytes + ELEMENTS_AT;
        memory.put(at, open.buffer(), 0, open.length());
        memory.put(at + open.length(), sealed.buffer(), 0, sealed.length());
        elementsLength[slot] = open.length() + sealed.length();
    }

    /** Brings the request's elements back. */
    void elements(int slot, ElementSet target) {
        target.clear();
        memory.get(slot * slotBytes + ELEMENTS_AT, target.buffer(), 0, elementsLength[slot]);
        boolean isWhole = target.load(target.buffer(), 0, elementsLength[slot]);
        assert isWhole : "slot holds no entries";
    }

    int waiterCount(int slot) {
        int count = 0;
        for (Waiter waiter = waiters[slot]; waiter != null; waiter = waiter.next) {
            count++;
        }
        return count;
    }

    void attach(int slot, Link link, byte[] header, int offset, int length) {
        waiters[slot] = new Waiter(link, Arrays.copyOfRange(header, offset, offset + length), waiters[slot]);
    }
}
