package io.wasl.command;

import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import java.util.List;

/**
 * Whether lines of hex digits are a message each, as {@code encode} prints them, or one message that somebody wrapped. Only
 * what they would be read with can tell: they are messages when one of them is whole by itself, or when each begins with
 * an MTI. Wrapped, the first line would have all that its bitmap says, and the others begin anywhere.
 *
 * <p>Owner: the command's thread.
 */
final class HexLines {

    /** Where none of so many is right, no later one will tell. */
    private static final int MOST_TRIED = 100;

    private final List<Dialect> dialects;
    private final List<FrameFormat> formats;
    private final boolean mayBeBare;
    private final MessageView view = new MessageView();
    private final Frame frame = new Frame();

    /**
     * @param dialects that the messages may be written in
     * @param formats the frames that a line may hold
     * @param mayBeBare whether a line may be a message without a frame
     */
    HexLines(List<Dialect> dialects, List<FrameFormat> formats, boolean mayBeBare) {
        this.dialects = dialects;
        this.formats = formats;
        this.mayBeBare = mayBeBare;
    }

    boolean areMessages(List<byte[]> lines) {
        List<byte[]> tried = lines.subList(0, Math.min(lines.size(), MOST_TRIED));
        return tried.stream().anyMatch(this::isWhole)
                || mayBeBare
                        && dialects.stream()
                                .anyMatch(dialect -> tried.stream().allMatch(line -> hasMti(dialect, line)));
    }

    private boolean isWhole(byte[] line) {
        return mayBeBare && isMessage(frame.body(line, 0, line.length))
                || formats.stream().anyMatch(format -> isFrames(format, line));
    }

    private boolean isFrames(FrameFormat format, byte[] line) {
        FrameCutter cuts = FrameCutter.cut(format, line, MOST_TRIED);
        if (cuts.frames().isEmpty() || cuts.restAt() < line.length) {
            return false;
        }
        FrameCutter.Cut first = cuts.frames().get(0);
        format.view(line, first.offset(), first.length(), frame);
        return isMessage(frame);
    }

    private boolean isMessage(Frame message) {
        return dialects.stream()
                .anyMatch(dialect -> view.decode(dialect, message.buffer(), message.bodyOffset(), message.bodyLength())
                        && Disclosure.isPlausible(view.mti(), dialect.version()));
    }

    private boolean hasMti(Dialect dialect, byte[] line) {
        boolean isRight = view.decode(dialect, line, 0, line.length);
        return (isRight || view.mti() != 0) && Disclosure.isPlausible(view.mti(), dialect.version());
    }
}
