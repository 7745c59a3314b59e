package io.wasl.engine;

import io.wasl.iso.Mti;
import io.wasl.journal.JournalRecord;
import io.wasl.journal.NetState;
import io.wasl.journal.keys.OlderTransactions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.function.LongSupplier;

/**
 * What the switch remembers of the newest transactions, outside the heap: a ring of rows, numbered from 1 and never
 * reused, and the index from their wire keys.
 *
 * <pre>
 *   row, 112 bytes:
 *   0 stamp          4 amount           8 slot + 1, MTI and STAN as received
 *   1 counter        5 net amount       9 PAN token, low half
 *   2 status         6 position of R1  10 delivery: state, link, code
 *   3 contents       7 position of R3  11 position of an advice's first SENT
 *   12 what remains after a partial reversal
 *   13 its newest record, about: see {@link #RECORDS_OF_AN_APPEND}
 *   contents: DE 32, folded, 16 | fingerprint 48
 *   stamp: business date, days since 1970, 16 | currency 24 | epoch 24
 *   status: state 8 | net 8 | acquirer 16 | issuer 16 | flags 16
 * </pre>
 *
 * A row is forgotten when the ring needs its place, with its keys; never while it or its reversal is in flight. Loop thread.
 */
final class History {

    private static final int STAMP = 0;
    private static final int COUNTER = 1;
    private static final int STATUS = 2;
    private static final int CONTENTS = 3;
    private static final int AMOUNT = 4;
    private static final int NET_AMOUNT = 5;
    private static final int ACCEPTED = 6;
    private static final int ANSWER = 7;
    private static final int RECEIVED = 8;
    private static final int TOKEN = 9;
    private static final int DELIVERY = 10;
    private static final int SENT = 11;
    private static final int REMAINS = 12;
    private static final int NEWEST_RECORD = 13;
    private static final int ROW_LONGS = 14;

    /** A tombstone repeats nothing: where others have their duplicate key it has that of the original it waits for. */
    static final int TOMBSTONE_KEY = KeyHash.DUPLICATE;

    /**
     * So many of those that share a key are looked through, the newest: a host whose RRNs are all alike holds up the others for a
     * fraction of a millisecond, and what lies behind is not told.
     */
    static final int MOST_ALIKE = 16_384;

    private static final int NOBODY = 0xFFFF;
    /** So finely it is known since when everything is remembered. */
    private static final int TIME_MARKS = 1024;

    /** A million million in an epoch, and eight million epochs, stay apart. */
    private static final int COUNTER_BITS = 40;

    /** One row in so many. */
    private static final int OLDEST_FRACTION = 8;

    private static final int FINGERPRINT_BITS = 48;
    private static final int EPOCH_BITS = 24;
    private static final int CURRENCY_BITS = 24;
    private static final long EPOCH_MASK = (1L << EPOCH_BITS) - 1;
    private static final long CURRENCY_MASK = (1L << CURRENCY_BITS) - 1;
    private static final int DATE_AT = EPOCH_BITS + CURRENCY_BITS;
    private static final long SLOT_MASK = 0xFF_FFFF;
    private static final long LINK_MASK = 0xFFFF_FF00L;

    static final int FLAG_RESPONDED = 1;
    /** A reversal asked for it while it was in flight. */
    static final int FLAG_REVERSAL_WAITS = 2;
    /** The issuer's code is neither an approval nor a decline that anybody knows: reversed like an approval. */
    static final int FLAG_UNKNOWN_CODE = 4;

    /** An acquirer's reversal of it is being prepared: its stored answer is about to be replaced. */
    static final int FLAG_REVERSING = 8;
    /** An answer came that does not fit: unless a right one follows, the deadline makes it a bad answer. */
    static final int FLAG_MISMATCHED = 16;
    /** The issuer approved after the switch had given up, while its reversal was owed already or about to be. */
    static final int FLAG_APPROVED_LATE = 32;
    /** An issuer answered this advice with 25: whether it booked it, nobody knows. */
    static final int FLAG_ADVICE_MISSED = 64;

    /** An advice that completed an authorization: its issuer must hear of it even if it is reversed at once. */
    static final int FLAG_COMPLETES = 128;

    /** Wasl answered in its issuer's place: its issuer is told of it as of an advice. */
    static final int FLAG_STOOD_IN = 256;

    /**
     * Of one that was stood in for: nothing has given back what its issuer may have approved on its leg; the reversal of that
     * ended with 25, or none was owed since nothing was sent.
     */
    static final int FLAG_LEG_UNREVERSED = 512;

    /** An acquirer's reversal of it is with its issuer: it is not forgotten, and nobody gets its stored answer meanwhile. */
    static final int FLAG_RELAYED = 1024;

    /** Memory had forgotten it: it may be so old that the log is about to let go of it. */
    static final int FLAG_BROUGHT_BACK = 2048;

    /** Its advice, or that of one that was stood in for, is parked, or an operator dropped it: what takes it back waits for one too. */
    static final int FLAG_ADVICE_PARKED = 4096;

    /** Money goes to the cardholder. */
    static final int FLAG_CREDIT = 8192;

    /** What became of the delivery owed for a row; of one that was stood in for, of its advice and what takes that back. */
    enum Delivery {
        NONE,
        OWED,
        ACKED,
        PARKED;

        private static final Delivery[] VALUES = values();
    }

    /** A row changes in the same append as the log: its newest record is at most so many behind the last one before. */
    static final int RECORDS_OF_AN_APPEND = 256;

    private final LongBuffer rows;
    private final Ring ring;
    private final int capacity;
    private final LongSupplier logPosition;
    private final OlderTransactions older;
    private final Forgotten forgotten = new Forgotten();
    private final KeyIndex index;
    private final TombstoneFilter tombstones;
    /** When every {@link #stride}th row was begun, newest over oldest. */
    private final long[] begunMs = new long[TIME_MARKS + 2];

    private final int stride;
    private long forgottenAtStartMs;

    /**
     * @param capacity how many transactions are remembered
     * @param logPosition of the last record appended
     * @param older where the others are found
     */
    History(int capacity, LongSupplier logPosition, OlderTransactions older) {
        this.capacity = capacity;
        ring = new Ring(capacity);
        this.logPosition = logPosition;
        this.older = older;
        stride = (capacity + TIME_MARKS - 1) / TIME_MARKS;
        rows = ByteBuffer.allocateDirect(Math.multiplyExact(capacity, ROW_LONGS * Long.BYTES))
                .order(ByteOrder.nativeOrder())
                .asLongBuffer();
        index = new KeyIndex(ring);
        tombstones = new TombstoneFilter(ring);
    }

    /** What is known of those that it remembers no more. */
    Forgotten forgotten() {
        return forgotten;
    }

    KeyIndex index() {
        return index;
    }

    /** Whether {@link #index} may find a tombstone under this key; false is certain. */
    boolean mayHoldTombstone(KeyHash key) {
        return tombstones.mayHold(key.high(), key.low());
    }

    int capacity() {
        return capacity;
    }

    /** How many rows are remembered. */
    long size() {
        return Math.min(ring.newest(), capacity);
    }

    /** Whether {@link #add} has a place: false when the oldest row is still in flight, or its reversal is. */
    boolean hasRoom() {
        long oldest = oldestIfFull();
        return oldest == 0 || slot(oldest) < 0 && !has(oldest, FLAG_RELAYED);
    }

    /** Whether the row is among the oldest: so many more will soon have pushed it out. */
    boolean isAmongTheOldest(long row) {
        return row <= ring.forgotten() + capacity / OLDEST_FRACTION;
    }

    /**
     * Begins a row; forgets the oldest where the ring is full.
     *
     * @param timeMs since 1970, as the log has it
     */
    long add(long epoch, long counter, TransactionState state, long timeMs) {
        assert hasRoom() : "the oldest transaction is in flight";
        assert epoch <= EPOCH_MASK : "more starts than a row can tell apart";
        long oldest = oldestIfFull();
        if (oldest != 0) {
            forgotten.add(acceptedPosition(oldest), rows.get(at(oldest) + NEWEST_RECORD), older.knownUntil());
        }
        long row = ring.next();
        index.begin(row);
        if (row % stride == 0) {
            begunMs[mark(row)] = timeMs;
        }
        int at = at(row);
        for (int i = 0; i < ROW_LONGS; i++) {
            rows.put(at + i, 0);
        }
        rows.put(at + STAMP, epoch);
        rows.put(at + COUNTER, counter);
        rows.put(at + STATUS, state.ordinalByte() | (long) NOBODY << 16 | (long) NOBODY << 32);
        return row;
    }

    /**
     * Transactions begun before this may be forgotten, all later ones are remembered; 0 while nothing was forgotten. At
     * most a 1,024th of the rows later than it could be.
     */
    long forgottenUntilMs() {
        return ring.forgotten() <= 0 ? forgottenAtStartMs : begunMs[mark(ring.forgotten() + stride)];
    }

    /** The log was read from there on, before any row. */
    void forgottenUntil(long timeMs) {
        forgottenAtStartMs = timeMs;
    }

    /**
     * A number in the place of a row that is not remembered: the same for the same transaction, no other's, and never found
     * ({@link #has}). 0 for no transaction.
     */
    static long forgotten(long epoch, long counter) {
        return -(epoch << COUNTER_BITS | counter);
    }

    private int mark(long row) {
        return (int) (row / stride % begunMs.length);
    }

    /** Whether the row is still remembered. */
    boolean has(long row) {
        return ring.has(row);
    }

    long epoch(long row) {
        return rows.get(at(row) + STAMP) & EPOCH_MASK;
    }

    /** In days since 1970; 0 for a tombstone. */
    int businessDay(long row) {
        return (int) (rows.get(at(row) + STAMP) >>> DATE_AT);
    }

    void businessDay(long row, long day) {
        rows.put(at(row) + STAMP, rows.get(at(row) + STAMP) & (1L << DATE_AT) - 1 | day << DATE_AT);
    }

    /** Its three characters, packed ({@link Money#currency}); {@link Money#NO_CURRENCY} where none was told. */
    int currency(long row) {
        return (int) (rows.get(at(row) + STAMP) >>> EPOCH_BITS & CURRENCY_MASK);
    }

    void currency(long row, int currency) {
        long others = rows.get(at(row) + STAMP) & ~(CURRENCY_MASK << EPOCH_BITS);
        rows.put(at(row) + STAMP, others | (currency & CURRENCY_MASK) << EPOCH_BITS);
    }

    long counter(long row) {
        return rows.get(at(row) + COUNTER);
    }

    TransactionState state(long row) {
        return TransactionState.ofOrdinalByte((int) status(row) & 0xFF);
    }

    /** As the key files tell it: nothing newer is in the log. */
    void asTold(long row) {
        rows.put(at(row) + NEWEST_RECORD, 0);
    }

    /** The one way a transaction changes its state. */
    void transition(long row, TransactionState next) {
        TransactionState state = state(row);
        if (!state.mayBecome(next)) {
            throw new IllegalStateException(
                    "transaction " + epoch(row) + "." + counter(row) + " is " + state + " and cannot become " + next);
        }
        putStatus(row, status(row) & ~0xFFL | next.ordinalByte());
    }

    NetState net(long row) {
        return NetState.ofWireId((int) (status(row) >>> 8) & 0xFF);
    }

    void net(long row, NetState net, long amountMinor) {
        putStatus(row, status(row) & ~0xFF00L | (long) net.wireId() << 8);
        rows.put(at(row) + NET_AMOUNT, amountMinor);
    }

    /** Given back; what it had moved stays known. */
    void reversed(long row) {
        net(row, NetState.REVERSED, netAmount(row));
    }

    /** Given back but for a part. */
    void reduced(long row, long remainsMinor) {
        net(row, NetState.PARTIAL, moved(row));
        rows.put(at(row) + REMAINS, remainsMinor);
    }

    /** What the issuer approved; where its code was unknown, what was asked. */
    long moved(long row) {
        return net(row) == NetState.NONE ? amount(row) : netAmount(row);
    }

    /** What of it nobody has reversed. */
    long remains(long row) {
        return net(row) == NetState.PARTIAL ? rows.get(at(row) + REMAINS) : moved(row);
    }

    /** What the issuer approved, in minor units, given back or not; 0 where it approved nothing that is known. */
    long netAmount(long row) {
        return rows.get(at(row) + NET_AMOUNT);
    }

    int acquirer(long row) {
        return (int) (status(row) >>> 16) & 0xFFFF;
    }

    void acquirer(long row, int acquirer) {
        putStatus(row, status(row) & ~0xFFFF_0000L | (long) acquirer << 16);
    }

    /** The issuer's index, or −1 when it went to none (or to one no longer configured). */
    int issuer(long row) {
        int issuer = (int) (status(row) >>> 32) & 0xFFFF;
        return issuer == NOBODY ? -1 : issuer;
    }

    void issuer(long row, int issuer) {
        putStatus(row, status(row) & ~0xFFFF_0000_0000L | (issuer & 0xFFFFL) << 32);
    }

    boolean has(long row, int flag) {
        return (status(row) >>> 48 & flag) != 0;
    }

    void set(long row, int flag) {
        putStatus(row, status(row) | (long) flag << 48);
    }

    void clear(long row, int flag) {
        putStatus(row, status(row) & ~((long) flag << 48));
    }

    long fingerprint(long row) {
        return rows.get(at(row) + CONTENTS) & (1L << FINGERPRINT_BITS) - 1;
    }

    /** DE 32 as {@link MessageFacts} folds it; 0 for none. */
    int institution(long row) {
        return (int) (rows.get(at(row) + CONTENTS) >>> FINGERPRINT_BITS);
    }

    void contents(long row, long fingerprint, int institution) {
        rows.put(at(row) + CONTENTS, fingerprint | (long) institution << FINGERPRINT_BITS);
    }

    /** The amount asked for, in minor units. */
    long amount(long row) {
        return rows.get(at(row) + AMOUNT);
    }

    void amount(long row, long amountMinor) {
        rows.put(at(row) + AMOUNT, amountMinor);
    }

    long acceptedPosition(long row) {
        return rows.get(at(row) + ACCEPTED);
    }

    void acceptedPosition(long row, long position) {
        rows.put(at(row) + ACCEPTED, position);
    }

    /** Where the stored answer stands in the log; 0 when there is none. */
    long answerPosition(long row) {
        return rows.get(at(row) + ANSWER);
    }

    void answerPosition(long row, long position) {
        rows.put(at(row) + ANSWER, position);
        changed(row);
    }

    /** Where the SENT record of an advice's first copy stands in the log; 0 when no copy has left, and for all others. */
    long sentPosition(long row) {
        return rows.get(at(row) + SENT);
    }

    void sentPosition(long row, long position) {
        rows.put(at(row) + SENT, position);
        changed(row);
    }

    /** Whether it is an advice, 0120 or 0220: told, not asked, and taken over by Wasl. */
    boolean isAdvice(long row) {
        int mti = mti(row);
        return Mti.function(mti) == Mti.FUNCTION_ADVICE && Mti.messageClass(mti) != Mti.CLASS_REVERSAL;
    }

    /** Whether it is an acquirer's reversal of another row. */
    boolean isReversal(long row) {
        return Mti.messageClass(mti(row)) == Mti.CLASS_REVERSAL;
    }

    /** Whether it is a reversal that its issuer was asked for, and may have refused. */
    boolean isRelayed(long row) {
        return isReversal(row) && issuer(row) >= 0;
    }

    /** Whether its issuer hears of it by an advice: it is one, or was stood in for. */
    boolean isTold(long row) {
        return isAdvice(row) || has(row, FLAG_STOOD_IN);
    }

    /** What its issuer may have approved on the leg of one that was stood in for has been given back, or not yet. */
    void legReversed(long row, boolean isReversed) {
        if (isReversed) {
            clear(row, FLAG_LEG_UNREVERSED);
        } else {
            set(row, FLAG_LEG_UNREVERSED);
        }
    }

    /** Its issuer refused its advice, or the advice is owed again or has ended. */
    void adviceParked(long row, boolean isParked) {
        if (isParked) {
            set(row, FLAG_ADVICE_PARKED);
        } else {
            clear(row, FLAG_ADVICE_PARKED);
        }
    }

    /** The in-flight slot, or −1. */
    int slot(long row) {
        return (int) (rows.get(at(row) + RECEIVED) & SLOT_MASK) - 1;
    }

    void slot(long row, int slot) {
        rows.put(at(row) + RECEIVED, rows.get(at(row) + RECEIVED) & ~SLOT_MASK | slot + 1);
    }

    int mti(long row) {
        return (int) (rows.get(at(row) + RECEIVED) >>> 24) & 0xFFFF;
    }

    /** Whether DE 11 was this number, as far as its low 24 bits tell. */
    boolean hasStan(long row, long stan) {
        return rows.get(at(row) + RECEIVED) >>> 40 == (stan & 0xFF_FFFF);
    }

    void received(long row, int mti, long stan) {
        rows.put(
                at(row) + RECEIVED,
                rows.get(at(row) + RECEIVED) & SLOT_MASK | (long) mti << 24 | (stan & 0xFF_FFFF) << 40);
    }

    long token(long row) {
        return rows.get(at(row) + TOKEN);
    }

    void token(long row, long tokenLow) {
        rows.put(at(row) + TOKEN, tokenLow);
    }

    Delivery delivery(long row) {
        return Delivery.VALUES[(int) rows.get(at(row) + DELIVERY) & 0xFF];
    }

    /** The packed code that ended the delivery. */
    int deliveryCode(long row) {
        return (int) (rows.get(at(row) + DELIVERY) >>> 32);
    }

    void delivery(long row, Delivery delivery, int code) {
        rows.put(at(row) + DELIVERY, rows.get(at(row) + DELIVERY) & LINK_MASK | delivery.ordinal() | (long) code << 32);
        changed(row);
    }

    /** The connection that carried it to its issuer, as far as the number's low 24 bits tell; 0 when none in this run. */
    long issuerLink(long row) {
        return (rows.get(at(row) + DELIVERY) & LINK_MASK) >>> 8;
    }

    void issuerLink(long row, long connectionId) {
        rows.put(at(row) + DELIVERY, rows.get(at(row) + DELIVERY) & ~LINK_MASK | connectionId << 8 & LINK_MASK);
    }

    /** Makes the row findable under a key of one kind ({@link KeyHash}); at most one key a kind. */
    void key(long row, int kind, KeyHash key) {
        key(row, kind, key.high(), key.low());
    }

    void key(long row, int kind, long high, long low) {
        assert state(row) != TransactionState.TOMBSTONE || tombstones.mayHold(high, low)
                : "a tombstone that nobody asks for";
        index.put(kind, high, low, row);
    }

    /** Whom a tombstone keeps from being sent: by the key of DE 90, or by RRN, with PAN and amount. */
    void entomb(long row, Acquirer acquirer, JournalRecord tombstone) {
        acquirer(row, acquirer.index);
        token(row, tombstone.tokenLow);
        amount(row, tombstone.amountMinor);
        tombstones.mark(tombstone.keyHigh, tombstone.keyLow);
        key(row, TOMBSTONE_KEY, tombstone.keyHigh, tombstone.keyLow);
    }

    /** The row stays but is found under no key any more. */
    void forgetKeys(long row) {
        index.remove(row);
    }

    /** The row that the next {@link #add} will forget, or 0. */
    long oldestIfFull() {
        return ring.forgotten() < 0 ? 0 : ring.forgotten() + 1;
    }

    private int at(long row) {
        return ring.place(row) * ROW_LONGS;
    }

    private long status(long row) {
        return rows.get(at(row) + STATUS);
    }

    private void putStatus(long row, long status) {
        rows.put(at(row) + STATUS, status);
        changed(row);
    }

    private void changed(long row) {
        rows.put(at(row) + NEWEST_RECORD, logPosition.getAsLong() + RECORDS_OF_AN_APPEND);
    }
}
