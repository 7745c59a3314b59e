package io.wasl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Bytes as pairs of hex digits in ASCII, eight digits at a time; capitals are written, small letters read too. Pure. */
final class HexDigits {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle HALF_WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long LOW_NIBBLE = 0x0F * EACH;
    private static final long ZEROS = '0' * EACH;

    private static final byte NOT_HEX = -1;
    private static final byte[] VALUE = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            VALUE[c] = c < 0x80 ? (byte) Character.digit(c, 16) : NOT_HEX;
        }
    }

    private HexDigits() {}

    /** 0 to 15, or negative. */
    static int value(byte digit) {
        return VALUE[digit & 0xFF];
    }

    /** The byte written as two digits; negative when one is none. */
    static int byteAt(byte[] digits, int at) {
        return VALUE[digits[at] & 0xFF] << 4 | VALUE[digits[at + 1] & 0xFF];
    }

    /** Sixteen digits as a number. */
    static long number(byte[] digits, int at) {
        return (long) eight((long) WORD.get(digits, at)) << 32 | eight((long) WORD.get(digits, at + 8)) & 0xFFFF_FFFFL;
    }

    /** Eight digits, the first one highest: a letter's value is its low nibble and 9. */
    private static int eight(long digits) {
        long nibbles = (digits & LOW_NIBBLE) + 9 * (digits >>> 6 & EACH);
        long bytes = (nibbles | nibbles >>> 4) & 0x00FF_00FF_00FF_00FFL;
        long pairs = (bytes | bytes >>> 8) & 0x0000_FFFF_0000_FFFFL;
        return (int) (pairs | pairs >>> 16);
    }

    static byte digit(int nibble) {
        return (byte) (nibble < 10 ? '0' + nibble : 'A' + nibble - 10);
    }

    /** Four bytes as eight digits, the first one highest; a letter stands 7 behind the digits. */
    static long digits(int value) {
        long nibbles = PackedDigits.nibbles(value);
        long letters = nibbles + 6 * EACH >>> 4 & EACH;
        return nibbles + ZEROS + 7 * letters;
    }

    /** Twice as many digits, all legal, as bytes. */
    static void toBytes(byte[] digits, int at, int bytes, byte[] target, int offset) {
        int done = 0;
        for (; done + 4 <= bytes; done += 4) {
            HALF_WORD.set(target, offset + done, eight((long) WORD.get(digits, at + 2 * done)));
        }
        for (; done < bytes; done++) {
            target[offset + done] = (byte) byteAt(digits, at + 2 * done);
        }
    }

    /** Bytes as twice as many digits. */
    static void ofBytes(byte[] source, int from, int bytes, byte[] target, int offset) {
        int done = 0;
        for (; done + 4 <= bytes; done += 4) {
            WORD.set(target, offset + 2 * done, digits((int) HALF_WORD.get(source, from + done)));
        }
        for (; done < bytes; done++) {
            target[offset + 2 * done] = digit(source[from + done] >>> 4 & 0xF);
            target[offset + 2 * done + 1] = digit(source[from + done] & 0xF);
        }
    }
}
