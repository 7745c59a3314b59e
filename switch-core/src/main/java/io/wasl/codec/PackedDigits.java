package io.wasl.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Two digits a byte, the high nibble first; nibble 2i is the high one of the byte at i. Pure. */
final class PackedDigits {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle HALF_WORD = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final long EACH = 0x0101_0101_0101_0101L;

    private PackedDigits() {}

    /** Whether a BCD value of n or z holds digits only (any nibble of z) and its filler, if it has one, is 0 or F. */
    static boolean isLegal(ValuePlan plan, byte[] wire, int at, int digits) {
        if (plan.characterClass != CharacterClass.Z) {
            return areLegal(wire, at, digits, plan.isFillerLeft);
        }
        return (digits & 1) == 0 || isFiller(fillerNibble(wire, at, digits + 1 >> 1, plan.isFillerLeft));
    }

    static boolean areLegal(byte[] wire, int at, int digits, boolean left) {
        int bytes = digits + 1 >> 1;
        if ((digits & 1) == 0) {
            return Characters.areBcd(wire, at, bytes);
        }
        int shared = left ? at : at + bytes - 1;
        int digit = left ? wire[shared] & 0xF : wire[shared] >>> 4 & 0xF;
        return digit <= 9
                && isFiller(fillerNibble(wire, at, bytes, left))
                && Characters.areBcd(wire, left ? at + 1 : at, bytes - 1);
    }

    /** What stands where a filler would, in a value of so many bytes, at least one. */
    static int fillerNibble(byte[] wire, int at, int bytes, boolean left) {
        return left ? wire[at] >>> 4 & 0xF : wire[at + bytes - 1] & 0xF;
    }

    private static boolean isFiller(int nibble) {
        return nibble == 0 || nibble == 0xF;
    }

    /** How many nibbles stand before the first of so many digits. */
    static int skipped(ValuePlan plan, int digits) {
        return plan.isFillerLeft ? digits & 1 : 0;
    }

    /** The digits that so many bytes hold: two each, one less when the place of the filler holds F. */
    static int count(ValuePlan plan, int bytes, byte[] wire, int at) {
        if (bytes == 0) {
            return 0;
        }
        return fillerNibble(wire, at, bytes, plan.isFillerLeft) == 0xF ? 2 * bytes - 1 : 2 * bytes;
    }

    static int nibble(byte[] wire, int index) {
        return wire[index >> 1] >>> 4 - ((index & 1) << 2) & 0xF;
    }

    static int digit(byte[] wire, int at, int nibble) {
        return '0' + nibble(wire, 2 * at + nibble);
    }

    static long number(byte[] wire, int nibble, int digits) {
        long value = 0;
        for (int i = nibble; i < nibble + digits; i++) {
            int digit = nibble(wire, i);
            if (digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Copies the digits from a nibble on up to the first other one. */
    static int leading(byte[] wire, int nibble, int max, byte[] target) {
        int count = 0;
        if ((nibble & 1) == 0) {
            int at = nibble >> 1;
            while (count + 8 <= max && Characters.areBcd((int) HALF_WORD.get(wire, at + (count >> 1)))) {
                WORD.set(target, count, nibbles((int) HALF_WORD.get(wire, at + (count >> 1))) + '0' * EACH);
                count += 8;
            }
        }
        while (count < max && nibble(wire, nibble + count) <= 9) {
            target[count] = (byte) ('0' + nibble(wire, nibble + count));
            count++;
        }
        return count;
    }

    /**
     * Writes digits one a byte.
     *
     * @param nibble the first digit's
     * @param zone what stands above the nibble in a character: {@code '0'}, or F0 for EBCDIC
     */
    static void unpack(byte[] wire, int nibble, int digits, int zone, byte[] target, int offset) {
        int done = 0;
        if ((nibble & 1) == 1 && digits > 0) {
            target[offset] = (byte) (zone + nibble(wire, nibble));
            done = 1;
        }
        for (int from = nibble + done >> 1; done + 8 <= digits; done += 8, from += 4) {
            WORD.set(target, offset + done, nibbles((int) HALF_WORD.get(wire, from)) + zone * EACH);
        }
        for (; done < digits; done++) {
            target[offset + done] = (byte) (zone + nibble(wire, nibble + done));
        }
    }

    /** Each nibble as a byte, the highest first. */
    static long nibbles(int packed) {
        long fours = packed & 0xFFFF_FFFFL;
        fours = (fours | fours << 16) & 0x0000_FFFF_0000_FFFFL;
        long pairs = (fours | fours << 8) & 0x00FF_00FF_00FF_00FFL;
        return (pairs | pairs << 4) & 0x0F0F_0F0F_0F0F_0F0FL;
    }

    /** Eight characters, whose low nibbles count, as four bytes. */
    private static int join(long digits) {
        long pairs = digits & 0x0F0F_0F0F_0F0F_0F0FL;
        pairs = (pairs | pairs >>> 4) & 0x00FF_00FF_00FF_00FFL;
        long fours = (pairs | pairs >>> 8) & 0x0000_FFFF_0000_FFFFL;
        return (int) (fours | fours >>> 16);
    }

    /** Neutral characters or EBCDIC digits, whose low nibbles count. */
    static void pack(ValuePlan plan, byte[] value, int offset, int digits, byte[] wire, int at) {
        boolean odd = (digits & 1) != 0;
        boolean left = plan.isFillerLeft;
        int from = offset;
        int to = at;
        if (odd && left) {
            wire[to++] = (byte) (plan.filler << 4 | value[from++] & 0xF);
        }
        int pairs = digits >> 1;
        for (; pairs >= 4; pairs -= 4, from += 8, to += 4) {
            HALF_WORD.set(wire, to, join((long) WORD.get(value, from)));
        }
        for (; pairs > 0; pairs--, from += 2) {
            wire[to++] = (byte) ((value[from] & 0xF) << 4 | value[from + 1] & 0xF);
        }
        if (odd && !left) {
            wire[to] = (byte) ((value[from] & 0xF) << 4 | plan.filler);
        }
    }
}
