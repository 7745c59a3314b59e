package io.wasl.iso;

/**
 * A set of data elements, two longs wide; immutable.
 *
 * <p>Bit {@code (de - 1) & 63} of {@code lower} stands for DE 1–64, of {@code upper} for DE 65–128 (least significant
 * bit first, unlike the bitmap on the wire).
 */
public record ElementMask(long lower, long upper) {

    public static final ElementMask NONE = new ElementMask(0, 0);
    public static final ElementMask ALL = new ElementMask(-1L, -1L);

    public static ElementMask of(int... elements) {
        long lower = 0;
        long upper = 0;
        for (int de : elements) {
            if (de < 1 || de > 128) {
                throw new IllegalArgumentException("no data element " + de);
            }
            if (de <= 64) {
                lower |= 1L << de - 1;
            } else {
                upper |= 1L << de - 65;
            }
        }
        return new ElementMask(lower, upper);
    }

    public boolean contains(int de) {
        return de <= 64 ? (lower & 1L << de - 1) != 0 : (upper & 1L << de - 65) != 0;
    }

    public ElementMask and(ElementMask other) {
        return new ElementMask(lower & other.lower, upper & other.upper);
    }

    public ElementMask or(ElementMask other) {
        return new ElementMask(lower | other.lower, upper | other.upper);
    }

    public ElementMask without(ElementMask other) {
        return new ElementMask(lower & ~other.lower, upper & ~other.upper);
    }
}
