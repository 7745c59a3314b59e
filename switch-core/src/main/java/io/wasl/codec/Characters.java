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

    private Characters() {}

    static boolean areDigits(byte[] buffer, int at, int length) {
        if (length < 8) {
            return (notDigits(shortWord(buffer, at, length, ZEROS)) & HIGH_NIBBLE) == 0;
        }
        int last = at + length - 8;
        long wrong = notDigits((long) WORD.get(buffer, last));
        for (int i = at; i < last; i += 8) {
            wrong |= notDigits((long) WORD.get(buffer, i));
        }
        return (wrong & HIGH_NIBBLE) == 0;
    }

    /**
     * Copies digits to the target's start, eight at a time, as long as whole words of them are there and fit; returns how
     * many, at most {@code max}. What stands in the target behind them may change.
     */
    static int copyDigitWords(byte[] buffer, int at, int max, byte[] target) {
        int count = 0;
        while (count < max && count + 8 <= target.length && at + count + 8 <= buffer.length) {
            long word = (long) WORD.get(buffer, at + count);
            WORD.set(target, count, word);
            int digits = leadingDigits(word);
            count += digits;
            if (digits < 8) {
                break;
            }
        }
        return Math.min(count, max);
    }

    /** How many bytes, from the lowest, are digits before the first other one. */
    private static int leadingDigits(long word) {
        long values = word ^ ZEROS;
        long others = (values & ~HIGH_BIT) + (0x80 - 10) * EACH | values;
        return Long.numberOfTrailingZeros(others & HIGH_BIT) >>> 3;
    }

    /** 0x20 to 0x7E. */
    static boolean arePrintable(byte[] buffer, int at, int length) {
        if (length < 8) {
            return (notPrintable(shortWord(buffer, at, length, SPACES)) & HIGH_BIT) == 0;
        }
        int last = at + length - 8;
        long wrong = notPrintable((long) WORD.get(buffer, last));
        for (int i = at; i < last; i += 8) {
            wrong |= notPrintable((long) WORD.get(buffer, i));
        }
        return (wrong & HIGH_BIT) == 0;
    }

    /** Whether each nibble is 0 to 9. */
    static boolean areBcd(byte[] buffer, int at, int length) {
        if (length < 8) {
            return (notBcd(shortWord(buffer, at, length, 0)) & NIBBLE_HIGH_BIT) == 0;
        }
        int last = at + length - 8;
        long wrong = notBcd((long) WORD.get(buffer, last));
        for (int i = at; i < last; i += 8) {
            wrong |= notBcd((long) WORD.get(buffer, i));
        }
        return (wrong & NIBBLE_HIGH_BIT) == 0;
    }

    /** Whether each byte belongs to the class, one of N to Z. */
    static boolean areOfClass(byte[] buffer, int at, int length, CharacterClass characterClass) {
        if (length < 8) {
            return areOfClass(shortWord(buffer, at, length, ZEROS), characterClass, length);
        }
        int last = at + length - 8;
        for (int i = at; i < last; i += 8) {
            if (!areOfClass((long) WORD.get(buffer, i), characterClass, 8)) {
                return false;
            }
        }
        return areOfClass((long) WORD.get(buffer, last), characterClass, 8);
    }

    /** The high bit of each byte says whether it is legal; those behind the length are not asked. */
    private static boolean areOfClass(long word, CharacterClass characterClass, int length) {
        if (characterClass.hasDigits && (notDigits(word) & HIGH_NIBBLE) == 0) {
            return true;
        }
        long legal = legalBytes(word, characterClass) | ~(length == 8 ? -1L : ~(-1L << 8 * length));
        return (word & HIGH_BIT) == 0 && (legal & HIGH_BIT) == HIGH_BIT;
    }

    private static long legalBytes(long word, CharacterClass characterClass) {
        long printable = inRange(word, ' ', '~');
        return switch (characterClass) {
            case N -> inRange(word, '0', '9');
            case A -> letters(word) | inRange(word, ' ', ' ');
            case AN -> letters(word) | inRange(word, '0', '9') | inRange(word, ' ', ' ');
            case AS -> printable & ~inRange(word, '0', '9');
            case NS -> printable & ~letters(word);
            case ANS -> printable;
            case S -> printable & ~letters(word) & ~inRange(word, '0', '9');
            case Z -> inRange(word, '0', '?') | inRange(word, 'D', 'D');
            case XN, B, ANY -> throw new AssertionError("a class without characters of its own");
        };
    }

    private static long letters(long word) {
        return inRange(word | SPACES, 'a', 'z');
    }

    /**
     * The high bit of each byte that is neither below {@code first} nor above {@code last}. True of bytes below 0x80: then no
     * sum reaches the next byte.
     */
    private static long inRange(long word, int first, int last) {
        return word + (0x80 - first) * EACH & ~(word + (0x7F - last) * EACH);
    }

    static boolean areHex(byte[] buffer, int at, int length) {
        if (length < 8) {
            return areHex(shortWord(buffer, at, length, ZEROS));
        }
        int last = at + length - 8;
        for (int i = at; i < last; i += 8) {
            if (!areHex((long) WORD.get(buffer, i))) {
                return false;
            }
        }
        return areHex((long) WORD.get(buffer, last));
    }

    private static boolean areHex(long word) {
        long legal = inRange(word, '0', '9') | inRange(word | SPACES, 'a', 'f');
        return (word & HIGH_BIT) == 0 && (legal & HIGH_BIT) == HIGH_BIT;
    }

    /** F0 to F9. */
    static boolean areEbcdicDigits(byte[] buffer, int at, int length) {
        if (length < 8) {
            return (notEbcdicDigits(shortWord(buffer, at, length, HIGH_NIBBLE)) & HIGH_NIBBLE) == 0;
        }
        int last = at + length - 8;
        long wrong = notEbcdicDigits((long) WORD.get(buffer, last));
        for (int i = at; i < last; i += 8) {
            wrong |= notEbcdicDigits((long) WORD.get(buffer, i));
        }
        return (wrong & HIGH_NIBBLE) == 0;
    }

    private static long notEbcdicDigits(long word) {
        long values = word ^ HIGH_NIBBLE;
        return values | values + 0x06 * EACH;
    }

    // What follows has bits of a mask set where a byte is wrong, so that words are joined before they are judged.

    /** By {@link #HIGH_NIBBLE}: less their zeros, digits are 0 to 9, and below 16 after adding 6. */
    private static long notDigits(long word) {
        long values = word ^ ZEROS;
        return values | values + 0x06 * EACH;
    }

    /**
     * By {@link #HIGH_BIT}: subtracting 0x20 borrows from a byte below it, adding 1 carries 0x7F to 0x80. A borrow can only
     * start at a byte that is illegal itself, so legal neighbours are never blamed alone.
     */
    private static long notPrintable(long word) {
        return word | word - SPACES | word + EACH;
    }

    /** By {@link #NIBBLE_HIGH_BIT}: a nibble is above 9 when its bit 3 is set with bit 2 or bit 1. */
    private static long notBcd(long word) {
        return word & (word << 1 | word << 2);
    }

    /** Whether each nibble is 0 to 9. */
    static boolean areBcd(int word) {
        return (notBcd(word & 0xFFFF_FFFFL) & NIBBLE_HIGH_BIT) == 0;
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
