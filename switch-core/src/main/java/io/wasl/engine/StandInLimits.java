package io.wasl.engine;

import io.wasl.journal.JournalRecord;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How much each card has been stood in for today: kept in memory, written with each approval, and read back from the log, so
 * that a restart changes nothing.
 *
 * <p>A day is one of UTC and begins with the first decision in it; it never goes back. Amounts of different currencies are
 * counted apart. What is reversed on the same day is given back. Loop thread.
 */
final class StandInLimits {

    private static final long DAY_MS = 86_400_000;

    /** A card in one currency. */
    private record Card(long token, int currency) {}

    private record Id(long epoch, long counter) {}

    /** What one transaction has left on its card. */
    private record Share(Card card, long amountMinor) {}

    /** Of one card today. */
    record Total(int count, long amountMinor) {
        static final Total NOTHING = new Total(0, 0);
    }

    private final int capacity;
    private final Map<Card, Total> totals = new HashMap<>();
    private final Map<Id, Share> shares = new HashMap<>();
    private long day;

    /**
     * @param capacity how many transactions of one day are counted
     */
    StandInLimits(int capacity) {
        this.capacity = capacity;
    }

    /** Begins another day where one has come. */
    void onTime(long epochMs) {
        begin(Math.floorDiv(epochMs, DAY_MS));
    }

    /** How many transactions are counted today. */
    int size() {
        return shares.size();
    }

    boolean hasRoom() {
        return shares.size() < capacity;
    }

    /** Under whichever key the card was last written. */
    Total of(CardTokens tokens, int currency) {
        for (int key = 0; key < tokens.count(); key++) {
            Total total = totals.get(new Card(tokens.low(key), currency));
            if (total != null) {
                return total;
            }
        }
        return Total.NOTHING;
    }

    /** Counts a transaction and has its R3 say so. */
    void add(JournalRecord outcome, CardTokens tokens, int currency) {
        Total before = of(tokens, currency);
        outcome.tokenHigh = tokens.high(0);
        outcome.tokenLow = tokens.low(0);
        outcome.number = before.count + 1L;
        outcome.keyHigh = before.amountMinor + outcome.amountMinor;
        outcome.keyLow = day << 32 | currency;
        put(outcome);
    }

    /** The same from the log. */
    void restore(JournalRecord outcome) {
        long itsDay = outcome.keyLow >>> 32;
        begin(itsDay);
        if (itsDay == day) {
            put(outcome);
        }
    }

    private void put(JournalRecord outcome) {
        Card card = new Card(outcome.tokenLow, (int) outcome.keyLow);
        totals.put(card, new Total((int) outcome.number, outcome.keyHigh));
        shares.put(new Id(outcome.epoch, outcome.counter), new Share(card, outcome.amountMinor));
    }

    /** A transaction was reversed, or a part of it; nothing happens to one that was not stood in for today. */
    void givenBack(long epoch, long counter, long remainsMinor) {
        Id id = new Id(epoch, counter);
        Share share = shares.get(id);
        if (share == null) {
            return;
        }
        Total total = Optional.ofNullable(totals.get(share.card)).orElse(Total.NOTHING);
        boolean isWhole = remainsMinor == 0;
        totals.put(
                share.card,
                new Total(total.count - (isWhole ? 1 : 0), total.amountMinor - share.amountMinor + remainsMinor));
        if (isWhole) {
            shares.remove(id);
        } else {
            shares.put(id, new Share(share.card, remainsMinor));
        }
    }

    private void begin(long newDay) {
        if (newDay > day) {
            day = newDay;
            totals.clear();
            shares.clear();
        }
    }

    /** For tests: two of them that hold the same print the same. Tokens are no card data. */
    @Override
    public String toString() {
        return day + " " + new java.util.TreeMap<>(byText(totals)) + " " + new java.util.TreeMap<>(byText(shares));
    }

    private static Map<String, String> byText(Map<?, ?> map) {
        Map<String, String> texts = new HashMap<>();
        map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }
}
