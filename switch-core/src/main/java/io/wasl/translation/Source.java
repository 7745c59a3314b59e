package io.wasl.translation;

import io.wasl.codec.MessageView;
import io.wasl.codec.PartPath;
import io.wasl.codec.PartView;
import io.wasl.iso.ElementSet;
import io.wasl.time.EpochClock;
import org.jspecify.annotations.Nullable;

/** What is translated: a received message, or elements that were kept of one. Reused; its translation's thread. */
final class Source {

    private final PartView part = new PartView();
    private @Nullable MessageView message;
    private @Nullable ElementSet kept;
    private int mti;
    private int currency;
    private EpochClock clock = () -> 0;

    /**
     * @param known the currency where the message tells none, its three characters packed; 0 when nobody knows
     */
    void of(MessageView view, EpochClock now, int known) {
        currency = known;
        message = view;
        kept = null;
        mti = view.mti();
        clock = now;
    }

    void of(ElementSet elements, int keptMti, EpochClock now) {
        currency = 0;
        message = null;
        kept = elements;
        mti = keptMti;
        clock = now;
    }

    int mti() {
        return mti;
    }

    /** What {@link #of} was told. */
    int currency() {
        return currency;
    }

    long nowMs() {
        return clock.epochMillis();
    }

    /**
     * Copies an element's neutral form; its length, {@link Step#NOTHING} when it is not there, {@link Step#IMPOSSIBLE} when
     * it is too long.
     */
    int copy(int de, byte[] target, int offset) {
        if (message != null) {
            if (!message.has(de)) {
                return Step.NOTHING;
            }
            boolean hasRoom = message.neutralLength(de) <= target.length - offset;
            return hasRoom ? message.copy(de, target, offset) : Step.IMPOSSIBLE;
        }
        int value = kept == null ? -1 : kept.find(de);
        if (kept == null || value < 0) {
            return Step.NOTHING;
        }
        int length = kept.lengthAt(value);
        if (length > target.length - offset) {
            return Step.IMPOSSIBLE;
        }
        System.arraycopy(kept.buffer(), value, target, offset, length);
        return length;
    }

    /** The same of a part. */
    int copy(PartPath path, byte[] target) {
        if (message == null || !part.find(message, path)) {
            return Step.NOTHING;
        }
        return part.neutralLength() <= target.length ? part.copy(target, 0) : Step.IMPOSSIBLE;
    }
}
