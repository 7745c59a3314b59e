package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/** The passages that a writer met last, each found by its bitmaps. Fixed in number. Owner: its writer. */
final class Passages {

    /** A power of two; a switch between a few hosts meets a dozen. */
    static final int CAPACITY = 64;

    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final @Nullable Passage[] passages = new Passage[CAPACITY];

    /** Makes the passage when it is not there, in place of one that fell on the same place. */
    Passage of(Draft draft) {
        MessageView source = draft.source;
        long present = source.primary() ^ Long.rotateLeft(source.secondary(), 21);
        long kept = draft.keptPrimary ^ Long.rotateLeft(draft.keptSecondary, 23);
        long set = draft.setPrimary ^ Long.rotateLeft(draft.setSecondary, 25);
        long dialects = source.dialect().hash + 3 * draft.dialect().hash;
        long hash = ((present * MIX + kept) * MIX + set + dialects) * MIX;
        int place = (int) (hash >>> 58);
        Passage passage = passages[place];
        if (passage == null) {
            passage = new Passage();
            passages[place] = passage;
        }
        if (!passage.isOf(draft)) {
            passage.become(draft);
        }
        return passage;
    }
}
