package io.wasl.codec;

import io.wasl.codec.Dialect.BitmapForm;
import io.wasl.codec.Dialect.MtiForm;
import io.wasl.codec.Dialect.TertiaryForm;
import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import org.jspecify.annotations.Nullable;

/**
 * Writes one message: from nothing, from a received one with changes, or both.
 *
 * <pre>
 *   writer.begin(issuerDialect, mti, view).remove(64).set(11, stan, 0, 6).encode(buffer, 0, buffer.length)
 * </pre>
 *
 * Where source and target speak one dialect, each run of unchanged elements is copied whole, as it came; elsewhere
 * element by element through the neutral form. What is set is written in one canonical way, so that the same elements
 * always give the same bytes: zeros on the left of short numbers, spaces on the right of short text, the secondary
 * bitmap only where an element needs it.
 *
 * <p>A mistake (an element that the dialect does not declare, a value that it cannot hold) is remembered and told by
 * {@link #encode}, so that calls can be chained. Allocates nothing. Owner: one thread; reused. The source must stay
 * decoded until {@code encode} has returned.
 */
public final class MessageWriter {

    /**
     * Neutral bytes of all values set in one message: twice the largest default frame, since BCD doubles. More is told
     * as {@link #failedElement()}.
     */
    public static final int VALUES_CAPACITY_BYTES = 16 * 1024;

    /** Longer than LLLL can say. */
    private static final int SCRATCH_BYTES = 10_000;

    private static final byte[] NOTHING = new byte[0];
    private static final ValuePlan[] NO_PLANS = {};
    private static final MessageView NO_SOURCE = new MessageView();
    private static final int NO_FAILURE = -1;
    private static final int DOES_NOT_FIT = 0;

    private final byte[] values = new byte[VALUES_CAPACITY_BYTES];
    private final int[] valueOffsets = new int[Dialect.LAST_ELEMENT + 1];
    private final int[] valueLengths = new int[Dialect.LAST_ELEMENT + 1];
    private final byte[] scratch = new byte[SCRATCH_BYTES];
    private int valuesEnd;
    /** Made for the first change of a part. */
    private @Nullable PartWriter partWriter;

    private ValuePlan[] plans = NO_PLANS;
    private MtiForm mtiForm = MtiForm.ASCII;
    private BitmapForm bitmapForm = BitmapForm.HEX;
    private TertiaryForm tertiaryForm = TertiaryForm.NONE;
    private int headerBytes;
    private int bitmapBytes;
    private long everyPrimary;
    private long everySecondary;
    private int mti;
    private MessageView source = NO_SOURCE;
    private boolean oneDialect;
    private int failed = NO_FAILURE;

    // Elements in wire order, DE 1, DE 65 and DE 129 the highest bits: those still wanted from the source, and those
    // set.
    private long keptPrimary;
    private long keptSecondary;
    private long keptTertiary;
    private long setPrimary;
    private long setSecondary;
    private long setTertiary;

    // Where encode writes.
    private byte[] out = NOTHING;
    private int at;
    private int limit;

    /** A message without elements. */
    public MessageWriter begin(Dialect target, int mti) {
        plans = target.plans;
        mtiForm = target.mti;
        bitmapForm = target.bitmap;
        tertiaryForm = target.tertiary;
        headerBytes = target.mtiBytes();
        bitmapBytes = target.bitmapBytes();
        everyPrimary = target.everyPrimary;
        everySecondary = target.everySecondary;
        this.mti = mti;
        source = NO_SOURCE;
        oneDialect = false;
        failed = NO_FAILURE;
        valuesEnd = 0;
        keptPrimary = 0;
        keptSecondary = 0;
        keptTertiary = 0;
        setPrimary = 0;
        setSecondary = 0;
        setTertiary = 0;
        return this;
    }

    /** A message with all elements of the source, which need not be of the same dialect. */
    public MessageWriter begin(Dialect target, int mti, MessageView source) {
        begin(target, mti);
        this.source = source;
        oneDialect = source.dialect() == target;
        keptPrimary = source.primary();
        keptSecondary = source.secondary();
        keptTertiary = source.tertiary();
        return this;
    }

    /** Of the source's elements only these. */
    public MessageWriter keep(ElementMask mask) {
        return keep(mask.lower(), mask.upper());
    }

    /** Of the source's elements only these, none above 128; masks as in {@link ElementMask}. */
    public MessageWriter keep(long lower, long upper) {
        keptPrimary &= Long.reverse(lower);
        keptSecondary &= Long.reverse(upper);
        keptTertiary = 0;
        return this;
    }

    /** Takes the element out, whether it was the source's or has been set. */
    public MessageWriter remove(int de) {
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
        return this;
    }

    public MessageWriter remove(ElementMask mask) {
        keptPrimary &= ~Long.reverse(mask.lower());
        setPrimary &= ~Long.reverse(mask.lower());
        keptSecondary &= ~Long.reverse(mask.upper());
        setSecondary &= ~Long.reverse(mask.upper());
        return this;
    }

    /** Sets an element, in place of the source's, from its neutral form (see {@link ElementSet}). */
    public MessageWriter set(int de, byte[] neutral, int offset, int length) {
        ValuePlan plan = plans[de];
        if (!plan.isDeclared() || roomFor(plan, length) > values.length - valuesEnd) {
            return fail(de);
        }
        int units = NeutralForm.normalize(plan, neutral, offset, length, values, valuesEnd);
        if (units < 0) {
            return fail(de);
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
        return this;
    }

    /**
     * Sets one part of an element, and leaves its others as they are: what has been set before, else the source's, else a
     * new element. Lengths around the part are made anew.
     *
     * @param path of the target's dialect
     * @param neutral the part's neutral form
     */
    public MessageWriter set(PartPath path, byte[] neutral, int offset, int length) {
        if (path.length() == 0) {
            return set(path.de(), neutral, offset, length);
        }
        int before = valueForParts(path);
        return replace(path.de(), before < 0 ? PartWriter.WRONG : parts().set(path, before, neutral, offset, length));
    }

    /**
     * Takes a part out, every one with its tag, and what has no part left by that, at last the element. A positional part
     * that others stand behind is blanked.
     */
    public MessageWriter remove(PartPath path) {
        if (path.length() == 0) {
            return remove(path.de());
        }
        int before = valueForParts(path);
        return replace(path.de(), before < 0 ? PartWriter.WRONG : parts().remove(path, before));
    }

    private PartWriter parts() {
        PartWriter writer = partWriter == null ? new PartWriter() : partWriter;
        partWriter = writer;
        return writer;
    }

    /** Puts what the element's value is so far where its parts are changed; its length, or negative. */
    private int valueForParts(PartPath path) {
        int de = path.de();
        byte[] before = parts().before();
        if (path.dialect().plans != plans) {
            return -1;
        }
        if (isIn(setPrimary, setSecondary, setTertiary, de)) {
            System.arraycopy(values, valueOffsets[de], before, 0, valueLengths[de]);
            return valueLengths[de];
        }
        if (!isIn(keptPrimary, keptSecondary, keptTertiary, de)) {
            return 0;
        }
        if (roomFor(plans[de], source.neutralLength(de)) > before.length) {
            return -1;
        }
        int length = source.copy(de, before, 0);
        return oneDialect ? length : NeutralForm.normalize(plans[de], before, 0, length, before, 0);
    }

    /** Sets an element from {@link PartWriter#after}, in the place of its earlier value if that was the last one set. */
    private MessageWriter replace(int de, int outcome) {
        if (outcome < 0) {
            return outcome == PartWriter.UNCHANGED ? this : outcome == PartWriter.NOTHING_LEFT ? remove(de) : fail(de);
        }
        boolean wasLast =
                isIn(setPrimary, setSecondary, setTertiary, de) && valueOffsets[de] + valueLengths[de] == valuesEnd;
        valuesEnd = wasLast ? valueOffsets[de] : valuesEnd;
        return set(de, parts().after(), 0, outcome);
    }

    private static boolean isIn(long primary, long secondary, long tertiary, int de) {
        return ((de <= 64 ? primary : de <= 128 ? secondary : tertiary) & bit(de)) != 0;
    }

    /** Sets a number; a fixed element gets leading zeros. */
    public MessageWriter setNumber(int de, long value) {
        if (value < 0) {
            return fail(de);
        }
        int start = SCRATCH_BYTES;
        long rest = value;
        do {
            scratch[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return set(de, scratch, start, SCRATCH_BYTES - start);
    }

    /** Sets ASCII text; other characters fail. */
    public MessageWriter setText(int de, CharSequence text) {
        int length = text.length();
        if (length > SCRATCH_BYTES) {
            return fail(de);
        }
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c > 0x7E) {
                return fail(de);
            }
            scratch[i] = (byte) c;
        }
        return set(de, scratch, 0, length);
    }

    /** Sets DE 39 from its packed form, see {@link ResponseCode}. */
    public MessageWriter setCode(int packed) {
        return set(39, scratch, 0, ResponseCode.write(packed, scratch, 0));
    }

    /** Sets each element of the set. */
    public MessageWriter setAll(ElementSet elements) {
        for (int i = 0; i < elements.length(); i = elements.next(i)) {
            int start = elements.valueAt(i);
            set(elements.elementAt(i), elements.buffer(), start, elements.lengthAt(start));
        }
        return this;
    }

    /**
     * Writes the message. May be repeated.
     *
     * @param target not the source's buffer
     * @param limit where it must end at the latest, at most {@code target.length}
     * @return its length, or −1 when there is none; {@link #failedElement()} says why
     */
    public int encode(byte[] target, int offset, int limit) {
        if (failed > DOES_NOT_FIT) {
            return -1;
        }
        failed = NO_FAILURE;
        out = target;
        at = offset;
        this.limit = limit;
        writeHeader();
        if (failed == NO_FAILURE) {
            writeThird(1, source.primary(), keptPrimary, setPrimary);
        }
        if (failed == NO_FAILURE && tertiaryForm == TertiaryForm.ELEMENT) {
            writeTertiaryBitmap();
        }
        if (failed == NO_FAILURE) {
            writeThird(65, source.secondary(), keptSecondary, setSecondary);
        }
        if (failed == NO_FAILURE) {
            writeThird(129, source.tertiary(), keptTertiary, setTertiary);
        }
        out = NOTHING;
        return failed == NO_FAILURE ? at - offset : -1;
    }

    /**
     * Why {@link #encode} returned −1: the element that the dialect does not declare or that cannot hold its value; 0
     * when the message does not fit the target.
     */
    public int failedElement() {
        return failed;
    }

    private void writeHeader() {
        long third = keptTertiary | setTertiary;
        long second = keptSecondary | setSecondary | (third == 0 ? 0 : Long.MIN_VALUE);
        long first = keptPrimary | setPrimary | (second == 0 ? 0 : Long.MIN_VALUE);
        if (bitmapForm == BitmapForm.NONE) {
            first &= ~Long.MIN_VALUE;
            failForMissing(1, everyPrimary & ~first);
            failForMissing(65, everySecondary & ~second);
        }
        if (!fits(headerBytes + (second == 0 ? bitmapBytes : 2 * bitmapBytes))) {
            return;
        }
        at = WireHeader.writeMti(mtiForm, mti, out, at);
        at = WireHeader.writeBitmap(bitmapForm, first, out, at);
        if (second != 0) {
            at = WireHeader.writeBitmap(bitmapForm, second, out, at);
        }
        if (third != 0 && tertiaryForm == TertiaryForm.NONE) {
            fail(Dialect.TERTIARY_ELEMENT);
        } else if (tertiaryForm == TertiaryForm.CONTIGUOUS) {
            writeTertiaryBitmap();
        }
    }

    /** Without bitmaps nobody can say that an element is not there. */
    private void failForMissing(int firstElement, long missing) {
        if (missing != 0) {
            fail(firstElement + Long.numberOfLeadingZeros(missing));
        }
    }

    private void writeTertiaryBitmap() {
        long third = keptTertiary | setTertiary;
        if (third != 0 && fits(bitmapBytes)) {
            at = WireHeader.writeBitmap(bitmapForm, third, out, at);
        }
    }

    /** The elements of one bitmap, whose highest bit is DE {@code first}, in ascending order. */
    private void writeThird(int first, long present, long kept, long set) {
        long copied = kept & ~set;
        long breaks = set | present & ~kept;
        for (long rest = copied | set; rest != 0 && failed == NO_FAILURE; ) {
            long next = Long.highestOneBit(rest);
            int de = first + Long.numberOfLeadingZeros(next);
            long done = next;
            if ((set & next) != 0) {
                writeValue(de, values, valueOffsets[de], valueLengths[de]);
            } else if (oneDialect) {
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
        int start = source.wireStart(firstElement);
        int length = source.wireEnd(lastElement) - start;
        if (fits(length)) {
            System.arraycopy(source.buffer(), start, out, at, length);
            at += length;
        }
    }

    private void transcode(int de) {
        ValuePlan plan = plans[de];
        if (!plan.isDeclared() || roomFor(plan, source.neutralLength(de)) > SCRATCH_BYTES) {
            fail(de);
            return;
        }
        int length = source.copy(de, scratch, 0);
        int units = NeutralForm.normalize(plan, scratch, 0, length, scratch, 0);
        if (units < 0) {
            fail(de);
            return;
        }
        writeValue(de, scratch, 0, units);
    }

    /** What {@link NeutralForm#normalize} writes at most: a short value of a fixed element is filled up. */
    private static int roomFor(ValuePlan plan, int length) {
        return Math.max(length, plan.isFixed ? plan.length : 0);
    }

    private void writeValue(int de, byte[] value, int offset, int units) {
        ValuePlan plan = plans[de];
        int bytes = plan.wireBytes(units);
        int placeBytes = plan.placeBytes(units);
        int prefixBytes = Prefix.bytesFor(plan, units, bytes);
        if (!fits(prefixBytes + placeBytes)) {
            return;
        }
        if (!plan.isFixed) {
            Prefix.write(plan, units, bytes, out, at, prefixBytes);
        }
        int place = at + prefixBytes;
        int end = place + placeBytes;
        int start = plan.padsLeft ? end - bytes : place;
        WireForm.fromNeutral(plan, value, offset, units, out, start);
        if (bytes < placeBytes) {
            WireForm.fill(plan, out, plan.padsLeft ? place : start + bytes, plan.padsLeft ? start : end);
        }
        at = end;
    }

    private boolean fits(int bytes) {
        if (bytes > limit - at) {
            fail(DOES_NOT_FIT);
            return false;
        }
        return true;
    }

    /** Only the first failure is kept. */
    private MessageWriter fail(int de) {
        if (failed == NO_FAILURE) {
            failed = de;
        }
        return this;
    }

    private static long bit(int de) {
        return Long.MIN_VALUE >>> (de - 1 & 63);
    }

    /** MTI only: values may be card data. */
    @Override
    public String toString() {
        return "writer of " + io.wasl.iso.Mti.toString(mti);
    }
}
