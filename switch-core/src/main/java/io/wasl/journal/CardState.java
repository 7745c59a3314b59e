package io.wasl.journal;

import java.io.IOException;

/**
 * What the log says of cards, apart from any one transaction: how much each was stood in for on the newest day. It outlives the
 * segments that say so: each checkpoint holds it whole, and a start is told it as it stood there. Owner: the thread that folds.
 */
public final class CardState {

    private final StoodInDay day = new StoodInDay();

    public StoodInDay day() {
        return day;
    }

    /** One committed record. */
    public void apply(JournalRecord record) {
        day.apply(record);
    }

    /** Becomes the same as another. */
    public void load(CardState other) {
        day.load(other.day);
    }

    void write(CheckpointWriter writer) throws IOException {
        day.write(writer);
    }

    /** One entry of a checkpoint; false when it is of another kind. */
    boolean read(int kind, CheckpointFormat.In in) {
        switch (kind) {
            case CheckpointFormat.CARD_DAYS -> day.readTotal(in);
            case CheckpointFormat.STOOD_IN -> day.readShare(in);
            default -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return day.toString();
    }
}
