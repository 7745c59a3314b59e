package io.wasl.codec;

/**
 * The tag of a BER object (ISO/IEC 8825-1 8.1.2; EMV Book 3 B1): one byte, or, when its low five bits are all set, more
 * of which each but the last has its high bit set. Pure.
 */
final class BerTag {

    static final int MOST_BYTES = 4;
    static final int TRUNCATED = 0;
    static final int TOO_LONG = -1;

    private static final int MORE_FOLLOW = 0x1F;
    private static final int CONSTRUCTED = 0x20;

    private BerTag() {}

    /** How many bytes the tag that starts here has, {@link #TRUNCATED} or {@link #TOO_LONG}. */
    static int bytes(byte[] buffer, int at, int end) {
        if (at >= end) {
            return TRUNCATED;
        }
        if ((buffer[at] & MORE_FOLLOW) != MORE_FOLLOW) {
            return 1;
        }
        for (int bytes = 2; bytes <= MOST_BYTES; bytes++) {
            if (at + bytes > end) {
                return TRUNCATED;
            }
            if (buffer[at + bytes - 1] >= 0) {
                return bytes;
            }
        }
        return TOO_LONG;
    }

    /** Whether its value is made of objects in turn (EMV Book 3 B1: b6 of the first byte). */
    static boolean isConstructed(long tag) {
        return (tag >>> 8 * (width(tag) - 1) & CONSTRUCTED) != 0;
    }

    /** The bytes of a tag that is not 00. */
    static int width(long tag) {
        return 8 - Long.numberOfLeadingZeros(tag) / 8;
    }

    /** Whether these are the bytes of one whole tag; 00 is none, since it fills the place between objects. */
    static boolean isTag(byte[] bytes) {
        return bytes.length > 0 && bytes[0] != 0 && bytes(bytes, 0, bytes.length) == bytes.length;
    }
}
