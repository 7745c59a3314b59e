package io.wasl.command;

/**
 * Bytes that belong together: one message or more, in order, as they stood on the wire.
 *
 * @param from where they are from, for people: {@code packet 3}, {@code 10.0.0.1:40000 to 10.0.0.2:8583}; empty when there
 *     is nothing to tell
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CapturePiece(String from, byte[] bytes) {

    /** Its length only: the bytes are card data. */
    @Override
    public String toString() {
        return from + " of " + bytes.length + " bytes";
    }
}
