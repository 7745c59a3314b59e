package io.wasl.codec;

/** The length in front of a variable value, by its {@link ValuePlan}. Pure. */
final class Prefix {

    private static final int WRONG = -1;
    private static final int SHORT_BER = 0x7F;

    private Prefix() {}

    /**
     * The bytes of the prefix that stands here.
     *
     * @return negative when even that cannot be told
     */
    static int bytes(ValuePlan plan, byte[] buffer, int at, int end) {
        if (plan.prefix != LengthPrefix.Encoding.BER) {
            return plan.prefixBytes;
        }
        if (at >= end) {
            return 1;
        }
        int first = buffer[at] & 0xFF;
        int more = first <= SHORT_BER ? 0 : first - 0x80;
        // 80 is the indefinite form, which has no place in a message of known length.
        return first == 0x80 || more >= LengthPrefix.LONGEST_BER_BYTES ? WRONG : 1 + more;
    }

    /** The number the prefix shows, less what it counts of itself; negative when it is none. */
    static int read(ValuePlan plan, byte[] buffer, int at, int bytes) {
        return number(plan, buffer, at, bytes) - plan.countedBytes;
    }

    private static int number(ValuePlan plan, byte[] buffer, int at, int bytes) {
        return switch (plan.prefix) {
            case ASCII -> decimal(buffer, at, bytes, '0');
            case EBCDIC -> decimal(buffer, at, bytes, 0xF0);
            case BCD -> packed(buffer, at, bytes);
            case BINARY -> binary(buffer, at, bytes);
            case HEX -> hex(buffer, at, bytes, false);
            case HEX_EBCDIC -> hex(buffer, at, bytes, true);
            case BER -> bytes == 1 ? buffer[at] : binary(buffer, at + 1, bytes - 1);
        };
    }

    private static int decimal(byte[] buffer, int at, int bytes, int zero) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            int digit = (buffer[i] & 0xFF) - zero;
            if (digit < 0 || digit > 9) {
                return WRONG;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static int packed(byte[] buffer, int at, int bytes) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            int high = buffer[i] >>> 4 & 0xF;
            int low = buffer[i] & 0xF;
            if (high > 9 || low > 9) {
                return WRONG;
            }
            value = value * 100 + high * 10 + low;
        }
        return value;
    }

    private static int binary(byte[] buffer, int at, int bytes) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            value = value << 8 | buffer[i] & 0xFF;
        }
        return value;
    }

    private static int hex(byte[] buffer, int at, int bytes, boolean isEbcdic) {
        int value = 0;
        for (int i = at; i < at + bytes; i++) {
            int digit = HexDigits.value(isEbcdic ? CodePage.IBM037.toNeutral(buffer[i]) : buffer[i]);
            if (digit < 0) {
                return WRONG;
            }
            value = value << 4 | digit;
        }
        return value;
    }

    /** Bytes that the prefix of a value will take. */
    static int bytesFor(ValuePlan plan, int units, int wireBytes) {
        if (plan.prefix != LengthPrefix.Encoding.BER || plan.isFixed) {
            return plan.prefixBytes;
        }
        int shown = plan.countsBytes ? wireBytes : units;
        if (shown <= SHORT_BER) {
            return 1;
        }
        return shown <= 0xFF ? 2 : shown <= 0xFFFF ? 3 : 4;
    }

    /**
     * What the prefix must show for a value of so many characters and bytes.
     *
     * @param bytes as {@link #bytesFor} says
     */
    static void write(ValuePlan plan, int units, int wireBytes, byte[] buffer, int at, int bytes) {
        int number = (plan.countsBytes ? wireBytes : units) + plan.countedBytes;
        switch (plan.prefix) {
            case ASCII -> writeDecimal(number, '0', buffer, at, bytes);
            case EBCDIC -> writeDecimal(number, 0xF0, buffer, at, bytes);
            case BCD -> writePacked(number, buffer, at, bytes);
            case BINARY -> writeBinary(number, buffer, at, bytes);
            case BER -> writeBer(number, buffer, at, bytes);
            case HEX -> writeHex(number, buffer, at, bytes);
            case HEX_EBCDIC -> {
                writeHex(number, buffer, at, bytes);
                CodePage.IBM037.toWire(buffer, at, bytes, buffer, at);
            }
        }
    }

    private static void writeDecimal(int number, int zero, byte[] buffer, int at, int bytes) {
        int rest = number;
        for (int i = at + bytes - 1; i >= at; i--) {
            int tens = rest / 10;
            buffer[i] = (byte) (zero + rest - 10 * tens);
            rest = tens;
        }
    }

    private static void writePacked(int number, byte[] buffer, int at, int bytes) {
        int rest = number;
        for (int i = at + bytes - 1; i >= at; i--) {
            buffer[i] = (byte) (rest / 10 % 10 << 4 | rest % 10);
            rest /= 100;
        }
    }

    private static void writeBinary(int number, byte[] buffer, int at, int bytes) {
        for (int i = 0; i < bytes; i++) {
            buffer[at + i] = (byte) (number >>> 8 * (bytes - 1 - i));
        }
    }

    private static void writeBer(int number, byte[] buffer, int at, int bytes) {
        if (bytes == 1) {
            buffer[at] = (byte) number;
            return;
        }
        buffer[at] = (byte) (0x80 + bytes - 1);
        writeBinary(number, buffer, at + 1, bytes - 1);
    }

    private static void writeHex(int number, byte[] buffer, int at, int bytes) {
        for (int i = 0; i < bytes; i++) {
            buffer[at + i] = HexDigits.digit(number >>> 4 * (bytes - 1 - i) & 0xF);
        }
    }

    /**
     * The characters of a value whose prefix counts bytes, or negative when it counts half a character.
     *
     * @param value where the value starts; all its bytes are there
     */
    static int unitsOf(ValuePlan plan, int wireBytes, byte[] buffer, int value) {
        return switch (plan.form) {
            case ValuePlan.HEX -> (wireBytes & 1) == 0 ? wireBytes / 2 : WRONG;
            case ValuePlan.BCD -> PackedDigits.count(plan, wireBytes, buffer, value);
            case ValuePlan.OVERPUNCHED -> wireBytes + 1;
            default -> wireBytes;
        };
    }
}
