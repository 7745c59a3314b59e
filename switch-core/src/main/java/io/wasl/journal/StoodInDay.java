package io.wasl.journal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How much each card was stood in for on the newest day on which any was: folded from R3 and NET alone, so that engine, start
 * and checkpoint have the same.
 *
 * <p>A day is one of UTC; it never goes back. Amounts of different currencies are counted apart. What is reversed on the same
 * day is given back. Owner: the thread that folds.
 */
public final class StoodInDay {

    private static final long DAY_MS = 86_400_000;

    /** A card in one currency, by the low half of its token. */
    private record Card(long token, int currency) {}

    /** What one transaction has left on its card. */
    private record Share(Card card, long amountMinor) {}

    /** Of one card in one currency. */
    public record Total(int count, long amountMinor) {
        public static final Total NOTHING = new Total(0, 0);
    }

    private final Map<Card, Total> totals = new HashMap<>();
    private final Map<TransactionId, Share> shares = new HashMap<>();
    private long day;

    /** Begins another day where one has come. */
    public void onTime(long epochMs) {
        begin(Math.floorDiv(epochMs, DAY_MS));
    }

    /** Since 1970. */
    public long day() {
        return day;
    }

    /** How many transactions are counted. */
    public int size() {
        return shares.size();
    }

    public Total of(long token, int currency) {
        return totals.getOrDefault(new Card(token, currency), Total.NOTHING);
    }

    /** One committed record. */
    public void apply(JournalRecord record) {
        if (record.type == RecordType.OUTCOME) {
            if (record.state == OutcomeState.STOOD_IN.wireId() && record.amountMinor > 0) {
                stoodIn(record);
            }
        } else if (record.type == RecordType.NET) {
            boolean isGivenBack = record.state == NetState.REVERSED.wireId();
            if (isGivenBack || record.state == NetState.PARTIAL.wireId()) {
                givenBack(TransactionId.of(record), isGivenBack ? 0 : record.amountMinor);
            }
        }
    }

    /** R3 of an approval in an issuer's place: the card's newest one tells its whole day. */
    private void stoodIn(JournalRecord outcome) {
        long itsDay = outcome.keyLow >>> 32;
        begin(itsDay);
        if (itsDay == day) {
            Card card = new Card(outcome.tokenLow, (int) outcome.keyLow);
            totals.put(card, new Total((int) outcome.number, outcome.keyHigh));
            shares.put(TransactionId.of(outcome), new Share(card, outcome.amountMinor));
        }
    }

    /** A transaction was reversed, or a part of it; nothing happens to one that was not stood in for on this day. */
    public void givenBack(TransactionId id, long remainsMinor) {
        Share share = shares.get(id);
        if (share == null) {
            return;
        }
        Total total = totals.getOrDefault(share.card, Total.NOTHING);
        boolean isWhole = remainsMinor == 0;
        Total left = new Total(total.count - (isWhole ? 1 : 0), total.amountMinor - share.amountMinor + remainsMinor);
        if (left.equals(Total.NOTHING)) {
            totals.remove(share.card);
        } else {
            totals.put(share.card, left);
        }
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

    /** Becomes the same as another. */
    void load(StoodInDay other) {
        day = other.day;
        totals.clear();
        totals.putAll(other.totals);
        shares.clear();
        shares.putAll(other.shares);
    }

    void write(CheckpointWriter writer) throws IOException {
        if (day != 0) {
            // The day itself, which may have no card.
            writer.entry(CheckpointFormat.CARD_DAYS, day, 0, 0, 0, 0);
        }
        for (var entry : totals.entrySet()) {
            Card card = entry.getKey();
            Total total = entry.getValue();
            writer.entry(CheckpointFormat.CARD_DAYS, day, card.token, card.currency, total.count, total.amountMinor);
        }
        for (var entry : shares.entrySet()) {
            TransactionId id = entry.getKey();
            Share share = entry.getValue();
            writer.entry(
                    CheckpointFormat.STOOD_IN,
                    id.epoch(),
                    id.counter(),
                    share.card.token,
                    share.card.currency,
                    share.amountMinor);
        }
    }

    void readTotal(CheckpointFormat.In in) {
        day = in.number();
        Card card = new Card(in.number(), (int) in.number());
        Total total = new Total((int) in.number(), in.number());
        if (!total.equals(Total.NOTHING)) {
            totals.put(card, total);
        }
    }

    void readShare(CheckpointFormat.In in) {
        TransactionId id = new TransactionId(in.number(), in.number());
        shares.put(id, new Share(new Card(in.number(), (int) in.number()), in.number()));
    }

    /** Two that hold the same print the same. Tokens are no card data. */
    @Override
    public String toString() {
        return day + " " + byText(totals) + " " + byText(shares);
    }

    private static Map<String, String> byText(Map<?, ?> map) {
        Map<String, String> texts = new TreeMap<>();
        map.forEach((key, value) -> texts.put(key.toString(), value.toString()));
        return texts;
    }
}
