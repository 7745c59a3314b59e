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
    private EpochClock clock = () -> 0;

    void of(MessageView view, EpochClock now) {
        message = view;
        kept = null;
        mti = view.mti();
        clock = now;
    }

    void of(ElementSet elements, int keptMti, EpochClock now) {
        message = null;
        kept = elements;
        mti = keptMti;
        clock = now;
    }

    int mti() {
        return mti;
    }

    long nowMs() {
        return clock.epochMillis();
    }

    /** Copies an element's neutral form; its length, or {@link Step#NOTHING} when it is not there or too long. */
    int copy(int de, byte[] target, int offset) {
        if (message != null) {
            boolean isThere = message.has(de) && message.neutralLength(de) <= target.length - offset;
            return isThere ? message.copy(de, target, offset) : Step.NOTHING;
        }
        int value = kept == null ? -1 : kept.find(de);
        if (kept == null || value < 0) {
            return Step.NOTHING;
        }
        int length = kept.lengthAt(value);
        if (length > target.length - offset) {
            return Step.NOTHING;
        }
        System.arraycopy(kept.buffer(), value, target, offset, length);
        return length;
    }

    /** Copies a part's neutral form; {@link Step#NOTHING} when it is not there. */
    int copy(PartPath path, byte[] target) {
        boolean isThere = message != null && part.find(message, path) && part.neutralLength() <= target.length;
        return isThere ? part.copy(target, 0) : Step.NOTHING;
    }
}
