package io.wasl.frame;

import io.wasl.config.FramingConfig;
import io.wasl.config.FramingConfig.HeaderForm;
import java.util.HexFormat;

/**
 * What stands between a frame's prefix and its message: a TPDU, then a header of one form, each of them or none.
 *
 * <pre>
 *   TPDU      id 1 │ destination 2 │ origin 2                          an answer swaps destination and origin
 *   ISO       'I' 'S' 'O' │ 9 digits                                   an answer carries its request's
 *   VAP       length 1 │ form 1 │ text form 1 │ total length 2 │ destination 3 │ source 3 │ … 22 or more
 *             bit 80 of the form: a rejected message, whose own header follows
 * </pre>
 *
 * Immutable, pure.
 */
final class FrameHeader {

    /** What a transaction in flight keeps of its request for the answer. */
    static final int MOST_BYTES = 64;

    private static final int TPDU_BYTES = 5;
    private static final int TPDU_DESTINATION_AT = 1;
    private static final int TPDU_ORIGIN_AT = 3;
    private static final int TPDU_ADDRESS_BYTES = 2;
    private static final byte[] LITERAL = {'I', 'S', 'O'};
    private static final int LITERAL_BYTES = 12;
    private static final int LEAST_VAP_BYTES = 22;
    private static final int REJECTED = 0x80;
    private static final int VAP_FORM_AT = 1;
    private static final int VAP_LENGTH_AT = 3;
    private static final int VAP_DESTINATION_AT = 5;
    private static final int VAP_SOURCE_AT = 8;
    private static final int VAP_STATION_BYTES = 3;

    private final HeaderForm form;
    private final byte[] tpdu;
    /** Of a message that answers none. */
    private final byte[] header;

    FrameHeader(FramingConfig config) {
        form = config.headerForm();
        tpdu = HexFormat.of().parseHex(config.tpdu());
        header = HexFormat.of().parseHex(config.header());
        if (tpdu.length != 0 && tpdu.length != TPDU_BYTES) {
            throw new IllegalArgumentException("a TPDU has 5 bytes, not " + tpdu.length);
        }
        if (!isRightHeader()) {
            throw new IllegalArgumentException("no header of this form: " + header.length + " bytes");
        }
        if (isKept() && ownBytes() > MOST_BYTES) {
            throw new IllegalArgumentException(
                    "TPDU and header have " + ownBytes() + " bytes; at most " + MOST_BYTES + " are kept");
        }
    }

    private boolean isRightHeader() {
        return switch (form) {
            case CONSTANT -> true;
            case KEPT -> header.length > 0;
            case ISO_LITERAL -> header.length == LITERAL_BYTES && isLiteral(header, 0, LITERAL_BYTES);
            case VAP ->
                header.length >= LEAST_VAP_BYTES
                        && (header[0] & 0xFF) == header.length
                        && (header[VAP_FORM_AT] & REJECTED) == 0;
        };
    }

    /** Whether an answer carries the header of its request. */
    private boolean isKept() {
        return form != HeaderForm.CONSTANT;
    }

    /** Of a message that answers none. */
    int ownBytes() {
        return tpdu.length + header.length;
    }

    int leastBytes() {
        return tpdu.length + (form == HeaderForm.VAP ? LEAST_VAP_BYTES : header.length);
    }

    int mostBytes() {
        return form == HeaderForm.VAP ? MOST_BYTES : ownBytes();
    }

    /**
     * Checks as much of it as has arrived.
     *
     * @param limit where the arrived bytes end
     * @param end where message and header end; not before {@link #leastBytes()}
     */
    boolean isRight(byte[] buffer, int at, int limit, int end) {
        int headerAt = at + tpdu.length;
        return switch (form) {
            case CONSTANT -> !FrameFormat.differs(header, buffer, headerAt, limit);
            case KEPT -> true;
            case ISO_LITERAL -> isLiteral(buffer, headerAt, limit);
            case VAP -> isVap(buffer, headerAt, limit, end);
        };
    }

    private static boolean isLiteral(byte[] buffer, int at, int limit) {
        boolean right = !FrameFormat.differs(LITERAL, buffer, at, limit);
        for (int i = at + LITERAL.length; right && i < Math.min(limit, at + LITERAL_BYTES); i++) {
            right = buffer[i] >= '0' && buffer[i] <= '9';
        }
        return right;
    }

    private boolean isVap(byte[] buffer, int at, int limit, int end) {
        if (at >= limit) {
            return true;
        }
        int first = buffer[at] & 0xFF;
        if (first < LEAST_VAP_BYTES || !hasRoom(first, at, end)) {
            return false;
        }
        if (at + VAP_FORM_AT >= limit || !isRejected(buffer, at)) {
            return true;
        }
        int second = at + first;
        if (second >= Math.min(limit, end)) {
            return second < end;
        }
        int length = buffer[second] & 0xFF;
        return length >= LEAST_VAP_BYTES && hasRoom(first + length, at, end);
    }

    private boolean hasRoom(int headerBytes, int at, int end) {
        return tpdu.length + headerBytes <= MOST_BYTES && at + headerBytes <= end;
    }

    /** Bytes of TPDU and header of a frame that is all there and right. */
    int length(byte[] buffer, int at) {
        if (form != HeaderForm.VAP) {
            return ownBytes();
        }
        int headerAt = at + tpdu.length;
        int first = buffer[headerAt] & 0xFF;
        return tpdu.length + first + (isRejected(buffer, headerAt) ? buffer[headerAt + first] & 0xFF : 0);
    }

    private static boolean isRejected(byte[] buffer, int vapAt) {
        return (buffer[vapAt + VAP_FORM_AT] & REJECTED) != 0;
    }

    /** Whether the peer gives back a message of ours that it could not accept. */
    boolean isRejected(Frame frame) {
        return form == HeaderForm.VAP
                && answers(frame)
                && isRejected(frame.headerBuffer(), frame.headerOffset() + tpdu.length);
    }

    /** Points to what an answer must carry. */
    void view(byte[] buffer, int at, Frame out) {
        int kept = isKept() ? length(buffer, at) : tpdu.length;
        if (kept > 0) {
            out.header(buffer, at, kept);
        }
    }

    /** Bytes of TPDU and header before this message, going out. */
    int bytesFor(Frame frame) {
        if (form != HeaderForm.VAP || !answers(frame)) {
            return ownBytes();
        }
        return tpdu.length + frame.headerOffset() + frame.headerLength() - vapAt(frame);
    }

    /** Whether the frame has a received header of this framing's kind. */
    private boolean answers(Frame frame) {
        int length = frame.headerLength();
        return length > 0
                && switch (form) {
                    case CONSTANT -> length == tpdu.length;
                    case KEPT, ISO_LITERAL -> length == ownBytes();
                    case VAP -> length >= leastBytes() && length <= MOST_BYTES;
                };
    }

    /** A rejected message's own header is the second one. */
    private int vapAt(Frame frame) {
        int at = frame.headerOffset() + tpdu.length;
        return isRejected(frame.headerBuffer(), at) ? at + (frame.headerBuffer()[at] & 0xFF) : at;
    }

    /** As many bytes as {@link #bytesFor} says. */
    void write(Frame frame, byte[] target, int at) {
        int headerAt = at + tpdu.length;
        int total = bytesFor(frame) - tpdu.length + frame.bodyLength();
        boolean answers = answers(frame);
        if (answers) {
            answer(frame, target, at);
        } else {
            put(tpdu, target, at);
        }
        if (!answers || !isKept()) {
            put(header, target, headerAt);
        }
        if (form == HeaderForm.VAP) {
            target[headerAt + VAP_LENGTH_AT] = (byte) (total >>> 8);
            target[headerAt + VAP_LENGTH_AT + 1] = (byte) total;
        }
    }

    /** The received header may already stand in the target. */
    private void answer(Frame frame, byte[] target, int at) {
        byte[] received = frame.headerBuffer();
        int from = frame.headerOffset();
        if (form == HeaderForm.VAP) {
            int headerAt = at + tpdu.length;
            int vapAt = vapAt(frame);
            System.arraycopy(received, from, target, at, tpdu.length);
            System.arraycopy(received, vapAt, target, headerAt, from + frame.headerLength() - vapAt);
            swap(target, headerAt + VAP_DESTINATION_AT, headerAt + VAP_SOURCE_AT, VAP_STATION_BYTES);
        } else {
            System.arraycopy(received, from, target, at, frame.headerLength());
        }
        if (tpdu.length > 0) {
            swap(target, at + TPDU_DESTINATION_AT, at + TPDU_ORIGIN_AT, TPDU_ADDRESS_BYTES);
        }
    }

    private static void swap(byte[] buffer, int one, int other, int length) {
        for (int i = 0; i < length; i++) {
            byte kept = buffer[one + i];
            buffer[one + i] = buffer[other + i];
            buffer[other + i] = kept;
        }
    }

    private static void put(byte[] constant, byte[] target, int at) {
        System.arraycopy(constant, 0, target, at, constant.length);
    }
}
