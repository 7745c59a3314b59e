package io.wasl.codec;

/**
 * The way of a value that was legal where it was received into another form, without a judgement in between: straight from
 * wire to wire where one side is the neutral form, or both hold digits.
 *
 * <p>Ways are numbers, so that the switch over them stays in its caller. Pure.
 */
final class Recoding {

    /** Read, judged and normalized, as a value from outside. */
    static final int ANEW = 0;

    /** Same bytes. */
    static final int COPY = 1;
    /** Read into the neutral form, which is the target's. */
    static final int READ = 2;
    /** Written from the neutral form, which is the source's. */
    static final int WRITE = 3;
    /** Read, then written. */
    static final int READ_AND_WRITE = 4;
    /** Digits to EBCDIC, which every page writes alike. */
    static final int DIGITS_TO_PAGE = 5;

    static final int DIGITS_FROM_PAGE = 6;
    /** Digits from EBCDIC to two a byte. */
    static final int PACK_FROM_PAGE = 7;

    static final int UNPACK_TO_PAGE = 8;

    private Recoding() {}

    /** For values that the target {@link ValuePlan#takesAsItIs takes as they are}. */
    static int way(ValuePlan from, ValuePlan to) {
        if (from.characterClass != to.characterClass || !from.isDeclared() || !to.isDeclared()) {
            return ANEW;
        }
        if (from.characterClass == CharacterClass.N && (from.form == ValuePlan.PAGED || to.form == ValuePlan.PAGED)) {
            return wayOfEbcdicDigits(from, to);
        }
        if (from.isNeutralOnWire) {
            return to.isNeutralOnWire ? COPY : WRITE;
        }
        if (to.form == ValuePlan.TEXT || to.form == ValuePlan.BYTES) {
            return READ;
        }
        boolean isOnePage = from.form == ValuePlan.PAGED && to.form == ValuePlan.PAGED && from.page == to.page;
        return isOnePage && from.characterClass != CharacterClass.Z ? COPY : READ_AND_WRITE;
    }

    private static int wayOfEbcdicDigits(ValuePlan from, ValuePlan to) {
        if (from.form == to.form) {
            return COPY;
        }
        if (from.form == ValuePlan.PAGED) {
            return to.form == ValuePlan.TEXT ? DIGITS_FROM_PAGE : to.form == ValuePlan.BCD ? PACK_FROM_PAGE : ANEW;
        }
        return from.form == ValuePlan.TEXT ? DIGITS_TO_PAGE : from.form == ValuePlan.BCD ? UNPACK_TO_PAGE : ANEW;
    }

    /** Whether two fixed values side by side can go this way as one, when the first has so many characters. */
    static boolean joins(int way, int unitsBefore, ValuePlan from, ValuePlan nextFrom, ValuePlan to, ValuePlan nextTo) {
        boolean isOfOneForm = from.form == nextFrom.form
                && from.page == nextFrom.page
                && to.form == nextTo.form
                && to.page == nextTo.page
                && from.characterClass != CharacterClass.XN
                && nextFrom.characterClass != CharacterClass.XN;
        boolean sharesBytes = from.form == ValuePlan.BCD || to.form == ValuePlan.BCD;
        boolean isWhole = !sharesBytes || (unitsBefore & 1) == 0 && (nextFrom.length & 1) == 0;
        return way == COPY || way != ANEW && way != READ_AND_WRITE && isOfOneForm && isWhole;
    }
}
