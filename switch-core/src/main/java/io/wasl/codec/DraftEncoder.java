package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.TertiaryForm;

/**
 * Writes a {@link Draft} element by element: in one dialect each run of unchanged ones is copied whole, as it came,
 * between two through the neutral form. What {@link DraftPatch} can write goes that shorter way, to the same bytes.
 *
 * <p>Owner: its {@link MessageWriter}.
 */
final class DraftEncoder {

    /** Longer than LLLL can say. */
    static final int SCRATCH_BYTES = 10_000;

    private static final byte[] NOTHING = new byte[0];

    private final Draft draft;
    private final byte[] scratch;

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
        writeHeader(dialect);
        if (!hasFailed()) {
            writeThird(1, draft.source.primary(), draft.keptPrimary, draft.setPrimary);
        }
        if (!hasFailed() && dialect.tertiary == TertiaryForm.ELEMENT) {
            writeTertiaryBitmap(dialect);
        }
        if (!hasFailed()) {
            writeThird(65, draft.source.secondary(), draft.keptSecondary, draft.setSecondary);
        }
        if (!hasFailed()) {
            writeThird(129, draft.source.tertiary(), draft.keptTertiary, draft.setTertiary);
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

    /** The elements of one bitmap, whose highest bit is DE {@code first}, in ascending order. */
    private void writeThird(int first, long present, long kept, long set) {
        long copied = kept & ~set;
        long breaks = set | present & ~kept;
        for (long rest = copied | set; rest != 0 && !hasFailed(); ) {
            long next = Long.highestOneBit(rest);
            int de = first + Long.numberOfLeadingZeros(next);
            long done = next;
            if ((set & next) != 0) {
                writeValue(draft.plans[de], draft.values, draft.valueOffset(de), draft.valueLength(de));
            } else if (draft.oneDialect) {
                done = copied & upToBreak(next, breaks);
                copyRun(de, first + Long.numberOfLeadingZeros(Long.lowestOneBit(done)));
            } else {
                transcode(de);
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

    private void transcode(int de) {
        ValuePlan plan = draft.plans[de];
        MessageView source = draft.source;
        ValuePlan theirs = source.plan(de);
        int known = source.neutralLength(de);
        if (plan.takesAsItIs(theirs, known) && known <= SCRATCH_BYTES) {
            writeReceived(plan, theirs, source, de, known);
            return;
        }
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

    /** A value that was found legal when it was received, and whose shape is the same here: only its bytes differ. */
    private void writeReceived(ValuePlan plan, ValuePlan theirs, MessageView source, int de, int units) {
        int from = source.offset(de);
        if (theirs.isNeutralOnWire) {
            writeValue(plan, source.buffer(), from, units);
        } else if (plan.isNeutralOnWire && fits(WireValue.bytes(plan, units))) {
            at = WireValue.writePrefix(plan, units, out, at);
            WireForm.toNeutral(theirs, source.buffer(), from, units, out, at);
            at += units;
        } else if (!plan.isNeutralOnWire) {
            WireForm.toNeutral(theirs, source.buffer(), from, units, scratch, 0);
            writeValue(plan, scratch, 0, units);
        }
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
