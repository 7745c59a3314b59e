package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.TertiaryForm;
import org.jspecify.annotations.Nullable;

/**
 * Writes a {@link Draft}: in one dialect each run of unchanged elements is copied whole, as it came, between two each step of
 * their {@link Passage} is written anew. What {@link DraftPatch} can write goes that shorter way, to the same bytes.
 *
 * <p>Owner: its {@link MessageWriter}.
 */
final class DraftEncoder {

    /** Longer than LLLL can say. */
    static final int SCRATCH_BYTES = 10_000;

    private static final int EBCDIC_ZERO = 0xF0;
    private static final byte[] NOTHING = new byte[0];

    private final Draft draft;
    private final byte[] scratch;
    private final Passages passages = new Passages();

    // Where the message is written.
    private byte[] out = NOTHING;
    private int at;
    private int limit;

    /**
     * @param scratch of {@link #SCRATCH_BYTES}
     */
    DraftEncoder(Draft draft, byte[] scratch) {
        this.draft = draft;
        this.scratch = scratch;
    }

    /** As {@link MessageWriter#encode}; a failure is told to the draft. */
    int encode(byte[] target, int offset, int end) {
        return DraftPatch.isPossible(draft)
                ? DraftPatch.write(draft, target, offset, end)
                : encodeByElement(target, offset, end);
    }

    int encodeByElement(byte[] target, int offset, int end) {
        out = target;
        at = offset;
        limit = end;
        Dialect dialect = draft.dialect();
        Passage passage = draft.oneDialect || !draft.keepsAny() ? null : passages.of(draft);
        writeHeader(dialect);
        if (!hasFailed()) {
            writeThird(0, passage, draft.source.primary(), draft.keptPrimary, draft.setPrimary);
        }
        if (!hasFailed() && dialect.tertiary == TertiaryForm.ELEMENT) {
            writeTertiaryBitmap(dialect);
        }
        if (!hasFailed()) {
            writeThird(1, passage, draft.source.secondary(), draft.keptSecondary, draft.setSecondary);
        }
        if (!hasFailed()) {
            writeThird(2, passage, draft.source.tertiary(), draft.keptTertiary, draft.setTertiary);
        }
        out = NOTHING;
        return hasFailed() ? -1 : at - offset;
    }

    private boolean hasFailed() {
        return draft.failed != Draft.NO_FAILURE;
    }

    private void writeHeader(Dialect dialect) {
        long third = draft.tertiary();
        long second = draft.secondary() | (third == 0 ? 0 : Long.MIN_VALUE);
        long first = draft.primary();
        if (dialect.bitmap == BitmapForm.NONE) {
            failForMissing(1, dialect.everyPrimary & ~first);
            failForMissing(65, dialect.everySecondary & ~second);
        }
        if (!fits(WireHeader.bytes(dialect, second))) {
            return;
        }
        at = WireHeader.write(dialect, draft.mti, first, second, out, at);
        if (third != 0 && dialect.tertiary == TertiaryForm.NONE) {
            draft.fail(Dialect.TERTIARY_ELEMENT);
        } else if (dialect.tertiary == TertiaryForm.CONTIGUOUS) {
            writeTertiaryBitmap(dialect);
        }
    }

    /** Without bitmaps nobody can say that an element is not there. */
    private void failForMissing(int firstElement, long missing) {
        if (missing != 0) {
            draft.fail(firstElement + Long.numberOfLeadingZeros(missing));
        }
    }

    private void writeTertiaryBitmap(Dialect dialect) {
        long third = draft.tertiary();
        if (third != 0 && fits(dialect.bitmapBytes())) {
            at = WireHeader.writeBitmap(dialect.bitmap, third, out, at);
        }
    }

    /** The elements of one bitmap, in ascending order. */
    private void writeThird(int third, @Nullable Passage passage, long present, long kept, long set) {
        if (passage == null) {
            copyThird(third * 64 + 1, present, kept & ~set, set);
        } else {
            pass(passage, third == 0 ? 0 : passage.end(third - 1), passage.end(third));
        }
    }

    /** In one dialect, or without a source; the highest bit is DE {@code first}. */
    private void copyThird(int first, long present, long copied, long set) {
        long breaks = set | present & ~copied;
        for (long rest = copied | set; rest != 0 && !hasFailed(); ) {
            long next = Long.highestOneBit(rest);
            int de = first + Long.numberOfLeadingZeros(next);
            long done = next;
            if ((set & next) != 0) {
                writeSet(de);
            } else {
                done = copied & upToBreak(next, breaks);
                copyRun(de, first + Long.numberOfLeadingZeros(Long.lowestOneBit(done)));
            }
            rest &= ~done;
        }
    }

    /** The bits from {@code next} downwards to the first break; the break itself is never copied. */
    private static long upToBreak(long next, long breaks) {
        long down = next | next - 1;
        long stop = Long.highestOneBit(breaks & down);
        return stop == 0 ? down : down & -stop;
    }

    /** Elements that stand side by side in the source, prefixes included. */
    private void copyRun(int firstElement, int lastElement) {
        MessageView source = draft.source;
        int start = source.wireStart(firstElement);
        int length = source.wireEnd(lastElement) - start;
        if (fits(length)) {
            System.arraycopy(source.buffer(), start, out, at, length);
            at += length;
        }
    }

    /** Between two dialects. */
    private void pass(Passage steps, int from, int to) {
        for (int step = from; step < to && !hasFailed(); step++) {
            int de = steps.element(step);
            int way = steps.way(step);
            if (way == Passage.SET) {
                writeSet(de);
            } else if (way == Recoding.ANEW) {
                makeAnew(de);
            } else if (steps.units(step) < 0) {
                recode(de, way);
            } else {
                recodeFixed(de, way, steps.units(step));
            }
        }
    }

    private void recodeFixed(int firstElement, int way, int units) {
        ValuePlan plan = draft.plans[firstElement];
        int bytes = plan.wireBytes(units);
        if (fits(bytes)) {
            writeStraight(way, firstElement, units, plan);
        }
    }

    /** A value that was found legal when it was received, and whose shape is the same here: only its bytes differ. */
    private void recode(int de, int way) {
        ValuePlan plan = draft.plans[de];
        MessageView source = draft.source;
        int units = source.neutralLength(de);
        if (!plan.takesAsItIs(source.plan(de), units) || units > SCRATCH_BYTES) {
            makeAnew(de);
        } else if (way == Recoding.READ_AND_WRITE) {
            WireForm.toNeutral(source.plan(de), source.buffer(), source.offset(de), units, scratch, 0);
            writeValue(plan, scratch, 0, units);
        } else if (fits(WireValue.bytes(plan, units))) {
            at = WireValue.writePrefix(plan, units, out, at);
            writeStraight(way, de, units, plan);
        }
    }

    /** From wire to wire, for which there is room. */
    private void writeStraight(int way, int firstElement, int units, ValuePlan plan) {
        MessageView source = draft.source;
        ValuePlan theirs = source.plan(firstElement);
        byte[] wire = source.buffer();
        int from = source.offset(firstElement);
        switch (way) {
            case Recoding.COPY -> Bytes.copy(wire, from, out, at, units);
            case Recoding.READ -> WireForm.toNeutral(theirs, wire, from, units, out, at);
            case Recoding.WRITE -> WireForm.fromNeutral(plan, wire, from, units, out, at);
            case Recoding.DIGITS_TO_PAGE -> CodePage.digitsToWire(wire, from, units, out, at);
            case Recoding.DIGITS_FROM_PAGE -> CodePage.digitsToNeutral(wire, from, units, out, at);
            case Recoding.PACK_FROM_PAGE -> PackedDigits.pack(plan, wire, from, units, out, at);
            case Recoding.UNPACK_TO_PAGE ->
                PackedDigits.unpack(wire, 2 * from + PackedDigits.skipped(theirs, units), units, EBCDIC_ZERO, out, at);
            default -> throw new AssertionError("no straight way");
        }
        at += plan.wireBytes(units);
    }

    /** Judged and normalized, as a value from outside. */
    private void makeAnew(int de) {
        ValuePlan plan = draft.plans[de];
        MessageView source = draft.source;
        if (!plan.isDeclared() || plan.roomFor(source.neutralLength(de)) > SCRATCH_BYTES) {
            draft.fail(de);
            return;
        }
        int length = source.copy(de, scratch, 0);
        int units = NeutralForm.normalize(plan, scratch, 0, length, scratch, 0);
        if (units < 0) {
            draft.fail(de);
            return;
        }
        writeValue(plan, scratch, 0, units);
    }

    private void writeSet(int de) {
        writeValue(draft.plans[de], draft.values, draft.valueOffset(de), draft.valueLength(de));
    }

    private void writeValue(ValuePlan plan, byte[] value, int offset, int units) {
        if (fits(WireValue.bytes(plan, units))) {
            at = WireValue.write(plan, value, offset, units, out, at);
        }
    }

    private boolean fits(int bytes) {
        if (bytes > limit - at) {
            draft.fail(Draft.DOES_NOT_FIT);
            return false;
        }
        return true;
    }
}
