package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/**
 * The one pass over a message: MTI, bitmaps, then the steps of the bitmaps' {@link Shape}, each measured and checked.
 * What it finds is where each step starts; where an element stands follows from that.
 *
 * <p>Owner: its {@link MessageView}, which reads the fields.
 */
final class MessageWalk {

    private static final byte[] NOTHING = new byte[0];
    private static final ValuePlan[] NO_PLANS = {};
    private static final int NONE = -1;
    private static final long FIRST_BIT = Long.MIN_VALUE;

    private final Shapes shapes = new Shapes();

    // By step: where the value (of a run: the first element) starts, where its prefix starts, where it ends with its
    // filling, and its characters.
    private final int[] valueAt = new int[Dialect.LAST_ELEMENT + 1];
    private final int[] startAt = new int[Dialect.LAST_ELEMENT + 1];
    private final int[] endAt = new int[Dialect.LAST_ELEMENT + 1];
    private final int[] unitsIn = new int[Dialect.LAST_ELEMENT + 1];

    byte[] buffer = NOTHING;
    int start;
    private int end;

    @Nullable
    Dialect dialect;

    ValuePlan[] plans = NO_PLANS;
    private Shape shape = new Shape();
    int mti;

    // The bitmaps in wire order (DE 1 is the highest bit), without bits 1 and 65: the elements that can be read.
    long primary;
    long secondary;
    long tertiary;

    DecodeError.@Nullable Cause cause;
    int errorElement;
    int errorOffset;

    /** As {@link MessageView#decode}. */
    boolean walk(Dialect dialect, byte[] buffer, int offset, int length) {
        // References are written only when they change: each such write costs a collector's bookkeeping.
        if (this.dialect != dialect) {
            this.dialect = dialect;
            plans = dialect.plans;
        }
        if (this.buffer != buffer) {
            this.buffer = buffer;
        }
        if (cause != null) {
            cause = null;
        }
        start = offset;
        end = offset + length;
        mti = 0;
        primary = 0;
        secondary = 0;
        tertiary = 0;
        int at = readMti(dialect, offset);
        at = at < 0 ? NONE : readBitmaps(dialect, at);
        at = at < 0 ? NONE : readElements(dialect, at);
        if (at >= 0 && at < end) {
            fail(DecodeError.BEHIND, at, DecodeError.Cause.TRAILING_BYTES);
        }
        return cause == null;
    }

    private int readMti(Dialect dialect, int at) {
        int bytes = dialect.mtiBytes();
        if (end - at < bytes) {
            return fail(0, at, DecodeError.Cause.TRUNCATED);
        }
        mti = WireHeader.mti(dialect.mti, buffer, at);
        return mti < 0 ? illegibleMti(at) : at + bytes;
    }

    private int illegibleMti(int at) {
        mti = 0;
        return fail(0, at, DecodeError.Cause.MTI_NOT_DIGITS);
    }

    /** Where the elements start, or negative. Bits 1 and 65 are gone afterwards; a third bitmap among the elements too. */
    private int readBitmaps(Dialect dialect, int at) {
        if (dialect.bitmap == Dialect.BitmapForm.NONE) {
            primary = dialect.everyPrimary;
            secondary = dialect.everySecondary;
            return at;
        }
        int bytes = dialect.bitmapBytes();
        if (!isBitmap(dialect, at, bytes)) {
            return NONE;
        }
        long first = WireHeader.bitmap(dialect.bitmap, buffer, at);
        int next = at + bytes;
        if (first < 0) {
            if (!isBitmap(dialect, next, bytes)) {
                return NONE;
            }
            secondary = WireHeader.bitmap(dialect.bitmap, buffer, next);
            next += bytes;
        }
        primary = first & ~FIRST_BIT;
        return secondary < 0 && dialect.tertiary != Dialect.TertiaryForm.NONE
                ? readTertiary(dialect, next, bytes)
                : next;
    }

    private int readTertiary(Dialect dialect, int at, int bytes) {
        int place = at;
        if (dialect.tertiary == Dialect.TertiaryForm.ELEMENT) {
            long later = secondary;
            secondary = 0;
            place = readElements(dialect, at);
            if (place < 0) {
                return NONE;
            }
            secondary = later;
        }
        secondary &= ~FIRST_BIT;
        if (!isBitmap(dialect, place, bytes)) {
            return NONE;
        }
        tertiary = WireHeader.bitmap(dialect.bitmap, buffer, place);
        if (dialect.tertiary == Dialect.TertiaryForm.CONTIGUOUS) {
            return place + bytes;
        }
        if (tertiary == 0) {
            // By its elements alone nobody could tell that it stands among them.
            fail(Dialect.TERTIARY_ELEMENT, place, DecodeError.Cause.BITMAP_EMPTY);
            return NONE;
        }
        return at;
    }

    private boolean isBitmap(Dialect dialect, int at, int bytes) {
        if (end - at < bytes) {
            fail(1, at, DecodeError.Cause.TRUNCATED);
        } else if (!WireHeader.isBitmap(dialect.bitmap, buffer, at)) {
            fail(1, at, DecodeError.Cause.BITMAP_NOT_HEX);
        }
        return cause == null;
    }

    /** Where the last element ends, or negative. */
    private int readElements(Dialect dialect, int at) {
        Shape elements = shapes.of(dialect, primary, secondary, tertiary);
        if (shape != elements) {
            shape = elements;
        }
        int next = at;
        for (int step = 0; step < elements.steps() && next >= 0; step++) {
            int bytes = elements.runBytes(step);
            next = bytes < 0 ? readOwnLength(elements, step, next) : readRun(elements, step, next, bytes);
        }
        return next;
    }

    /** An element that says its own length, or whose filling is taken off. */
    private int readOwnLength(Shape elements, int step, int at) {
        long quick = elements.quick(step);
        int units = quick == 0 ? QuickValue.NOT_QUICK : QuickValue.units(quick, buffer, at);
        if (units < 0) {
            return readValue(elements, step, at);
        }
        int value = at + QuickValue.prefixBytes(quick);
        int bytes = QuickValue.bytes(quick, units);
        if (bytes > end - value
                || !ByteCheck.isLegal(QuickValue.check(quick), elements.planOf(step), buffer, value, bytes, units)) {
            return readValue(elements, step, at);
        }
        startAt[step] = at;
        valueAt[step] = value;
        unitsIn[step] = units;
        endAt[step] = value + bytes;
        return value + bytes;
    }

    /** Fixed elements side by side. */
    private int readRun(Shape elements, int step, int at, int bytes) {
        valueAt[step] = at;
        if (bytes > end - at || !elements.isLegal(step, buffer, at)) {
            return blame(elements, step, at);
        }
        return at + bytes;
    }

    /** Finds the element for which a run was refused. */
    private int blame(Shape elements, int step, int at) {
        for (int i = elements.first(step); i < elements.end(step); i++) {
            int de = elements.element(i);
            ValuePlan plan = plans[de];
            int value = at + Shape.placeInStep(elements.place(de));
            if (plan.isDeclared() && plan.wireBytes(plan.length) > end - value) {
                return fail(de, value, DecodeError.Cause.TRUNCATED);
            }
            if (plan.isDeclared() && !WireForm.isLegal(plan, buffer, value, plan.length)) {
                return fail(de, value, DecodeError.Cause.WRONG_CHARACTER);
            }
        }
        throw new AssertionError("a run was refused whose elements are all right");
    }

    /** The same, of every kind; finds what is wrong. */
    private int readValue(Shape elements, int step, int at) {
        int de = elements.element(elements.first(step));
        ValuePlan plan = plans[de];
        startAt[step] = at;
        if (!plan.isDeclared()) {
            return fail(de, at, DecodeError.Cause.UNDECLARED_ELEMENT);
        }
        int prefixBytes = plan.isFixed ? 0 : Prefix.bytes(plan, buffer, at, end);
        if (prefixBytes < 0) {
            return fail(de, at, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        int value = at + prefixBytes;
        int units = plan.isFixed ? plan.length : readPrefix(de, plan, at, value);
        if (units < 0) {
            return NONE;
        }
        int bytes = plan.placeBytes(units);
        if (bytes > end - value) {
            return fail(de, at, DecodeError.Cause.TRUNCATED);
        }
        valueAt[step] = plan.fillsMaximum && plan.padsLeft ? value + bytes - plan.wireBytes(units) : value;
        unitsIn[step] = units;
        endAt[step] = value + bytes;
        if (plan.isTrimmed) {
            trim(plan, step);
        }
        if (!WireForm.isLegal(plan, buffer, valueAt[step], unitsIn[step])) {
            return fail(de, value, DecodeError.Cause.WRONG_CHARACTER);
        }
        return value + bytes;
    }

    /** Takes the filling off; of a number one digit stays. */
    private void trim(ValuePlan plan, int step) {
        int least = plan.characterClass == CharacterClass.N ? 1 : 0;
        int from = valueAt[step];
        int to = from + unitsIn[step];
        while (to - from > least && plan.neutral(buffer[plan.padsLeft ? from : to - 1]) == plan.padding) {
            if (plan.padsLeft) {
                from++;
            } else {
                to--;
            }
        }
        valueAt[step] = from;
        unitsIn[step] = to - from;
    }

    /** The value's length in characters (bytes of b), or negative. */
    private int readPrefix(int de, ValuePlan plan, int at, int value) {
        if (value > end) {
            return fail(de, at, DecodeError.Cause.TRUNCATED);
        }
        int count = Prefix.read(plan, buffer, at, value - at);
        if (count < 0) {
            return fail(de, at, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        int units = count;
        if (plan.countsBytes) {
            if (count > end - value) {
                return fail(de, at, DecodeError.Cause.TRUNCATED);
            }
            units = Prefix.unitsOf(plan, count, buffer, value);
            if (units < 0) {
                return fail(de, at, DecodeError.Cause.LENGTH_UNREADABLE);
            }
        }
        return units > plan.length ? fail(de, at, DecodeError.Cause.LENGTH_OVER_MAXIMUM) : units;
    }

    /** Notes the error and hides the element in question and all behind it. */
    int fail(int de, int at, DecodeError.Cause why) {
        cause = why;
        errorElement = de;
        errorOffset = at - start;
        if (de == DecodeError.BEHIND) {
            return NONE;
        }
        if (de <= 64) {
            primary &= de <= 1 ? 0 : -1L << 65 - de;
            secondary = 0;
        } else if (de <= 128) {
            secondary &= de == 65 ? 0 : -1L << 129 - de;
        } else {
            tertiary &= de == 129 ? 0 : -1L << 193 - de;
        }
        if (de <= 128) {
            tertiary = 0;
        }
        return NONE;
    }

    boolean has(int de) {
        if (de <= 64) {
            return primary << de - 1 < 0;
        }
        return de <= 128 ? secondary << de - 65 < 0 : tertiary << de - 129 < 0;
    }

    /** Where the value of an element that is there starts, behind its prefix and its filling. */
    int offset(int de) {
        assert has(de) : "no DE " + de;
        return offset(shape.place(de));
    }

    private int offset(long place) {
        return valueAt[Shape.step(place)] + Shape.placeInStep(place);
    }

    /** Its characters, bytes of b. */
    int units(int de) {
        assert has(de) : "no DE " + de;
        long place = shape.place(de);
        return place < 0 ? unitsIn[Shape.step(place)] : Shape.units(place);
    }

    /** Where it starts on the wire, with its prefix and its filling. */
    int wireStart(int de) {
        long place = shape.place(de);
        return place < 0 ? startAt[Shape.step(place)] : offset(place);
    }

    /** Where it ends on the wire, with its filling. */
    int wireEnd(int de) {
        long place = shape.place(de);
        return place < 0 ? endAt[Shape.step(place)] : offset(place) + plans[de].wireBytes(Shape.units(place));
    }
}
