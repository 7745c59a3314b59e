package io.wasl.codec;

/** What the bytes of a value must be, as a number that is found once for many values. Pure. */
final class ByteCheck {

    static final int DIGITS = 1;
    static final int PRINTABLE = 2;
    /** By the plan's character class, in ASCII. */
    static final int OF_CLASS = 3;

    static final int BCD = 4;
    static final int HEX = 5;
    static final int EBCDIC_DIGITS = 6;
    /** By all that the plan says; only for a whole value. */
    static final int BY_ELEMENT = 7;

    static final int ANYTHING = 8;

    private ByteCheck() {}

    /** Of a value that always has its plan's length. */
    static int ofFixed(ValuePlan plan) {
        return switch (plan.form) {
            case ValuePlan.BCD -> plan.characterClass == CharacterClass.N && (plan.length & 1) == 0 ? BCD : BY_ELEMENT;
            case ValuePlan.HEX -> plan.page == null ? HEX : BY_ELEMENT;
            default -> ofAnyLength(plan);
        };
    }

    /** Of a value of any length. */
    static int ofAnyLength(ValuePlan plan) {
        return switch (plan.form) {
            case ValuePlan.BYTES -> ANYTHING;
            case ValuePlan.TEXT ->
                switch (plan.characterClass) {
                    case N -> DIGITS;
                    case ANS -> PRINTABLE;
                    case A, AN, AS, NS, S, Z -> OF_CLASS;
                    case XN -> BY_ELEMENT;
                    case B, ANY -> ANYTHING;
                };
            case ValuePlan.PAGED ->
                switch (plan.characterClass) {
                    case N -> EBCDIC_DIGITS;
                    case A, AN, AS, NS, ANS, S, Z, XN -> BY_ELEMENT;
                    case B, ANY -> ANYTHING;
                };
            default -> BY_ELEMENT;
        };
    }

    /** {@code bytes} are asked; {@code units}, the characters of a whole value, only {@link #BY_ELEMENT}. */
    static boolean isLegal(int check, ValuePlan plan, byte[] wire, int at, int bytes, int units) {
        return switch (check) {
            case DIGITS -> Characters.areDigits(wire, at, bytes);
            case PRINTABLE -> Characters.arePrintable(wire, at, bytes);
            case OF_CLASS -> Characters.areOfClass(wire, at, bytes, plan.characterClass);
            case BCD -> Characters.areBcd(wire, at, bytes);
            case HEX -> Characters.areHex(wire, at, bytes);
            case EBCDIC_DIGITS -> Characters.areEbcdicDigits(wire, at, bytes);
            case ANYTHING -> true;
            default -> WireForm.isLegal(plan, wire, at, units);
        };
    }
}
