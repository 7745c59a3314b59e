package io.wasl.frame;

/**
 * Why a stream can no longer be cut into messages, or a message not be framed. Each one closes its link: nobody knows
 * where the next begins.
 */
public enum FrameError {
    /** The length holds something else than digits. */
    LENGTH_NOT_DIGITS,
    /** The frame would be longer than the limit, or than its length can say. */
    OVERSIZE,
    /** The length does not even cover what every frame has (TPDU, header, trailer). */
    TOO_SHORT,
    /** A frame of length zero where peers send none. */
    ZERO_LENGTH,
    /** The constant bytes around the length differ. */
    CONSTANT_DIFFERS,
    /** The header before the message is not what the framing says. */
    HEADER_DIFFERS,
    /** The trailer is not where the length says. */
    TRAILER_MISSING,
    /** A message to be sent holds the bytes that end a frame. */
    TRAILER_INSIDE;

    private static final FrameError[] ALL = values();

    /** The negative number that stands for this error where a length is expected. */
    public int asLength() {
        return -1 - ordinal();
    }

    /** The error that such a negative number stands for. */
    public static FrameError ofLength(int length) {
        return ALL[-1 - length];
    }
}
