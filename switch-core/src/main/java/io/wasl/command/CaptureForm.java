package io.wasl.command;

/** How captured bytes are written. */
enum CaptureForm {
    /** Whichever of the others fits. */
    AUTO,
    /** Hex digits; an empty line parts two pieces. */
    HEX,
    /** Base64, of either alphabet; an empty line parts two pieces. */
    BASE64,
    /** The bytes themselves. */
    BINARY,
    /** A dump with offsets, of {@code hexdump -C}, {@code xxd}, {@code tcpdump -X} or Wireshark. */
    DUMP
}
