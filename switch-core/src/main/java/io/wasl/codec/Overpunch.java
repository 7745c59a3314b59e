package io.wasl.codec;

/**
 * Zoned decimals: the last digit also tells the sign. Neutral C is the positive zone (EBCDIC C0–C9, in ASCII
 * <code>{ A … I</code>), D the negative one (EBCDIC D0–D9, <code>} J … R</code>). Pure.
 *
 * <pre>
 *   neutral  C 0 0 1 2       ASCII on the wire  0 0 1 B
 *   neutral  D 0 0 1 0                          0 0 1 }
 * </pre>
 */
final class Overpunch {

    private static final String POSITIVE = "{ABCDEFGHI";
    private static final String NEGATIVE = "}JKLMNOPQR";

    private Overpunch() {}

    /** The sign is one of the units, without a byte of its own. */
    static boolean isLegal(ValuePlan plan, byte[] wire, int at, int units) {
        int last = at + units - 2;
        if (units < 2 || sign(plan.neutral(wire[last])) == 0) {
            return false;
        }
        return plan.page == null
                ? Characters.areDigits(wire, at, units - 2)
                : Characters.areEbcdicDigits(wire, at, units - 2);
    }

    static int neutralByte(ValuePlan plan, byte[] wire, int at, int units, int index) {
        byte last = plan.neutral(wire[at + units - 2]);
        if (index == 0) {
            return sign(last);
        }
        return index < units - 1 ? plan.neutral(wire[at + index - 1]) : digit(last);
    }

    static void toNeutral(ValuePlan plan, byte[] wire, int at, int units, byte[] target, int offset) {
        for (int i = 0; i < units; i++) {
            target[offset + i] = (byte) neutralByte(plan, wire, at, units, i);
        }
    }

    static void fromNeutral(ValuePlan plan, byte[] value, int offset, int units, byte[] wire, int at) {
        int digits = units - 1;
        System.arraycopy(value, offset + 1, wire, at, digits);
        int last = at + digits - 1;
        String zone = value[offset] == 'C' ? POSITIVE : NEGATIVE;
        wire[last] = (byte) zone.charAt(wire[last] - '0');
        if (plan.page != null) {
            plan.page.toWire(wire, at, digits, wire, at);
        }
    }

    /** C or D; 0 for what is no overpunched digit. */
    private static int sign(byte character) {
        if (POSITIVE.indexOf(character) >= 0) {
            return 'C';
        }
        return NEGATIVE.indexOf(character) >= 0 ? 'D' : 0;
    }

    private static int digit(byte character) {
        return '0' + Math.max(POSITIVE.indexOf(character), NEGATIVE.indexOf(character));
    }
}
