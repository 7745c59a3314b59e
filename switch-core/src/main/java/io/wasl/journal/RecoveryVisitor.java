package io.wasl.journal;

import java.io.IOException;

/**
 * What a start needs to know of the log: what the checkpoint says of the time before the replay's start, then every committed
 * record from there on. What the checkpoint knows of the records that are read once more is told as it stood behind them, and
 * reading them again changes nothing. Caller's thread.
 */
public interface RecoveryVisitor {

    /**
     * The log is read from a checkpoint on: of transactions that began before this nothing will be told.
     *
     * @param fromMs log time, milliseconds since 1970
     */
    void onForgotten(long fromMs);

    /** The number last used towards an issuer; told when the records up to the checkpoint have been. */
    void onLastStan(String issuer, int stan);

    /**
     * What the log says of cards up to the checkpoint; told when the records up to there have been, in the place of what they
     * said. Lent during this call.
     */
    void onCards(CardState cards);

    /**
     * What was owed before the replay's start and has not ended at the checkpoint, in the order of the log. Lent during this
     * call.
     */
    void onDelivery(OpenDelivery open) throws IOException;

    /** One committed record; lent during this call. */
    void onRecord(JournalRecord record);
}
