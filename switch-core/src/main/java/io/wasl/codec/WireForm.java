package io.wasl.codec;

/**
 * One value between the wire and the neutral form, by its {@link ValuePlan}. Pure; the caller has checked that the
 * regions lie within their buffers.
 *
 * <p>Digits and track data meet in BCD: the neutral character is {@code '0' + nibble} for both, since ISO 7811 gives
 * {@code : ; < = > ?} the values 10 to 15.
 */
final class WireForm {

    private WireForm() {}

    /** Whether the value that starts at {@code at} holds only what its class and encoding allow. */
    static boolean isLegal(ValuePlan plan, byte[] wire, int at, int units) {
        return switch (plan.form) {
            case ValuePlan.TEXT -> NeutralForm.isLegal(plan.characterClass, wire, at, units);
            case ValuePlan.BYTES -> true;
            case ValuePlan.HEX -> areHex(plan, wire, at, units * 2);
            case ValuePlan.BCD -> PackedDigits.isLegal(plan, wire, at, units);
            case ValuePlan.SIGNED_BCD ->
                units > 1
                        && NeutralForm.isSign(plan.neutral(wire[at]))
                        && PackedDigits.areLegal(wire, at + 1, units - 1, plan.isFillerLeft);
            case ValuePlan.PAGED -> isLegalPaged(plan, wire, at, units);
            case ValuePlan.OVERPUNCHED -> Overpunch.isLegal(plan, wire, at, units);
            default -> false;
        };
    }

    private static boolean isLegalPaged(ValuePlan plan, byte[] wire, int at, int units) {
        if (plan.characterClass == CharacterClass.N) {
            return Characters.areEbcdicDigits(wire, at, units);
        }
        if (plan.characterClass == CharacterClass.XN) {
            return units > 1
                    && NeutralForm.isSign(plan.neutral(wire[at]))
                    && Characters.areEbcdicDigits(wire, at + 1, units - 1);
        }
        if (plan.characterClass == CharacterClass.B || plan.characterClass == CharacterClass.ANY) {
            return true;
        }
        return page(plan).areOfClass(wire, at, units, plan.characterClass.bit());
    }

    private static boolean areHex(ValuePlan plan, byte[] wire, int at, int length) {
        if (plan.page == null) {
            return Characters.areHex(wire, at, length);
        }
        for (int i = at; i < at + length; i++) {
            if (HexDigits.value(plan.neutral(wire[i])) < 0) {
                return false;
            }
        }
        return true;
    }

    private static int hexByte(ValuePlan plan, byte[] wire, int at) {
        return HexDigits.value(plan.neutral(wire[at])) << 4 | HexDigits.value(plan.neutral(wire[at + 1]));
    }

    /** One character (byte of b) of the neutral form. */
    static int neutralByte(ValuePlan plan, byte[] wire, int at, int units, int index) {
        return switch (plan.form) {
            case ValuePlan.TEXT, ValuePlan.PAGED -> neutralText(plan, plan.neutral(wire[at + index])) & 0xFF;
            case ValuePlan.BYTES -> wire[at + index] & 0xFF;
            case ValuePlan.HEX -> hexByte(plan, wire, at + 2 * index);
            case ValuePlan.BCD -> PackedDigits.digit(wire, at, index + PackedDigits.skipped(plan, units));
            case ValuePlan.SIGNED_BCD ->
                index == 0
                        ? plan.neutral(wire[at])
                        : PackedDigits.digit(wire, at + 1, index - 1 + PackedDigits.skipped(plan, units - 1));
            case ValuePlan.OVERPUNCHED -> Overpunch.neutralByte(plan, wire, at, units, index);
            default -> throw new AssertionError("undeclared");
        };
    }

    /** A value of 1 to 18 characters as a number, or −1 when one of them is no digit. */
    static long number(ValuePlan plan, byte[] wire, int at, int units) {
        return switch (plan.form) {
            case ValuePlan.TEXT, ValuePlan.PAGED -> numberOfText(plan, wire, at, units);
            case ValuePlan.BCD -> PackedDigits.number(wire, 2 * at + PackedDigits.skipped(plan, units), units);
            default -> -1;
        };
    }

    private static long numberOfText(ValuePlan plan, byte[] wire, int at, int digits) {
        long value = 0;
        for (int i = at; i < at + digits; i++) {
            int digit = plan.neutral(wire[i]) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /**
     * Copies the digits at the start of a value from character {@code from} on, at most as many as the target holds.
     *
     * @return how many; 0 for what is neither text nor BCD
     */
    static int leadingDigits(ValuePlan plan, byte[] wire, int at, int units, int from, byte[] target) {
        int most = Math.min(units - from, target.length);
        return switch (plan.form) {
            case ValuePlan.TEXT, ValuePlan.PAGED -> leadingDigits(plan, wire, at + from, most, target);
            case ValuePlan.BCD ->
                PackedDigits.leading(wire, 2 * at + PackedDigits.skipped(plan, units) + from, most, target);
            default -> 0;
        };
    }

    private static int leadingDigits(ValuePlan plan, byte[] wire, int at, int max, byte[] target) {
        int count = plan.page == null ? Characters.copyDigitWords(wire, at, max, target) : 0;
        while (count < max) {
            byte character = plan.neutral(wire[at + count]);
            if (character < '0' || character > '9') {
                break;
            }
            target[count++] = character;
        }
        return count;
    }

    /** Copies the neutral form; {@code units} bytes. */
    static void toNeutral(ValuePlan plan, byte[] wire, int at, int units, byte[] target, int offset) {
        switch (plan.form) {
            case ValuePlan.TEXT, ValuePlan.BYTES -> {
                Bytes.copy(wire, at, target, offset, units);
                if (plan.characterClass == CharacterClass.Z) {
                    NeutralForm.neutralizeSeparators(target, offset, units);
                }
            }
            case ValuePlan.PAGED -> {
                page(plan).toNeutral(wire, at, units, target, offset);
                if (plan.characterClass == CharacterClass.Z) {
                    NeutralForm.neutralizeSeparators(target, offset, units);
                }
            }
            case ValuePlan.HEX -> toBytes(plan, wire, at, units, target, offset);
            case ValuePlan.BCD ->
                PackedDigits.unpack(wire, 2 * at + PackedDigits.skipped(plan, units), units, '0', target, offset);
            case ValuePlan.SIGNED_BCD -> {
                target[offset] = plan.neutral(wire[at]);
                int first = 2 * at + 2 + PackedDigits.skipped(plan, units - 1);
                PackedDigits.unpack(wire, first, units - 1, '0', target, offset + 1);
            }
            case ValuePlan.OVERPUNCHED -> Overpunch.toNeutral(plan, wire, at, units, target, offset);
            default -> throw new AssertionError("undeclared");
        }
    }

    private static void toBytes(ValuePlan plan, byte[] wire, int at, int units, byte[] target, int offset) {
        if (plan.page == null) {
            HexDigits.toBytes(wire, at, units, target, offset);
            return;
        }
        for (int i = 0; i < units; i++) {
            target[offset + i] = (byte) hexByte(plan, wire, at + 2 * i);
        }
    }

    /** Writes a {@link NeutralForm#normalize normalized} value; {@link ValuePlan#wireBytes} says how many bytes. */
    static void fromNeutral(ValuePlan plan, byte[] value, int offset, int units, byte[] wire, int at) {
        switch (plan.form) {
            case ValuePlan.TEXT, ValuePlan.BYTES -> Bytes.copy(value, offset, wire, at, units);
            case ValuePlan.PAGED -> page(plan).toWire(value, offset, units, wire, at);
            case ValuePlan.HEX -> {
                HexDigits.ofBytes(value, offset, units, wire, at);
                toPage(plan, wire, at, 2 * units);
            }
            case ValuePlan.BCD -> PackedDigits.pack(plan, value, offset, units, wire, at);
            case ValuePlan.SIGNED_BCD -> {
                wire[at] = value[offset];
                toPage(plan, wire, at, 1);
                PackedDigits.pack(plan, value, offset + 1, units - 1, wire, at + 1);
            }
            case ValuePlan.OVERPUNCHED -> Overpunch.fromNeutral(plan, value, offset, units, wire, at);
            default -> throw new AssertionError("undeclared");
        }
    }

    /** Writes the filling of text that is shorter than its place. */
    static void fill(ValuePlan plan, byte[] wire, int from, int to) {
        if (plan.page == null) {
            java.util.Arrays.fill(wire, from, to, plan.padding);
        } else {
            plan.page.fill(wire, from, to, plan.padding);
        }
    }

    private static void toPage(ValuePlan plan, byte[] wire, int at, int length) {
        if (plan.page != null) {
            plan.page.toWire(wire, at, length, wire, at);
        }
    }

    private static CodePage page(ValuePlan plan) {
        CodePage page = plan.page;
        assert page != null : "text by a code page without one";
        return page == null ? CodePage.IBM037 : page;
    }

    private static byte neutralText(ValuePlan plan, byte character) {
        return character == 'D' && plan.characterClass == CharacterClass.Z ? (byte) '=' : character;
    }
}
