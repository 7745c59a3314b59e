package io.wasl.codec;

/**
 * An {@link ElementSpec} compiled to one {@code int}, so that the decoder needs one load an element.
 *
 * <pre>
 *   31           16 15   12  11   10   9     8   7     5  4   3 0
 *   │ length        │ class │ F  │left│bytes│prefix kind+bytes │ form │
 *                             │    │    │
 *                             │    │    └ the prefix counts bytes, not characters
 *                             │    └ an odd digit's filler stands left
 *                             └ the filler is F, not 0
 * </pre>
 *
 * Zero is an undeclared element.
 */
final class ElementPlan {

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
    /** One ASCII sign, then two digits a byte, a filler always left. */
    static final int SIGNED_BCD = 5;

    static final int PREFIX_ASCII = 0;
    static final int PREFIX_BCD = 1;
    static final int PREFIX_BINARY = 2;

    private static final int PREFIX_BYTES_SHIFT = 3;
    private static final int PREFIX_KIND_SHIFT = 6;
    private static final int COUNTS_BYTES = 1 << 9;
    private static final int FILLER_LEFT = 1 << 10;
    private static final int FILLER_F = 1 << 11;
    private static final int CLASS_SHIFT = 12;
    private static final int LENGTH_SHIFT = 16;

    private ElementPlan() {}

    static int of(ElementSpec spec) {
        int plan = form(spec) | spec.length() << LENGTH_SHIFT | spec.characterClass().ordinal() << CLASS_SHIFT;
        LengthPrefix prefix = spec.prefix();
        plan |= prefix.bytes() << PREFIX_BYTES_SHIFT | prefix.encoding().ordinal() << PREFIX_KIND_SHIFT;
        plan |= prefix.unit() == LengthPrefix.Unit.BYTES ? COUNTS_BYTES : 0;
        plan |= spec.odd().left() ? FILLER_LEFT : 0;
        plan |= spec.odd().filler() == 0xF ? FILLER_F : 0;
        return plan;
    }

    private static int form(ElementSpec spec) {
        return switch (spec.encoding()) {
            case ASCII -> TEXT;
            case BINARY -> BYTES;
            case HEX -> HEX;
            case BCD -> spec.characterClass() == CharacterClass.XN ? SIGNED_BCD : BCD;
        };
    }

    static int form(int plan) {
        return plan & 7;
    }

    /** 0 when the element is fixed. */
    static int prefixBytes(int plan) {
        return plan >>> PREFIX_BYTES_SHIFT & 7;
    }

    static int prefixKind(int plan) {
        return plan >>> PREFIX_KIND_SHIFT & 3;
    }

    static boolean countsBytes(int plan) {
        return (plan & COUNTS_BYTES) != 0;
    }

    static boolean isFillerLeft(int plan) {
        return (plan & FILLER_LEFT) != 0;
    }

    /** 0 or 0xF. */
    static int filler(int plan) {
        return (plan & FILLER_F) != 0 ? 0xF : 0;
    }

    /** The ordinal of the {@link CharacterClass}. */
    static int characterClass(int plan) {
        return plan >>> CLASS_SHIFT & 0xF;
    }

    /** Of a fixed element, or the maximum of a variable one, in characters or bytes of b. */
    static int length(int plan) {
        return plan >>> LENGTH_SHIFT;
    }

    /** Bytes on the wire, without prefix, of so many characters (bytes of b). */
    static int wireBytes(int plan, int units) {
        return switch (form(plan)) {
            case TEXT, BYTES -> units;
            case HEX -> units * 2;
            case BCD -> units + 1 >> 1;
            case SIGNED_BCD -> 1 + (units >> 1);
            default -> throw new AssertionError("undeclared");
        };
    }
}
