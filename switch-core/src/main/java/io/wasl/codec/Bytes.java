package io.wasl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Copies and comparisons of a few bytes, as most elements are: by words that may overlap, without the call and the choices of {@link
 * System#arraycopy}. Pure.
 */
final class Bytes {

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    private Bytes() {}

    /** As {@link System#arraycopy}; the regions may overlap. */
    static void copy(byte[] source, int from, byte[] target, int to, int length) {
        if (length < 4 || length > 32) {
            System.arraycopy(source, from, target, to, length);
        } else if (length < 8) {
            int first = (int) INT.get(source, from);
            int last = (int) INT.get(source, from + length - 4);
            INT.set(target, to, first);
            INT.set(target, to + length - 4, last);
        } else {
            copyWords(source, from, target, to, length);
        }
    }

    /** 8 to 32 bytes: all are read before any is written. */
    private static void copyWords(byte[] source, int from, byte[] target, int to, int length) {
        long first = (long) LONG.get(source, from);
        long last = (long) LONG.get(source, from + length - 8);
        if (length > 16) {
            long second = (long) LONG.get(source, from + 8);
            long third = (long) LONG.get(source, from + length - 16);
            LONG.set(target, to + 8, second);
            LONG.set(target, to + length - 16, third);
        }
        LONG.set(target, to, first);
        LONG.set(target, to + length - 8, last);
    }

    /** Whether two regions hold the same. */
    static boolean areEqual(byte[] one, int from, byte[] other, int at, int length) {
        int i = 0;
        for (; i + 8 <= length; i += 8) {
            if ((long) LONG.get(one, from + i) != (long) LONG.get(other, at + i)) {
                return false;
            }
        }
        for (; i < length; i++) {
            if (one[from + i] != other[at + i]) {
                return false;
            }
        }
        return true;
    }
}
