package io.wasl.command;

import io.wasl.codec.DecodeError;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageLayout;
import io.wasl.codec.MessageView;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Prints each message of a capture, and what is no message. Owner: the command's thread.
 */
final class CapturePrint {

    private final Dialect dialect;
    private final Optional<FrameFormat> format;
    private final Screen screen;
    private final MessageView view = new MessageView();
    private final Frame frame = new Frame();
    private boolean titled;
    private int messages;
    private int failures;

    CapturePrint(Dialect dialect, Optional<FrameFormat> format, Screen screen) {
        this.dialect = dialect;
        this.format = format;
        this.screen = screen;
    }

    /** Whether every byte belongs to a right message. */
    boolean print(List<CapturePiece> pieces) {
        if (format.isEmpty()) {
            titled = pieces.size() > 1;
            pieces.forEach(this::printBare);
        } else {
            FrameFormat framing = format.get();
            List<FrameCutter> cuts = pieces.stream()
                    .map(piece -> FrameCutter.cut(framing, piece.bytes()))
                    .toList();
            titled = cuts.stream().mapToInt(cut -> cut.frames().size()).sum() > 1;
            for (int i = 0; i < pieces.size(); i++) {
                printFramed(framing, pieces.get(i), cuts.get(i));
            }
        }
        return failures == 0;
    }

    private void printBare(CapturePiece piece) {
        title(piece, ", " + Amounts.count(piece.bytes().length, "byte"));
        frame.body(piece.bytes(), 0, piece.bytes().length);
        printMessage();
    }

    private void printFramed(FrameFormat framing, CapturePiece piece, FrameCutter cuts) {
        for (FrameCutter.Cut cut : cuts.frames()) {
            title(piece, ", a frame of " + Amounts.count(cut.length(), "byte") + " at " + cut.offset());
            framing.view(piece.bytes(), cut.offset(), cut.length(), frame);
            printMessage();
        }
        if (cuts.zeros() > 0) {
            screen.line(screen.dim(
                    place(piece) + Amounts.count(cuts.zeros(), "frame") + " of length zero, without a message"));
        }
        if (cuts.wrong().isPresent()) {
            failures++;
            String where = cuts.restAt() == 0 ? "" : " at " + cuts.restAt();
            screen.error(screen.bad(place(piece) + cuts.wrong().get() + where));
        }
    }

    private static String place(CapturePiece piece) {
        return piece.from().isEmpty() ? "" : piece.from() + ": ";
    }

    private void title(CapturePiece piece, String size) {
        messages++;
        if (titled) {
            if (messages > 1) {
                screen.line();
            }
            String from = piece.from().isEmpty() ? "" : ", " + piece.from();
            screen.line(screen.dim("message " + messages + from + size));
        }
    }

    private void printMessage() {
        boolean whole = view.decode(dialect, frame.buffer(), frame.bodyOffset(), frame.bodyLength());
        Disclosure disclosure = new Disclosure(view, whole);
        if (frame.headerLength() > 0 && disclosure.isTrusted()) {
            screen.line("header  " + screen.dim(header(disclosure)));
        }
        MessagePrint.print(view, disclosure, screen);
        if (!whole) {
            failures++;
            screen.error(screen.bad("damaged: ") + view.error());
        }
        for (DecodeError damage : damagedParts(whole)) {
            failures++;
            screen.error(screen.bad("damaged: ") + damage);
        }
        if (view.mti() != 0 && !disclosure.isTrusted()) {
            screen.error(screen.warn("hidden: ")
                    + "read so, an element might hold a card's number; --guess says what framing and dialect fit");
        }
    }

    /** Those that decoding did not come upon: parts are checked with the message only where the dialect says so. */
    private List<DecodeError> damagedParts(boolean whole) {
        List<DecodeError> damages = new ArrayList<>();
        for (int de = 2; de <= MessageLayout.lastElement(); de++) {
            if (view.has(de)) {
                PartPrint.damage(view, de).ifPresent(damages::add);
            }
        }
        if (!whole) {
            damages.remove(view.error());
        }
        return damages;
    }

    private String header(Disclosure disclosure) {
        int at = frame.headerOffset();
        int length = frame.headerLength();
        return disclosure.hidesHeader(frame.headerBuffer(), at, length, frame.bodyLength())
                ? "*".repeat(2 * length)
                : HexFormat.of().formatHex(frame.headerBuffer(), at, at + length);
    }
}
