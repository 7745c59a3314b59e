package io.wasl.journal;

/** What the engine hears from the log; every call on the loop's thread. */
public interface JournalListener {

    /** Recovery is done and this node leads: business may begin. */
    void onLeading(long epoch, long position);

    /** Everything up to and including {@code position} is durable. May come when another node leads already. */
    void onDurable(long epoch, long position);

    /**
     * Segments up to {@code position} are about to go: what is still open and stands there is to be appended again. Told once
     * more while something does.
     */
    default void onExpiring(long position) {}

    /**
     * Another node leads, since a while: nothing may leave any more. What this one appended and was not told durable may stand in
     * the log or not.
     */
    void onDeposed(long epoch);

    /** A write or force failed; it is never retried. The node stops approving and exits. */
    void onFailed(Throwable cause);

    /** The record asked for by {@link Journal#read}; lent during this call. */
    void onRead(long token, JournalRecord record);

    /** The record asked for could not be read (its segment is gone). */
    void onUnreadable(long token, String reason);
}
