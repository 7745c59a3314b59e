package io.wasl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Checks of character classes, eight bytes at a time where the class allows it. Pure. */
final class Characters {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long EACH = 0x0101_0101_0101_0101L;
    private static final long HIGH_BIT = 0x8080_8080_8080_8080L;
    private static final long HIGH_NIBBLE = 0xF0F0_F0F0_F0F0_F0F0L;
    private static final long ZEROS = '0' * EACH;
    private static final long SPACES = ' ' * EACH;
    private static final long NIBBLE_HIGH_BIT = 0x8888_8888_8888_8888L;

    private static final byte NOT_HEX = -1;
    private static final byte[] HEX_VALUE = new byte[256];

    static {
        for (int c = 0; c < 256; c++) {
            HEX_VALUE[c] = c < 0x80 ? (byte) Character.digit(c, 16) : NOT_HEX;
        }
    }

    private Characters() {}

    static boolean areDigits(byte[] buffer, int at, int length) {
        if (length < 8) {
            return areDigits(shortWord(buffer, at, length, ZEROS));
        }
        int last = at + length - 8;
        for (int i = at; i < last; i += 8) {
            if (!areDigits((long) WORD.get(buffer, i))) {
                return false;
            }
        }
        return areDigits((long) WORD.get(buffer, last));
    }

    /** 0x20 to 0x7E. */
    static boolean arePrintable(byte[] buffer, int at, int length) {
        if (length < 8) {
            return arePrintable(shortWord(buffer, at, length, SPACES));
        }
        int last = at + length - 8;
        for (int i = at; i < last; i += 8) {
            if (!arePrintable((long) WORD.get(buffer, i))) {
                return false;
            }
        }
        return arePrintable((long) WORD.get(buffer, last));
    }

    /** Whether each nibble is 0 to 9. */
    static boolean areBcd(byte[] buffer, int at, int length) {
        if (length < 8) {
            return areBcd(shortWord(buffer, at, length, 0));
        }
        int last = at + length - 8;
        for (int i = at; i < last; i += 8) {
            if (!areBcd((long) WORD.get(buffer, i))) {
                return false;
            }
        }
        return areBcd((long) WORD.get(buffer, last));
    }

    /** Without an early end: a legal text, the usual one, is walked to its end anyway. */
    static boolean areOfClass(byte[] buffer, int at, int length, int classBit) {
        int common = classBit;
        for (int i = at; i < at + length; i++) {
            common &= CharacterClass.classesOf(buffer[i]);
        }
        return common != 0;
    }

    static boolean areHex(byte[] buffer, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (HEX_VALUE[buffer[i] & 0xFF] == NOT_HEX) {
                return false;
            }
        }
        return true;
    }

    /** The sixteen hex digits as a number. */
    static long hexLong(byte[] buffer, int at) {
        long value = 0;
        for (int i = at; i < at + 16; i++) {
            value = value << 4 | HEX_VALUE[buffer[i] & 0xFF];
        }
        return value;
    }

    /** The byte written as two hex digits; negative when one is none. */
    static int hexByte(byte[] buffer, int at) {
        return HEX_VALUE[buffer[at] & 0xFF] << 4 | HEX_VALUE[buffer[at + 1] & 0xFF];
    }

    static byte hexDigit(int nibble) {
        return (byte) (nibble < 10 ? '0' + nibble : 'A' + nibble - 10);
    }

    /** '0' to '9' are 0x30 to 0x39: high nibble 3, and still 3 after adding 6 to the low one. */
    private static boolean areDigits(long word) {
        return (word & HIGH_NIBBLE) == ZEROS && (word + 0x06 * EACH & HIGH_NIBBLE) == ZEROS;
    }

    /**
     * Subtracting 0x20 borrows from a byte below it, adding 1 carries 0x7F to 0x80. A borrow can only start at a byte
     * that is illegal itself, so legal neighbours are never blamed alone.
     */
    private static boolean arePrintable(long word) {
        return ((word | word - SPACES | word + EACH) & HIGH_BIT) == 0;
    }

    /** A nibble is above 9 when its bit 3 is set with bit 2 or bit 1. */
    private static boolean areBcd(long word) {
        return (word & (word << 1 | word << 2) & NIBBLE_HIGH_BIT) == 0;
    }

    /** Fewer than eight bytes as a word, the missing ones legal. Reads past the region, never past the array. */
    private static long shortWord(byte[] buffer, int at, int length, long legal) {
        long keep = ~(-1L << 8 * length);
        if (at + 8 <= buffer.length) {
            return (long) WORD.get(buffer, at) & keep | legal & ~keep;
        }
        long word = 0;
        for (int i = length - 1; i >= 0; i--) {
            word = word << 8 | buffer[at + i] & 0xFF;
        }
        return word | legal & ~keep;
    }
}
