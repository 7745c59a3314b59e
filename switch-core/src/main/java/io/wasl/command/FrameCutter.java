package io.wasl.command;

import io.wasl.frame.FrameError;
import io.wasl.frame.FrameFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A piece of a capture cut into frames.
 *
 * @param frames those that hold a message, in order
 * @param zeros frames of length zero
 * @param restAt where the bytes begin that are no whole frame; the piece's end when there are none
 * @param wrong why they are none; empty also when only more bytes would be needed
 */
record FrameCutter(List<Cut> frames, int zeros, int restAt, Optional<String> wrong) {

    /** One frame within the piece's bytes. */
    record Cut(int offset, int length) {}

    static FrameCutter cut(FrameFormat format, byte[] bytes) {
        return cut(format, bytes, Integer.MAX_VALUE);
    }

    /**
     * As {@link #cut(FrameFormat, byte[])}, the first frames only.
     *
     * @param most frames, those of length zero among them; what stands behind them is taken for right
     */
    static FrameCutter cut(FrameFormat format, byte[] bytes, int most) {
        List<Cut> frames = new ArrayList<>();
        int zeros = 0;
        int at = 0;
        while (at < bytes.length && frames.size() + zeros < most) {
            int length = format.measure(bytes, at, bytes.length);
            if (length < 0) {
                return new FrameCutter(frames, zeros, at, Optional.of("damaged frame: " + text(length)));
            }
            if (length == 0 || length > bytes.length - at) {
                String missing = length == 0 ? "" : " of " + length;
                String reason = "the frame is not whole: " + Amounts.count(bytes.length - at, "byte") + missing;
                return new FrameCutter(frames, zeros, at, Optional.of(reason));
            }
            if (format.isZero(length)) {
                zeros++;
            } else {
                frames.add(new Cut(at, length));
            }
            at += length;
        }
        return new FrameCutter(frames, zeros, bytes.length, Optional.empty());
    }

    /** What a negative length says. */
    static String text(int length) {
        return FrameError.ofLength(length).name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
