package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/**
 * A {@link ValueSpec} compiled to what the reader and the writer ask again and again. Immutable, shared.
 *
 * <p>The form and the prefix are numbers, not objects with methods: the switches over them stay small enough to be
 * compiled into their callers.
 */
final class ValuePlan {

    /** No declaration: no length either. */
    static final int UNDECLARED = 0;
    /** One byte a character, class checked. */
    static final int TEXT = 1;
    /** Bytes as they are. */
    static final int BYTES = 2;
    /** Two hex digits a byte. */
    static final int HEX = 3;
    /** Two digits a byte. */
    static final int BCD = 4;
    /** One sign, then two digits a byte. */
    static final int SIGNED_BCD = 5;
    /** One byte a character by a code page. */
    static final int PAGED = 6;
    /** Digits, one byte each, the last one telling the sign too. */
    static final int OVERPUNCHED = 7;

    static final ValuePlan NONE = new ValuePlan();

    final int form;
    final CharacterClass characterClass;
    /** Of a fixed value, or the maximum of a variable one, in characters or bytes of b. */
    final int length;
    /** Of PAGED text, EBCDIC hex digits, signs. */
    final @Nullable CodePage page;

    final boolean isFixed;
    final LengthPrefix.Encoding prefix;
    /** 0 for a fixed value and for BER. */
    final int prefixBytes;

    final boolean countsBytes;
    /** What the prefix counts beyond the value. */
    final int countedBytes;

    /** Where an odd digit's filler stands, and 0 or 0xF. */
    final boolean isFillerLeft;

    final int filler;

    /** Where text is filled up, with what, and whether that is taken off again. */
    final boolean padsLeft;

    final byte padding;
    final boolean isTrimmed;
    /** Whether a variable value takes its maximum on the wire. */
    final boolean fillsMaximum;

    /** Whether the bytes on the wire are the neutral form. */
    final boolean isNeutralOnWire;

    private ValuePlan() {
        isNeutralOnWire = false;
        form = UNDECLARED;
        characterClass = CharacterClass.ANY;
        length = 0;
        page = null;
        isFixed = true;
        prefix = LengthPrefix.Encoding.ASCII;
        prefixBytes = 0;
        countsBytes = false;
        countedBytes = 0;
        isFillerLeft = false;
        filler = 0;
        padsLeft = false;
        padding = ' ';
        isTrimmed = false;
        fillsMaximum = false;
    }

    ValuePlan(ValueSpec spec) {
        form = form(spec);
        isNeutralOnWire = form == BYTES || form == TEXT && spec.characterClass() != CharacterClass.Z;
        characterClass = spec.characterClass();
        length = spec.length();
        page = page(spec.encoding());
        isFixed = spec.isFixed();
        prefix = spec.prefix().encoding();
        prefixBytes = spec.prefix().width();
        countsBytes = spec.prefix().unit() == LengthPrefix.Unit.BYTES;
        countedBytes = spec.prefix().inclusive() ? prefixBytes : 0;
        isFillerLeft = spec.odd().left();
        filler = spec.odd().filler();
        padsLeft = spec.padding().left();
        padding = (byte) spec.padding().character();
        isTrimmed = spec.padding().trimmed();
        fillsMaximum = spec.padding().toMaximum();
    }

    private static int form(ValueSpec spec) {
        boolean isSigned = spec.characterClass() == CharacterClass.XN;
        return switch (spec.encoding()) {
            case ASCII -> TEXT;
            case EBCDIC, EBCDIC_1047 -> PAGED;
            case BINARY -> BYTES;
            case HEX, HEX_EBCDIC -> HEX;
            case BCD, BCD_EBCDIC_SIGN -> isSigned ? SIGNED_BCD : BCD;
            case OVERPUNCHED, OVERPUNCHED_EBCDIC -> OVERPUNCHED;
        };
    }

    private static @Nullable CodePage page(Encoding encoding) {
        return switch (encoding) {
            case EBCDIC, HEX_EBCDIC, BCD_EBCDIC_SIGN, OVERPUNCHED_EBCDIC -> CodePage.IBM037;
            case EBCDIC_1047 -> CodePage.IBM1047;
            case ASCII, BCD, HEX, BINARY, OVERPUNCHED -> null;
        };
    }

    boolean isDeclared() {
        return form != UNDECLARED;
    }

    /**
     * Whether so many characters that were legal in the other plan stand here just so: of the same class, with no filling to
     * be made or taken off.
     */
    boolean takesAsItIs(ValuePlan other, int units) {
        return characterClass == other.characterClass
                && !fillsMaximum
                && units > 0
                && (isFixed ? units == length : units <= length);
    }

    /** Bytes on the wire, without prefix, of so many characters (bytes of b). */
    int wireBytes(int units) {
        return switch (form) {
            case TEXT, BYTES, PAGED -> units;
            case HEX -> units * 2;
            case BCD -> units + 1 >> 1;
            case SIGNED_BCD -> 1 + (units >> 1);
            case OVERPUNCHED -> units - 1;
            default -> throw new AssertionError("undeclared");
        };
    }

    /** Bytes on the wire, without prefix, that a value of so many characters takes with its filling. */
    int placeBytes(int units) {
        return wireBytes(isFixed || fillsMaximum ? length : units);
    }

    /** What {@link NeutralForm#normalize} writes at most: a short value of a fixed element is filled up. */
    int roomFor(int units) {
        return Math.max(units, isFixed ? length : 0);
    }

    /** A byte of text as a neutral character. */
    byte neutral(byte onWire) {
        return page == null ? onWire : page.toNeutral(onWire);
    }
}
