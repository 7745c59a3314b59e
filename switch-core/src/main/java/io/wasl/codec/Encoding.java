package io.wasl.codec;

/** How the characters (bytes of b) of a value are written on the wire. */
public enum Encoding {
    /** One byte a character. */
    ASCII,
    /** One byte a character, IBM code page 037. */
    EBCDIC,
    /** One byte a character, IBM code page 1047: letters and digits as 037, some special characters elsewhere. */
    EBCDIC_1047,
    /** Two digits a byte; track data likewise, {@code =} as nibble D; the sign of x+n stays one ASCII byte in front. */
    BCD,
    /** As {@link #BCD}, the sign of x+n in EBCDIC. */
    BCD_EBCDIC_SIGN,
    /** Bytes of b as two hex digits each, in ASCII. */
    HEX,
    /** Bytes of b as two hex digits each, in EBCDIC. */
    HEX_EBCDIC,
    /** Bytes of b as they are. */
    BINARY,
    /**
     * x+n without a sign of its own: the last digit is a letter that says it too, in ASCII: <code>{ABCDEFGHI</code> for
     * C, <code>}JKLMNOPQR</code> for D (zoned decimals).
     */
    OVERPUNCHED,
    /** As {@link #OVERPUNCHED}, in EBCDIC. */
    OVERPUNCHED_EBCDIC
}
