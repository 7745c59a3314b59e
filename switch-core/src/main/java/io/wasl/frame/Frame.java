package io.wasl.frame;

/**
 * One message on its way in or out, as a region of a shared buffer: the body and, where the framing has one, the header
 * that an answer must carry back (a TPDU).
 *
 * <p>A reused view: valid only during the call it is passed to, copied by whoever needs it longer. Owner: the loop's
 * thread.
 */
public final class Frame {

    private static final byte[] NOTHING = new byte[0];

    private byte[] buffer = NOTHING;
    private int bodyOffset;
    private int bodyLength;
    private byte[] header = NOTHING;
    private int headerOffset;
    private int headerLength;

    /** Points to a body without header. */
    public Frame body(byte[] source, int offset, int lengthBytes) {
        buffer = source;
        bodyOffset = offset;
        bodyLength = lengthBytes;
        headerLength = 0;
        return this;
    }

    /** Adds the header: as received, or, going out, the received one that this message answers (not yet swapped). */
    public Frame header(byte[] source, int offset, int lengthBytes) {
        header = source;
        headerOffset = offset;
        headerLength = lengthBytes;
        return this;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int bodyOffset() {
        return bodyOffset;
    }

    public int bodyLength() {
        return bodyLength;
    }

    public byte[] headerBuffer() {
        return header;
    }

    public int headerOffset() {
        return headerOffset;
    }

    /** 0 when the framing has no header or the message answers none. */
    public int headerLength() {
        return headerLength;
    }

    /** Lengths only: the bytes are card data. */
    @Override
    public String toString() {
        return "frame of " + bodyLength + " bytes";
    }
}
