package io.wasl.codec;

/**
 * Why a frame is no message, and where. Never holds or prints a byte of the message.
 *
 * @param de the element in which the damage was found: 0 for the MTI, 1 for the bitmaps, 193 behind the last element
 * @param path of the part in which it was found, such as {@code 55.9F26}, or of the composite whose parts cannot be told
 *     from each other; empty when the element itself is wrong. Made of what the dialect declares, never of received bytes
 * @param offset from the start of the message, of the prefix or value that is wrong
 */
public record DecodeError(int de, String path, int offset, Cause cause) {

    /** {@link #de} of bytes behind the last element. */
    public static final int BEHIND = 193;

    /** What is wrong. */
    public enum Cause {
        /** The message ends before the element does. */
        TRUNCATED,
        /** The MTI is not four decimal digits. */
        MTI_NOT_DIGITS,
        /** A bitmap in hex has another character. */
        BITMAP_NOT_HEX,
        /** A third bitmap that stands as an element is there and announces nothing. */
        BITMAP_EMPTY,
        /** A bit is set for an element that the dialect does not declare, so that it has no length. */
        UNDECLARED_ELEMENT,
        /** A length prefix is not a number, or counts half a byte. */
        LENGTH_UNREADABLE,
        /** A length prefix is above the element's maximum. */
        LENGTH_OVER_MAXIMUM,
        /** The length said around a fixed part is not its length. */
        LENGTH_WRONG,
        /** A tag has more bytes than a tag may have. */
        TAG_TOO_LONG,
        /** The value holds a character, nibble or filler outside its class. */
        WRONG_CHARACTER,
        /** Bytes behind the last element or part that is announced. */
        TRAILING_BYTES
    }

    /** How far the damage goes. */
    public enum Scope {
        /** This message only: its MTI is known, so it can be answered (30). */
        MESSAGE,
        /** Not even the MTI can be read: no answer is possible, and the peer or its framing is suspect. */
        UNREADABLE
    }

    /** Of an element itself. */
    public DecodeError(int de, int offset, Cause cause) {
        this(de, "", offset, cause);
    }

    public Scope scope() {
        return de == 0 ? Scope.UNREADABLE : Scope.MESSAGE;
    }

    /**
     * Whether the damage is the link's: what cannot be answered is counted there, and a link with too many is closed.
     */
    public boolean closesLink() {
        return scope() == Scope.UNREADABLE;
    }

    /** {@code DE 35 at 87: length over maximum}. */
    @Override
    public String toString() {
        String place = de == 0
                ? "MTI"
                : de == 1 ? "bitmap" : de == BEHIND ? "end" : path.isEmpty() ? "DE " + de : "DE " + path;
        return place + " at " + offset + ": "
                + cause.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ');
    }
}
