package io.wasl.engine;

import io.wasl.journal.JournalRecord;
import io.wasl.journal.StoodInDay;
import io.wasl.journal.TransactionId;

/**
 * How much each card has been stood in for today: counted with each approval, whose R3 tells it, and read back from the log
 * and its checkpoints ({@link StoodInDay}), so that a restart changes nothing. Loop thread.
 */
final class StandInLimits {

    private final int capacity;
    private final StoodInDay today;

    /**
     * @param capacity how many transactions of one day are counted
     */
    StandInLimits(int capacity, StoodInDay today) {
        this.capacity = capacity;
        this.today = today;
    }

    /** Begins another day where one has come. */
    void onTime(long epochMs) {
        today.onTime(epochMs);
    }

    /** How many transactions are counted today. */
    int size() {
        return today.size();
    }

    boolean hasRoom() {
        return today.size() < capacity;
    }

    /** Under whichever key the card was last written. */
    StoodInDay.Total of(CardTokens tokens, int currency) {
        for (int key = 0; key < tokens.count(); key++) {
            StoodInDay.Total total = today.of(tokens.low(key), currency);
            if (total.count() > 0) {
                return total;
            }
        }
        return StoodInDay.Total.NOTHING;
    }

    /** Counts a transaction and has its R3 say so. */
    void add(JournalRecord outcome, CardTokens tokens, int currency) {
        StoodInDay.Total before = of(tokens, currency);
        outcome.tokenHigh = tokens.high(0);
        outcome.tokenLow = tokens.low(0);
        outcome.number = before.count() + 1L;
        outcome.keyHigh = before.amountMinor() + outcome.amountMinor;
        outcome.keyLow = today.day() << 32 | currency;
        today.apply(outcome);
    }

    /** A transaction was reversed, or a part of it; nothing happens to one that was not stood in for today. */
    void givenBack(long epoch, long counter, long remainsMinor) {
        today.givenBack(new TransactionId(epoch, counter), remainsMinor);
    }

    /** Two that hold the same print the same. Tokens are no card data. */
    @Override
    public String toString() {
        return today.toString();
    }
}
