package io.wasl.fuzz;

import java.util.Arrays;

/** Reads choices from the front of an input, then what is left; zeros behind its end. */
public final class FuzzInput {

    private final byte[] bytes;
    private int at;

    public FuzzInput(byte[] bytes) {
        this.bytes = bytes;
    }

    /** 0 to 255. */
    public int next() {
        return at < bytes.length ? bytes[at++] & 0xFF : 0;
    }

    /** 0 to {@code count} − 1, of at most 256. */
    public int below(int count) {
        return next() % count;
    }

    public boolean yes() {
        return (next() & 1) != 0;
    }

    /** So many bytes, or what is left of them. */
    public byte[] take(int most) {
        int end = Math.min(bytes.length, at + most);
        byte[] taken = Arrays.copyOfRange(bytes, at, end);
        at = end;
        return taken;
    }

    public byte[] rest() {
        return take(bytes.length - at);
    }

    public boolean isEmpty() {
        return at == bytes.length;
    }
}
