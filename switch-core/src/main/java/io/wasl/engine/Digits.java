package io.wasl.engine;

/** Numbers as decimal digits, the way elements hold them. Pure. */
final class Digits {

    private Digits() {}

    /** Writes a number with leading zeros; of one that is too long the last digits. */
    static void write(long value, byte[] target, int at, int digits) {
        long rest = value;
        for (int i = at + digits - 1; i >= at; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
