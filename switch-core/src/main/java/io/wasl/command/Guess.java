package io.wasl.command;

import io.wasl.codec.DecodeError;
import io.wasl.codec.Dialect;
import io.wasl.codec.MessageView;
import io.wasl.config.FramingConfig;
import io.wasl.config.FramingPresets;
import io.wasl.frame.Frame;
import io.wasl.frame.FrameFormat;
import io.wasl.iso.Mti;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * How well one framing and one dialect fit a capture. Says nothing of any value.
 *
 * @param framing its name, {@code none} where each piece is one message
 * @param frames frames with a message that were cut
 * @param zeros frames of length zero
 * @param restBytes bytes behind the last whole frames
 * @param plausible messages whose MTI can be
 * @param whole those of them without damage
 * @param readBytes of the messages with such an MTI up to their damage or end
 * @param bytes of the whole capture
 * @param mtis of the messages without damage
 * @param problem the first damage; empty when there is none
 */
record Guess(
        String framing,
        String dialect,
        int frames,
        int zeros,
        int restBytes,
        int plausible,
        int whole,
        long readBytes,
        long bytes,
        Set<String> mtis,
        String problem) {

    static final String NO_FRAMING = "none";

    /** What fits so many messages fits all; there are several hundred pairs to try, and a capture may have a million. */
    static final int MOST_MESSAGES = 1_000;

    private static final Comparator<Guess> BEST_FIRST = Comparator.comparing(Guess::isPerfect)
            .thenComparingDouble(Guess::share)
            .thenComparingLong(Guess::readBytes)
            .reversed()
            .thenComparingInt(Guess::zeros);

    /**
     * What was found, and how much of the capture was looked at.
     *
     * @param best all pairs that make any sense, best first; equal ones in the order of presets and dialects
     * @param isLimited whether a framing found more than {@link #MOST_MESSAGES}
     * @param looks how many frames and messages were looked at, for all pairs together
     */
    record Found(List<Guess> best, boolean isLimited, long looks) {}

    /** Of the first messages of a capture, by every framing and dialect. */
    static Found all(List<CapturePiece> pieces, List<FramingConfig> framings, List<Dialect> dialects, boolean bare) {
        List<Guess> guesses = new ArrayList<>();
        List<CapturePiece> first = pieces.subList(0, Math.min(pieces.size(), MOST_MESSAGES));
        boolean isLimited = first.size() < pieces.size();
        long looks = 0;
        if (bare) {
            dialects.forEach(dialect -> guesses.add(new Fitting(first).bare(dialect)));
            looks += (long) first.size() * dialects.size();
        }
        for (FramingConfig framing : framings) {
            FrameFormat format = FrameFormat.of(framing, FramingChoice.MOST_FRAME_BYTES);
            List<FrameCutter> cuts = cuts(format, first);
            int frames = cuts.stream().mapToInt(cut -> cut.frames().size()).sum();
            int zeros = cuts.stream().mapToInt(FrameCutter::zeros).sum();
            isLimited |= frames + zeros >= MOST_MESSAGES;
            looks += cuts.size() + zeros + frames;
            if (frames > 0) {
                dialects.forEach(
                        dialect -> guesses.add(new Fitting(first).framed(framing.name(), format, cuts, dialect)));
                looks += (long) frames * dialects.size();
            }
        }
        List<Guess> best = guesses.stream()
                .filter(guess -> guess.plausible > 0)
                .sorted(BEST_FIRST)
                .toList();
        return new Found(best, isLimited, looks);
    }

    /** Of the pieces in order, until there are enough frames: of the first pieces only, then. */
    private static List<FrameCutter> cuts(FrameFormat format, List<CapturePiece> pieces) {
        List<FrameCutter> cuts = new ArrayList<>();
        int left = MOST_MESSAGES;
        for (int i = 0; i < pieces.size() && left > 0; i++) {
            FrameCutter cut = FrameCutter.cut(format, pieces.get(i).bytes(), left);
            cuts.add(cut);
            left -= cut.frames().size() + cut.zeros();
        }
        return cuts;
    }

    /** Every preset, also with a TPDU and an ISO literal behind its length, none of them twice. */
    static List<FramingConfig> framings() {
        List<FramingConfig> framings = new ArrayList<>();
        for (String behind : List.of("", "+tpdu", "+iso", "+tpdu+iso")) {
            for (String name : FramingPresets.names()) {
                FramingPresets.find(name + behind)
                        .filter(found -> framings.stream().noneMatch(known -> isSame(known, found)))
                        .ifPresent(framings::add);
            }
        }
        return framings;
    }

    private static boolean isSame(FramingConfig one, FramingConfig other) {
        return one.named("").equals(other.named(""));
    }

    /** Every byte belongs to a right message. */
    boolean isPerfect() {
        return whole == frames && restBytes == 0;
    }

    /** Of the frames, and of the rest as one that failed, those that are right. */
    private double share() {
        return (whole + plausible / 100.0) / (frames + (restBytes > 0 ? 1 : 0));
    }

    /** Why it may be this one, and what speaks against it. */
    String reason() {
        StringBuilder text = new StringBuilder();
        if (!framing.equals(NO_FRAMING)) {
            text.append(restBytes == 0 ? "fits exactly, " : restBytes + " of " + bytes + " bytes left over, ");
        }
        text.append(whole)
                .append(" of ")
                .append(Amounts.count(frames, "message"))
                .append(" whole");
        if (!mtis.isEmpty()) {
            text.append(" (").append(String.join(" ", mtis)).append(')');
        }
        if (zeros > 0) {
            text.append(", ").append(Amounts.count(zeros, "frame")).append(" of length zero");
        }
        if (plausible < frames) {
            text.append(", ").append(frames - plausible).append(" without a plausible MTI");
        }
        if (!problem.isEmpty()) {
            text.append("; ").append(problem);
        }
        return text.toString();
    }

    /** Counts for one pair. */
    private static final class Fitting {

        private static final int MOST_MTIS = 8;

        private final List<CapturePiece> pieces;
        private final MessageView view = new MessageView();
        private final Frame frame = new Frame();
        private final Set<String> mtis = new TreeSet<>();
        private int frames;
        private int zeros;
        private int restBytes;
        private int plausible;
        private int whole;
        private long readBytes;
        private String problem = "";

        Fitting(List<CapturePiece> pieces) {
            this.pieces = pieces;
        }

        Guess bare(Dialect dialect) {
            for (CapturePiece piece : pieces) {
                frame.body(piece.bytes(), 0, piece.bytes().length);
                count(dialect);
            }
            return guess(NO_FRAMING, dialect);
        }

        Guess framed(String name, FrameFormat format, List<FrameCutter> cuts, Dialect dialect) {
            for (int i = 0; i < cuts.size(); i++) {
                byte[] bytes = pieces.get(i).bytes();
                for (FrameCutter.Cut cut : cuts.get(i).frames()) {
                    format.view(bytes, cut.offset(), cut.length(), frame);
                    count(dialect);
                }
                zeros += cuts.get(i).zeros();
                restBytes += bytes.length - cuts.get(i).restAt();
                Optional<String> wrong = cuts.get(i).wrong();
                if (problem.isEmpty() && wrong.isPresent()) {
                    problem = wrong.get();
                }
            }
            return guess(name, dialect);
        }

        private void count(Dialect dialect) {
            frames++;
            boolean right = view.decode(dialect, frame.buffer(), frame.bodyOffset(), frame.bodyLength());
            boolean isPlausible = view.mti() != 0 && Disclosure.isPlausible(view.mti(), dialect.version());
            if (isPlausible) {
                plausible++;
                readBytes += right ? frame.bodyLength() : view.error().offset();
            }
            if (right && isPlausible) {
                whole++;
                if (mtis.size() < MOST_MTIS) {
                    mtis.add(Mti.toString(view.mti()));
                }
            } else if (problem.isEmpty()) {
                DecodeError error = right ? null : view.error();
                problem = "message " + frames + ": " + (error == null ? "no such MTI in its version" : error);
            }
        }

        private Guess guess(String framing, Dialect dialect) {
            long bytes =
                    pieces.stream().mapToLong(piece -> piece.bytes().length).sum();
            return new Guess(
                    framing,
                    dialect.name(),
                    frames,
                    zeros,
                    restBytes,
                    plausible,
                    whole,
                    readBytes,
                    bytes,
                    mtis,
                    problem);
        }
    }
}
