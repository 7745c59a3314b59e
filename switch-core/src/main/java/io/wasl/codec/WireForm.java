package io.wasl.codec;

/**
 * One element's value between the wire and the neutral form, by its {@link ElementPlan}. Pure; the caller has checked
 * that the regions lie within their buffers.
 *
 * <p>Digits and track data meet in BCD: the neutral character is {@code '0' + nibble} for both, since ISO 7811 gives
 * {@code : ; < = > ?} the values 10 to 15.
 */
final class WireForm {

    private static final int N = CharacterClass.N.ordinal();
    private static final int ANS = CharacterClass.ANS.ordinal();
    private static final int Z = CharacterClass.Z.ordinal();
    private static final int XN = CharacterClass.XN.ordinal();
    private static final int B = CharacterClass.B.ordinal();
    private static final int ANY = CharacterClass.ANY.ordinal();

    private WireForm() {}

    /** Whether the value that starts at {@code at} holds only what its class and encoding allow. */
    static boolean isLegal(int plan, byte[] wire, int at, int units) {
        return switch (ElementPlan.form(plan)) {
            case ElementPlan.TEXT -> isLegalText(ElementPlan.characterClass(plan), wire, at, units);
            case ElementPlan.BYTES -> true;
            case ElementPlan.HEX -> Characters.areHex(wire, at, units * 2);
            case ElementPlan.BCD -> isLegalBcd(plan, wire, at, units);
            case ElementPlan.SIGNED_BCD ->
                units > 1 && isSign(wire[at]) && isLegalDigits(wire, at + 1, units - 1, true);
            default -> false;
        };
    }

    /** Whether characters, on the wire or neutral, belong to the class with this ordinal. */
    private static boolean isLegalText(int characterClass, byte[] text, int at, int length) {
        if (characterClass == N) {
            return Characters.areDigits(text, at, length);
        }
        if (characterClass == ANS) {
            return Characters.arePrintable(text, at, length);
        }
        if (characterClass == XN) {
            return length > 1 && isSign(text[at]) && Characters.areDigits(text, at + 1, length - 1);
        }
        if (characterClass == B || characterClass == ANY) {
            return true;
        }
        return Characters.areOfClass(text, at, length, 1 << characterClass);
    }

    private static boolean isLegalBcd(int plan, byte[] wire, int at, int digits) {
        boolean left = ElementPlan.isFillerLeft(plan);
        if (ElementPlan.characterClass(plan) != Z) {
            return isLegalDigits(wire, at, digits, left);
        }
        return (digits & 1) == 0 || isFiller(fillerNibble(wire, at, digits + 1 >> 1, left));
    }

    private static boolean isLegalDigits(byte[] wire, int at, int digits, boolean left) {
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

    private static boolean isSign(byte character) {
        return character == 'C' || character == 'D';
    }

    /** One character (byte of b) of the neutral form. */
    static int neutralByte(int plan, byte[] wire, int at, int units, int index) {
        return switch (ElementPlan.form(plan)) {
            case ElementPlan.TEXT -> neutralText(plan, wire[at + index]) & 0xFF;
            case ElementPlan.BYTES -> wire[at + index] & 0xFF;
            case ElementPlan.HEX -> Characters.hexByte(wire, at + 2 * index);
            case ElementPlan.BCD -> digit(wire, at, index + skippedNibbles(plan, units));
            case ElementPlan.SIGNED_BCD -> index == 0 ? wire[at] : digit(wire, at + 1, index - 1 + (units - 1 & 1));
            default -> throw new AssertionError("undeclared");
        };
    }

    /** A value of 1 to 18 characters as a number, or −1 when one of them is no digit. */
    static long number(int plan, byte[] wire, int at, int units) {
        return switch (ElementPlan.form(plan)) {
            case ElementPlan.TEXT -> numberOfText(wire, at, units);
            case ElementPlan.BCD -> numberOfBcd(wire, 2 * at + skippedNibbles(plan, units), units);
            default -> -1;
        };
    }

    private static long numberOfText(byte[] wire, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = wire[i] - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static long numberOfBcd(byte[] wire, int nibble, int digits) {
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

    /**
     * Copies the digits at the start of a text, at most {@code max}.
     *
     * @return how many
     */
    static int leadingDigits(byte[] wire, int at, int max, byte[] target) {
        int count = 0;
        while (count < max && wire[at + count] >= '0' && wire[at + count] <= '9') {
            target[count] = wire[at + count];
            count++;
        }
        return count;
    }

    /** As {@link #leadingDigits}, of BCD from a nibble on; the first nibble of the byte at i is 2i. */
    static int leadingNibbles(byte[] wire, int nibble, int max, byte[] target) {
        int count = 0;
        while (count < max && nibble(wire, nibble + count) <= 9) {
            target[count] = (byte) ('0' + nibble(wire, nibble + count));
            count++;
        }
        return count;
    }

    /** Copies the neutral form; {@code units} bytes. */
    static void toNeutral(int plan, byte[] wire, int at, int units, byte[] target, int offset) {
        switch (ElementPlan.form(plan)) {
            case ElementPlan.TEXT, ElementPlan.BYTES -> {
                System.arraycopy(wire, at, target, offset, units);
                if (ElementPlan.characterClass(plan) == Z) {
                    neutralizeSeparators(target, offset, units);
                }
            }
            case ElementPlan.HEX -> {
                for (int i = 0; i < units; i++) {
                    target[offset + i] = (byte) Characters.hexByte(wire, at + 2 * i);
                }
            }
            case ElementPlan.BCD -> unpack(wire, at, skippedNibbles(plan, units), units, target, offset);
            case ElementPlan.SIGNED_BCD -> {
                target[offset] = wire[at];
                unpack(wire, at + 1, units - 1 & 1, units - 1, target, offset + 1);
            }
            default -> throw new AssertionError("undeclared");
        }
    }

    /**
     * Brings a value into the neutral form's exact shape: fills a fixed element up (zeros on the left of digits, spaces
     * on the right of text), turns the separator D of track data into =, and checks length and class.
     *
     * @return the length in {@code target}, or −1 when the element cannot hold the value
     */
    static int normalize(int plan, byte[] value, int offset, int length, byte[] target, int targetOffset) {
        int units = ElementPlan.length(plan);
        if (length > units) {
            return -1;
        }
        System.arraycopy(value, offset, target, targetOffset, length);
        int characterClass = ElementPlan.characterClass(plan);
        if (ElementPlan.prefixBytes(plan) > 0) {
            units = length;
        } else if (length < units && !fill(characterClass, target, targetOffset, length, units)) {
            return -1;
        }
        if (characterClass == Z) {
            neutralizeSeparators(target, targetOffset, units);
        }
        return isLegalText(characterClass, target, targetOffset, units) ? units : -1;
    }

    /** Fills a fixed element's value up to its length; false for classes that have no filler. */
    private static boolean fill(int characterClass, byte[] target, int at, int length, int units) {
        if (characterClass == Z || characterClass == B || characterClass == ANY) {
            return false;
        }
        int missing = units - length;
        if (characterClass == N) {
            System.arraycopy(target, at, target, at + missing, length);
            java.util.Arrays.fill(target, at, at + missing, (byte) '0');
        } else if (characterClass == XN) {
            if (length == 0) {
                return false;
            }
            System.arraycopy(target, at + 1, target, at + 1 + missing, length - 1);
            java.util.Arrays.fill(target, at + 1, at + 1 + missing, (byte) '0');
        } else {
            java.util.Arrays.fill(target, at + length, at + units, (byte) ' ');
        }
        return true;
    }

    /** Writes a {@link #normalize normalized} value; {@link ElementPlan#wireBytes} says how many bytes. */
    static void fromNeutral(int plan, byte[] value, int offset, int units, byte[] wire, int at) {
        switch (ElementPlan.form(plan)) {
            case ElementPlan.TEXT, ElementPlan.BYTES -> System.arraycopy(value, offset, wire, at, units);
            case ElementPlan.HEX -> {
                for (int i = 0; i < units; i++) {
                    wire[at + 2 * i] = Characters.hexDigit(value[offset + i] >>> 4 & 0xF);
                    wire[at + 2 * i + 1] = Characters.hexDigit(value[offset + i] & 0xF);
                }
            }
            case ElementPlan.BCD -> pack(plan, value, offset, units, wire, at);
            case ElementPlan.SIGNED_BCD -> {
                wire[at] = value[offset];
                pack(plan, value, offset + 1, units - 1, wire, at + 1);
            }
            default -> throw new AssertionError("undeclared");
        }
    }

    private static byte neutralText(int plan, byte character) {
        return character == 'D' && ElementPlan.characterClass(plan) == Z ? (byte) '=' : character;
    }

    private static void neutralizeSeparators(byte[] text, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (text[i] == 'D') {
                text[i] = '=';
            }
        }
    }

    /** How many nibbles stand before the first digit. */
    static int skippedNibbles(int plan, int units) {
        return ElementPlan.isFillerLeft(plan) ? units & 1 : 0;
    }

    private static int digit(byte[] wire, int at, int nibble) {
        return '0' + nibble(wire, 2 * at + nibble);
    }

    /** Nibble 2i is the high one of the byte at i. */
    private static int nibble(byte[] wire, int index) {
        return wire[index >> 1] >>> 4 - ((index & 1) << 2) & 0xF;
    }

    private static void unpack(byte[] wire, int at, int skip, int digits, byte[] target, int offset) {
        int from = 2 * at + skip;
        for (int i = 0; i < digits; i++) {
            target[offset + i] = (byte) ('0' + nibble(wire, from + i));
        }
    }

    /** The filler of signed amounts stands left, as numbers fill up; the plan says it for the others. */
    private static void pack(int plan, byte[] value, int offset, int digits, byte[] wire, int at) {
        boolean odd = (digits & 1) != 0;
        boolean left = ElementPlan.isFillerLeft(plan) || ElementPlan.form(plan) == ElementPlan.SIGNED_BCD;
        int filler = ElementPlan.filler(plan);
        int from = offset;
        int to = at;
        if (odd && left) {
            wire[to++] = (byte) (filler << 4 | value[from++] - '0');
        }
        int pairs = digits >> 1;
        for (int i = 0; i < pairs; i++, from += 2) {
            wire[to++] = (byte) (value[from] - '0' << 4 | value[from + 1] - '0');
        }
        if (odd && !left) {
            wire[to] = (byte) (value[from] - '0' << 4 | filler);
        }
    }
}
