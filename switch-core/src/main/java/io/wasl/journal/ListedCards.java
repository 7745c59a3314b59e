package io.wasl.journal;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cards that members have put on the hot list by file maintenance, by token. Owner: the thread that folds. */
public final class ListedCards {

    /**
     * One card.
     *
     * @param reason why it is declined, {@link io.wasl.iso.Reason#wireId()}
     * @param untilDate from which day on it is not any more, as 20261122; zero for never
     */
    public record Entry(int reason, int untilDate) {

        /** Whether it counts on that day. */
        public boolean isOn(int date) {
            return untilDate == 0 || date < untilDate;
        }
    }

    private final Map<Long, Entry> cards = new HashMap<>();

    public int size() {
        return cards.size();
    }

    public @Nullable Entry find(long token) {
        return cards.get(token);
    }

    /** One committed record. */
    public void apply(JournalRecord record) {
        if (record.type != RecordType.CARD_LISTED) {
            return;
        }
        if (record.keyLow != 0) {
            cards.remove(record.keyLow);
        }
        if (record.state == JournalRecord.LISTED) {
            cards.put(record.tokenLow, new Entry(record.reason, (int) record.number));
        }
    }

    /** Forgets those that do not count on that day any more. */
    public void dropOver(int date) {
        cards.values().removeIf(entry -> !entry.isOn(date));
    }

    /** Becomes the same as another. */
    void load(ListedCards other) {
        cards.clear();
        cards.putAll(other.cards);
    }

    void write(CheckpointWriter writer) throws IOException {
        for (var card : cards.entrySet()) {
            Entry entry = card.getValue();
            writer.entry(CheckpointFormat.LISTED_CARDS, card.getKey(), entry.reason, entry.untilDate);
        }
    }

    void read(CheckpointFormat.In in) {
        cards.put(in.number(), new Entry((int) in.number(), (int) in.number()));
    }

    /** Two that hold the same print the same. Tokens are no card data. */
    @Override
    public String toString() {
        return new TreeMap<>(cards).toString();
    }
}
