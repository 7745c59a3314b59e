package io.wasl.command;

/** How captured bytes are written. */
enum CaptureForm {
    /** Whichever of the others fits. */
    AUTO,
    /** Hex digits, or arrays of C; an empty line parts two pieces, and so does each line that is a message. */
    HEX,
    /** Base64, of either alphabet; an empty line parts two pieces. */
    BASE64,
    /** The bytes themselves. */
    BINARY,
    /** A dump with offsets, of {@code hexdump -C}, {@code xxd}, {@code tcpdump -X} or Wireshark. */
    DUMP
}
