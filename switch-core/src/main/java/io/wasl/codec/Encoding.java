package io.wasl.codec;

/** How the value of an element is written on the wire. */
public enum Encoding {
    /** One byte a character. */
    ASCII,
    /** Two digits a byte; track data likewise, {@code =} as nibble D; the sign of x+n stays one ASCII byte in front. */
    BCD,
    /** Bytes of b as two hex digits each. */
    HEX,
    /** Bytes of b as they are. */
    BINARY
}
