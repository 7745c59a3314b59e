package io.wasl.codec;

import io.wasl.iso.ElementMask;
import org.jspecify.annotations.Nullable;

/**
 * A message as it is wanted, before it is written: which elements of a source, which values in their neutral form, and the
 * first mistake among them.
 *
 * <p>Owner: its {@link MessageWriter}, and the {@link DraftEncoder} that reads it.
 */
final class Draft {

    static final int NO_FAILURE = -1;
    static final int DOES_NOT_FIT = 0;

    private static final ValuePlan[] NO_PLANS = {};
    private static final MessageView NO_SOURCE = new MessageView();

    private @Nullable Dialect dialect;

    ValuePlan[] plans = NO_PLANS;
    int mti;
    MessageView source = NO_SOURCE;
    /** Whether the source speaks the target's dialect. */
    boolean oneDialect;
    /** The element in question, {@link #DOES_NOT_FIT} or {@link #NO_FAILURE}. */
    int failed = NO_FAILURE;

    // Elements in wire order, DE 1, DE 65 and DE 129 the highest bits: those still wanted from the source, and those
    // set.
    long keptPrimary;
    long keptSecondary;
    long keptTertiary;
    long setPrimary;
    long setSecondary;
    long setTertiary;

    // Where the values that are set stand.
    final byte[] values = new byte[MessageWriter.VALUES_CAPACITY_BYTES];
    private final int[] valueOffsets = new int[Dialect.LAST_ELEMENT + 1];
    private final int[] valueLengths = new int[Dialect.LAST_ELEMENT + 1];
    private int valuesEnd;

    void begin(Dialect target, int itsMti) {
        start(target, itsMti, NO_SOURCE);
        oneDialect = false;
        keptPrimary = 0;
        keptSecondary = 0;
        keptTertiary = 0;
    }

    void begin(Dialect target, int itsMti, MessageView from) {
        start(target, itsMti, from);
        oneDialect = from.dialect() == target;
        keptPrimary = from.primary();
        keptSecondary = from.secondary();
        keptTertiary = from.tertiary();
    }

    /** References are written only when they change: each such write costs a collector's bookkeeping. */
    private void start(Dialect target, int itsMti, MessageView from) {
        if (dialect != target) {
            dialect = target;
            plans = target.plans;
        }
        if (source != from) {
            source = from;
        }
        mti = itsMti;
        failed = NO_FAILURE;
        setPrimary = 0;
        setSecondary = 0;
        setTertiary = 0;
        valuesEnd = 0;
    }

    /**
     * @throws IllegalStateException before the first {@code begin}
     */
    Dialect dialect() {
        Dialect known = dialect;
        if (known == null) {
            throw new IllegalStateException("no message begun");
        }
        return known;
    }

    /** Masks as in {@link ElementMask}; of the elements above 128 none. */
    void keep(long lower, long upper) {
        keptPrimary &= Long.reverse(lower);
        keptSecondary &= Long.reverse(upper);
        keptTertiary = 0;
    }

    void remove(long lower, long upper) {
        long primary = Long.reverse(lower);
        long secondary = Long.reverse(upper);
        keptPrimary &= ~primary;
        setPrimary &= ~primary;
        keptSecondary &= ~secondary;
        setSecondary &= ~secondary;
    }

    void remove(int de) {
        if (de <= 64) {
            keptPrimary &= ~bit(de);
            setPrimary &= ~bit(de);
        } else if (de <= 128) {
            keptSecondary &= ~bit(de);
            setSecondary &= ~bit(de);
        } else {
            keptTertiary &= ~bit(de);
            setTertiary &= ~bit(de);
        }
    }

    /** The neutral form is brought into its exact shape. */
    void set(int de, byte[] neutral, int offset, int length) {
        ValuePlan plan = plans[de];
        if (!plan.isDeclared() || plan.roomFor(length) > values.length - valuesEnd) {
            fail(de);
            return;
        }
        int units = NeutralForm.normalize(plan, neutral, offset, length, values, valuesEnd);
        if (units < 0) {
            fail(de);
            return;
        }
        valueOffsets[de] = valuesEnd;
        valueLengths[de] = units;
        valuesEnd += units;
        if (de <= 64) {
            setPrimary |= bit(de);
        } else if (de <= 128) {
            setSecondary |= bit(de);
        } else {
            setTertiary |= bit(de);
        }
    }

    /** As {@link #set}, in the place of the element's earlier value if that was the last one set. */
    void reset(int de, byte[] neutral, int offset, int length) {
        if (isSet(de) && valueEnd(de) == valuesEnd) {
            valuesEnd = valueOffsets[de];
        }
        set(de, neutral, offset, length);
    }

    boolean isSet(int de) {
        return isIn(setPrimary, setSecondary, setTertiary, de);
    }

    boolean isKept(int de) {
        return isIn(keptPrimary, keptSecondary, keptTertiary, de);
    }

    /** Whether anything of the source is wanted still. */
    boolean keepsAny() {
        return (keptPrimary | keptSecondary | keptTertiary) != 0;
    }

    private static boolean isIn(long primary, long secondary, long tertiary, int de) {
        return ((de <= 64 ? primary : de <= 128 ? secondary : tertiary) & bit(de)) != 0;
    }

    /** Where in {@link #values} the value of an element starts that is set. */
    int valueOffset(int de) {
        return valueOffsets[de];
    }

    int valueLength(int de) {
        return valueLengths[de];
    }

    private int valueEnd(int de) {
        return valueOffsets[de] + valueLengths[de];
    }

    long primary() {
        return keptPrimary | setPrimary;
    }

    long secondary() {
        return keptSecondary | setSecondary;
    }

    long tertiary() {
        return keptTertiary | setTertiary;
    }

    /** Only the first failure is kept. */
    void fail(int de) {
        if (failed == NO_FAILURE) {
            failed = de;
        }
    }

    private static long bit(int de) {
        return Long.MIN_VALUE >>> (de - 1 & 63);
    }

    /** MTI only: values may be card data. */
    @Override
    public String toString() {
        return "draft of " + io.wasl.iso.Mti.toString(mti);
    }
}
