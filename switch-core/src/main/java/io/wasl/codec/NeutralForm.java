package io.wasl.codec;

/** The neutral form of a value (see {@link io.wasl.iso.ElementSet}): what is legal in it, and its exact shape. Pure. */
final class NeutralForm {

    private NeutralForm() {}

    /** Whether a value holds only what its class allows. */
    static boolean isLegal(CharacterClass characterClass, byte[] text, int at, int length) {
        return switch (characterClass) {
            case N -> Characters.areDigits(text, at, length);
            case ANS -> Characters.arePrintable(text, at, length);
            case A, AN, AS, NS, S, Z -> Characters.areOfClass(text, at, length, characterClass);
            case XN -> length > 1 && isSign(text[at]) && Characters.areDigits(text, at + 1, length - 1);
            case B, ANY -> true;
        };
    }

    static boolean isSign(byte character) {
        return character == 'C' || character == 'D';
    }

    static void neutralizeSeparators(byte[] text, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (text[i] == 'D') {
                text[i] = '=';
            }
        }
    }

    /**
     * Brings a value into the neutral form's exact shape: fills a fixed value up (unless its filling is taken off when
     * it is read), turns the separator D of track data into =, and checks length and class.
     *
     * @return the length in {@code target}, or −1 when the value does not fit its plan
     */
    static int normalize(ValuePlan plan, byte[] value, int offset, int length, byte[] target, int targetOffset) {
        if (isInShape(plan, length)) {
            if (!isLegal(plan.characterClass, value, offset, length)) {
                return -1;
            }
            Bytes.copy(value, offset, target, targetOffset, length);
            return length;
        }
        int units = shape(plan, value, offset, length, target, targetOffset);
        return units >= 0 && isLegal(plan.characterClass, target, targetOffset, units) ? units : -1;
    }

    /** Whether a value of this length needs nothing but its characters checked. */
    private static boolean isInShape(ValuePlan plan, int length) {
        return length != 0
                && plan.characterClass != CharacterClass.Z
                && (plan.isFixed ? length == plan.length : length <= plan.length);
    }

    /** As {@link #normalize}, whatever the characters are. */
    static int shape(ValuePlan plan, byte[] value, int offset, int length, byte[] target, int targetOffset) {
        int units = plan.length;
        if (length > units || length == 0 && readsNothingBack(plan)) {
            return -1;
        }
        System.arraycopy(value, offset, target, targetOffset, length);
        if (!plan.isFixed || plan.isTrimmed) {
            units = length;
        } else if (length < units && !fill(plan, target, targetOffset, length, units)) {
            return -1;
        }
        if (plan.characterClass == CharacterClass.Z) {
            neutralizeSeparators(target, targetOffset, units);
        }
        return units;
    }

    /** A number keeps one digit when its filling is taken off: of filling alone none is left. */
    private static boolean readsNothingBack(ValuePlan plan) {
        return plan.isTrimmed && plan.characterClass == CharacterClass.N && (plan.padding < '0' || plan.padding > '9');
    }

    /** Fills a fixed value up to its length; false for classes that have no filling. */
    private static boolean fill(ValuePlan plan, byte[] target, int at, int length, int units) {
        CharacterClass characterClass = plan.characterClass;
        if (characterClass == CharacterClass.Z
                || characterClass == CharacterClass.B
                || characterClass == CharacterClass.ANY) {
            return false;
        }
        int start = at;
        int rest = length;
        if (characterClass == CharacterClass.XN) {
            if (length == 0) {
                return false;
            }
            // The sign stays in front.
            start++;
            rest--;
        }
        int missing = units - length;
        if (plan.padsLeft) {
            System.arraycopy(target, start, target, start + missing, rest);
            java.util.Arrays.fill(target, start, start + missing, plan.padding);
        } else {
            java.util.Arrays.fill(target, start + rest, start + rest + missing, plan.padding);
        }
        return true;
    }
}
