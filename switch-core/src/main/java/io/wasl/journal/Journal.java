package io.wasl.journal;

/**
 * The log as the engine uses it. Loop thread only; nothing here blocks.
 *
 * <p>Cut so that a replicated log fits behind it: a position is provisional until {@link JournalListener#onDurable}, an
 * append may be refused, and authority is asked at every hand-over.
 */
public interface Journal {

    /** The most that one atomic append may hold: a request, its intent, an outcome and an owed reversal with room to spare. */
    int APPEND_LIMIT_BYTES = 32 << 10;

    /**
     * Starts an atomic append: the records added until {@link #append} become durable together or not at all.
     *
     * @return false when the log takes no such append now ({@link #room()} says why): nothing has been started
     */
    boolean begin(Urgency urgency);

    /**
     * Adds a copy of the record and sets its position (provisional until durable) and log time. At most
     * {@value #APPEND_LIMIT_BYTES} bytes together in one append, which {@link #begin} has made sure of.
     */
    void add(JournalRecord record);

    /**
     * Finishes the append.
     *
     * @return the position of its last record
     */
    long append();

    /** The position of the last record appended; 0 before the first. */
    long position();

    /** The newest position known durable on the loop's thread. */
    long durablePosition();

    Room room();

    /** The epoch of this node's leadership; 0 before {@link JournalListener#onLeading}. */
    long epoch();

    /**
     * Whether an output made in this epoch may still leave; asked for each one when it does, since another node may lead long
     * before this one hears of it. The local file: for ever.
     */
    boolean hasAuthority(long epoch);

    /**
     * Asks for one record, durable or soon durable; {@link JournalListener#onRead} brings it in a later turn. What is lost
     * before it is durable is not answered: another leader gives its position once more.
     *
     * @param token handed back
     * @return false when too many reads are waiting
     */
    boolean read(long position, long token);

    /** End of the loop's turn: what was appended goes to the disk as soon as the last group is forced. */
    void commit();

    /** Which appends are refused first when room gets short. */
    enum Urgency {
        /** A new request, reversal or advice. */
        NEW_BUSINESS,
        /** What is in flight or owed already. */
        IN_FLIGHT
    }

    /** How much room the log has. */
    enum Room {
        /** For everything. */
        OPEN,
        /** No new segment can be had: only what is in flight or owed is written, into the reserve. */
        RESERVE,
        /** The reserve is used up too: nothing is accepted. */
        FULL,
        /** A write or force failed, or leadership is lost: nothing is accepted any more. */
        CLOSED
    }
}
