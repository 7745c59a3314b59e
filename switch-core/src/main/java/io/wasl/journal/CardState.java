package io.wasl.journal;

import java.io.IOException;

/**
 * What the log says of cards, apart from any one transaction: how much each was stood in for on the newest day, and which are
 * on the hot list. It outlives the segments that say so: each checkpoint holds it whole, and a start is told it as it stood there. Owner: the thread that folds.
 */
public final class CardState {

    private final StoodInDay day = new StoodInDay();
    private final ListedCards listed = new ListedCards();

    public StoodInDay day() {
        return day;
    }

    public ListedCards listed() {
        return listed;
    }

    /** One committed record. */
    public void apply(JournalRecord record) {
        day.apply(record);
        listed.apply(record);
    }

    /** Becomes the same as another. */
    public void load(CardState other) {
        day.load(other.day);
        listed.load(other.listed);
    }

    void write(CheckpointWriter writer) throws IOException {
        day.write(writer);
        listed.write(writer);
    }

    /** One entry of a checkpoint; false when it is of another kind. */
    boolean read(int kind, CheckpointFormat.In in) {
        switch (kind) {
            case CheckpointFormat.CARD_DAYS -> day.readTotal(in);
            case CheckpointFormat.STOOD_IN -> day.readShare(in);
            case CheckpointFormat.LISTED_CARDS -> listed.read(in);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return day + " " + listed;
    }
}
