package io.wasl.codec;

/** The length in front of a variable element, by its {@link ElementPlan}. Pure. */
final class Prefix {

    private Prefix() {}

    /** The number the prefix shows, or negative when it is none. */
    static int read(int plan, byte[] buffer, int at) {
        int bytes = ElementPlan.prefixBytes(plan);
        int value = 0;
        switch (ElementPlan.prefixKind(plan)) {
            case ElementPlan.PREFIX_ASCII -> {
                for (int i = at; i < at + bytes; i++) {
                    int digit = buffer[i] - '0';
                    if (digit < 0 || digit > 9) {
                        return -1;
                    }
                    value = value * 10 + digit;
                }
            }
            case ElementPlan.PREFIX_BCD -> {
                for (int i = at; i < at + bytes; i++) {
                    int high = buffer[i] >>> 4 & 0xF;
                    int low = buffer[i] & 0xF;
                    if (high > 9 || low > 9) {
                        return -1;
                    }
                    value = value * 100 + high * 10 + low;
                }
            }
            default -> {
                for (int i = at; i < at + bytes; i++) {
                    value = value << 8 | buffer[i] & 0xFF;
                }
            }
        }
        return value;
    }

    /** What the prefix must show for a value of so many characters and bytes. */
    static void write(int plan, int units, int wireBytes, byte[] buffer, int at) {
        int rest = ElementPlan.countsBytes(plan) ? wireBytes : units;
        for (int i = at + ElementPlan.prefixBytes(plan) - 1; i >= at; i--) {
            switch (ElementPlan.prefixKind(plan)) {
                case ElementPlan.PREFIX_ASCII -> {
                    buffer[i] = (byte) ('0' + rest % 10);
                    rest /= 10;
                }
                case ElementPlan.PREFIX_BCD -> {
                    buffer[i] = (byte) (rest / 10 % 10 << 4 | rest % 10);
                    rest /= 100;
                }
                default -> {
                    buffer[i] = (byte) rest;
                    rest >>>= 8;
                }
            }
        }
    }

    /**
     * The characters of a value whose prefix counts bytes, or negative when it counts half a character.
     *
     * @param value where the value starts; all its bytes are there
     */
    static int unitsOf(int plan, int wireBytes, byte[] buffer, int value) {
        return switch (ElementPlan.form(plan)) {
            case ElementPlan.HEX -> (wireBytes & 1) == 0 ? wireBytes / 2 : -1;
            case ElementPlan.BCD -> digitsOf(plan, wireBytes, buffer, value);
            default -> wireBytes;
        };
    }

    /** Two a byte, one less when the place of the filler holds it: such elements are declared with F as filler. */
    private static int digitsOf(int plan, int wireBytes, byte[] buffer, int value) {
        if (wireBytes == 0) {
            return 0;
        }
        boolean left = ElementPlan.isFillerLeft(plan);
        return WireForm.fillerNibble(buffer, value, wireBytes, left) == 0xF ? 2 * wireBytes - 1 : 2 * wireBytes;
    }
}
