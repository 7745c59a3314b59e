package io.wasl.codec;

/** Two digits a byte, the high nibble first; nibble 2i is the high one of the byte at i. Pure. */
final class PackedDigits {

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

    /** How many nibbles stand before the first digit. */
    static int skipped(ValuePlan plan, int units) {
        return plan.isFillerLeft ? units & 1 : 0;
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
        while (count < max && nibble(wire, nibble + count) <= 9) {
            target[count] = (byte) ('0' + nibble(wire, nibble + count));
            count++;
        }
        return count;
    }

    static void unpack(byte[] wire, int at, int skip, int digits, byte[] target, int offset) {
        int from = 2 * at + skip;
        for (int i = 0; i < digits; i++) {
            target[offset + i] = (byte) ('0' + nibble(wire, from + i));
        }
    }

    static void pack(ValuePlan plan, byte[] value, int offset, int digits, byte[] wire, int at) {
        boolean odd = (digits & 1) != 0;
        boolean left = plan.isFillerLeft || plan.form == ValuePlan.SIGNED_BCD;
        int from = offset;
        int to = at;
        if (odd && left) {
            wire[to++] = (byte) (plan.filler << 4 | value[from++] - '0');
        }
        int pairs = digits >> 1;
        for (int i = 0; i < pairs; i++, from += 2) {
            wire[to++] = (byte) (value[from] - '0' << 4 | value[from + 1] - '0');
        }
        if (odd && !left) {
            wire[to] = (byte) (value[from] - '0' << 4 | plan.filler);
        }
    }
}
