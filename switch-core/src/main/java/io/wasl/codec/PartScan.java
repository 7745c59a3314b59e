package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/**
 * One pass over the parts of one composite, one after the other, each only as far as to tell where it ends. What it holds
 * is looked at by {@link #measure} and {@link #isLegal}, for the parts that somebody asked for.
 *
 * <pre>
 *   from            head       value    placeEnd            end
 *     │ … earlier …  │ tag length │ value │  … not yet met …  │
 * </pre>
 *
 * <p>Every length is checked against the end before it is believed, and every part takes a byte or a number from what is
 * left, so that any bytes end the pass in time linear in their number. Owner: its {@link PartStack}.
 */
final class PartScan {

    private static final byte[] NOTHING = new byte[0];
    private static final long FIRST_BIT = Long.MIN_VALUE;

    /** No further number. */
    private static final long NO_MORE = Long.MAX_VALUE;

    /** The length around a part does not say its characters. */
    private static final int NOT_COUNTED = -1;

    CompositePlan plan = CompositePlan.NONE;
    byte[] bytes = NOTHING;
    int from;
    int end;
    /** Where the next part starts. */
    int at;

    /** Behind the bitmap. */
    int bodyFrom;

    // Bits 1 to 64 and 65 to 128, 1 and 65 the highest: all that are set, and those not yet met. The bit that announces
    // another bitmap is not among them.
    long first;
    long second;
    private long restOfFirst;
    private long restOfSecond;

    // The part at hand.
    PartPlan part = PartPlan.UNKNOWN;
    /** As {@link PartPlan#id}; of a positional composite the number met last. */
    long id;

    int head;
    int value;
    int placeEnd;
    /** Characters of the value, bytes of b. */
    int units;

    private int counted;

    DecodeError.@Nullable Cause cause;
    int errorAt;
    /** The part that is wrong; {@link PartPlan#UNKNOWN} when the damage lies between parts. */
    PartPlan blamed = PartPlan.UNKNOWN;

    void open(CompositePlan composite, byte[] buffer, int start, int limit) {
        plan = composite;
        bytes = buffer;
        from = start;
        end = limit;
        at = start;
        bodyFrom = start;
        part = PartPlan.UNKNOWN;
        id = 0;
        cause = null;
        first = 0;
        second = 0;
        if (composite.form == CompositePlan.BITMAP && limit > start) {
            openBitmaps();
        }
        restOfFirst = first;
        restOfSecond = second;
    }

    private void openBitmaps() {
        if (!readBitmap(0) || !plan.isContinued || first >= 0) {
            return;
        }
        first &= ~FIRST_BIT;
        readBitmap(plan.bitmapWidth);
    }

    /** The bitmap whose first byte is of this index among all. */
    private boolean readBitmap(int firstByte) {
        int width = plan.bitmapWidth;
        int wireBytes = SubBitmap.wireBytes(plan.bitmap, width);
        if (wireBytes > end - at) {
            return fail(PartPlan.UNKNOWN, at, DecodeError.Cause.TRUNCATED);
        }
        if (!SubBitmap.isLegal(plan.bitmap, bytes, at, width)) {
            return fail(PartPlan.UNKNOWN, at, DecodeError.Cause.BITMAP_NOT_HEX);
        }
        for (int i = 0; i < width; i++) {
            long bits = SubBitmap.get(plan.bitmap, bytes, at, i);
            int place = firstByte + i;
            if (place < 8) {
                first |= bits << 56 - 8 * place;
            } else {
                second |= bits << 120 - 8 * place;
            }
        }
        at += wireBytes;
        bodyFrom = at;
        return true;
    }

    /**
     * Finds the next part's place.
     *
     * @return false behind the last one, or when {@link #cause} says why the rest cannot be told apart
     */
    boolean next() {
        if (cause != null) {
            return false;
        }
        return plan.isTagged() ? nextTagged() : nextNumbered();
    }

    /**
     * Goes on to this part.
     *
     * @return false when it is not there, {@link #at} then being its place; or when {@link #cause} is set
     */
    boolean find(long wanted) {
        if (plan.isTagged()) {
            while (next()) {
                if (id == wanted) {
                    return true;
                }
            }
            return false;
        }
        while (cause == null && nextNumber() < wanted) {
            next();
        }
        return cause == null && nextNumber() == wanted && next();
    }

    /** The number of the next part; of a positional composite any number until its bytes end. */
    private long nextNumber() {
        if (plan.form == CompositePlan.POSITIONAL) {
            return at < end ? id + 1 : NO_MORE;
        }
        if (restOfFirst != 0) {
            return 1L + Long.numberOfLeadingZeros(restOfFirst);
        }
        return restOfSecond != 0 ? 65L + Long.numberOfLeadingZeros(restOfSecond) : NO_MORE;
    }

    private boolean nextNumbered() {
        long number = nextNumber();
        if (number == NO_MORE) {
            return at < end && fail(PartPlan.UNKNOWN, at, DecodeError.Cause.TRAILING_BYTES);
        }
        if (plan.form == CompositePlan.POSITIONAL && number > plan.last()) {
            return fail(PartPlan.UNKNOWN, at, DecodeError.Cause.TRAILING_BYTES);
        }
        restOfSecond &= restOfFirst == 0 ? ~Long.highestOneBit(restOfSecond) : -1L;
        restOfFirst &= ~Long.highestOneBit(restOfFirst);
        id = number;
        part = plan.part(number);
        return part.isDeclared ? placeNumbered(part) : fail(part, at, DecodeError.Cause.UNDECLARED_ELEMENT);
    }

    /** A part that says its own length, or has a fixed one, or takes all that is left. */
    private boolean placeNumbered(PartPlan next) {
        ValuePlan form = next.value;
        head = at;
        counted = NOT_COUNTED;
        if (next.isEnclosed) {
            value = at;
            placeEnd = end;
            at = end;
            return true;
        }
        int prefixBytes = form.isFixed ? 0 : Prefix.bytes(form, bytes, at, end);
        if (prefixBytes < 0) {
            return fail(next, at, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        value = at + prefixBytes;
        counted = form.isFixed ? form.length : readPrefix(next, value);
        if (counted < 0) {
            return false;
        }
        int placeBytes = form.placeBytes(counted);
        if (placeBytes > end - value) {
            return fail(next, at, DecodeError.Cause.TRUNCATED);
        }
        placeEnd = value + placeBytes;
        at = placeEnd;
        if (form.fillsMaximum && form.padsLeft) {
            value = placeEnd - form.wireBytes(counted);
        }
        return true;
    }

    /** The value's length in characters (bytes of b), or negative. */
    private int readPrefix(PartPlan next, int valueAt) {
        ValuePlan form = next.value;
        if (valueAt > end) {
            return failure(next, at, DecodeError.Cause.TRUNCATED);
        }
        int count = Prefix.read(form, bytes, at, valueAt - at);
        if (count < 0) {
            return failure(next, at, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        if (!form.countsBytes) {
            return count > form.length ? failure(next, at, DecodeError.Cause.LENGTH_OVER_MAXIMUM) : count;
        }
        if (count > end - valueAt) {
            return failure(next, at, DecodeError.Cause.TRUNCATED);
        }
        return unitsOf(next, count, valueAt, at);
    }

    private boolean nextTagged() {
        if (plan.form == CompositePlan.BER_TLV) {
            // EMV Book 3 B1: bytes 00 before, between and behind objects mean nothing.
            while (at < end && bytes[at] == 0) {
                at++;
            }
        }
        if (at == end) {
            return false;
        }
        head = at;
        int lengthAt = at;
        int tagBytes = plan.tagBytes;
        if (plan.form == CompositePlan.BER_TLV) {
            tagBytes = BerTag.bytes(bytes, at, end);
            if (tagBytes == BerTag.TOO_LONG) {
                return fail(PartPlan.UNKNOWN, at, DecodeError.Cause.TAG_TOO_LONG);
            }
        }
        if (tagBytes == BerTag.TRUNCATED || tagBytes > end - at) {
            return fail(PartPlan.UNKNOWN, at, DecodeError.Cause.TRUNCATED);
        }
        if (!plan.isLengthFirst) {
            lengthAt += tagBytes;
            readTag(at, tagBytes);
        }
        return readLength(lengthAt, tagBytes);
    }

    private void readTag(int tagAt, int tagBytes) {
        id = TagKey.read(bytes, tagAt, tagBytes);
        part = plan.part(id);
    }

    private boolean readLength(int lengthAt, int tagBytes) {
        PartPlan known = plan.isLengthFirst ? PartPlan.UNKNOWN : part;
        int lengthBytes = Prefix.bytes(plan.length, bytes, lengthAt, end);
        if (lengthBytes < 0) {
            return fail(known, lengthAt, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        int tagBehind = plan.isLengthFirst ? tagBytes : 0;
        if (lengthBytes + tagBehind > end - lengthAt) {
            return fail(known, head, DecodeError.Cause.TRUNCATED);
        }
        int count = Prefix.read(plan.length, bytes, lengthAt, lengthBytes);
        value = lengthAt + lengthBytes + tagBehind;
        if (plan.isLengthFirst) {
            readTag(value - tagBytes, tagBytes);
        }
        if (count < plan.countedTag) {
            return fail(part, lengthAt, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        return placeTagged(count - plan.countedTag);
    }

    private boolean placeTagged(int count) {
        int most = end - value;
        counted = plan.length.countsBytes ? NOT_COUNTED : count;
        // So many characters have at least half as many bytes.
        int bytesOfValue =
                plan.length.countsBytes || count > 2 * most ? count : Math.max(0, part.value.wireBytes(count));
        if (bytesOfValue > most) {
            return fail(part, head, DecodeError.Cause.TRUNCATED);
        }
        placeEnd = value + bytesOfValue;
        at = placeEnd;
        return true;
    }

    /**
     * Tells the characters of the part at hand and takes its filling off.
     *
     * @return whether its length is one that it may have; else {@link #cause} is set
     */
    boolean measure() {
        ValuePlan form = part.value;
        units = counted;
        if (part.isEnclosed && !isMeasured(form)) {
            return false;
        }
        if (form.isTrimmed) {
            trim(form);
        }
        return true;
    }

    private boolean isMeasured(ValuePlan form) {
        int placeBytes = placeEnd - value;
        if (form.isFixed) {
            units = form.length;
            return placeBytes == form.wireBytes(form.length) && (counted < 0 || counted == form.length)
                    || fail(part, head, DecodeError.Cause.LENGTH_WRONG);
        }
        if (counted < 0) {
            units = unitsOf(part, placeBytes, value, head);
        } else if (counted > form.length) {
            units = failure(part, head, DecodeError.Cause.LENGTH_OVER_MAXIMUM);
        }
        return units >= 0;
    }

    /** The characters of so many bytes, all of which are there, or negative. */
    private int unitsOf(PartPlan one, int wireBytes, int valueAt, int errorPlace) {
        int characters = Prefix.unitsOf(one.value, wireBytes, bytes, valueAt);
        if (characters < 0) {
            return failure(one, errorPlace, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        return characters > one.value.length
                ? failure(one, errorPlace, DecodeError.Cause.LENGTH_OVER_MAXIMUM)
                : characters;
    }

    /** Of a number one digit stays. */
    private void trim(ValuePlan form) {
        int least = form.characterClass == CharacterClass.N ? 1 : 0;
        int to = value + units;
        while (to - value > least && form.neutral(bytes[form.padsLeft ? value : to - 1]) == form.padding) {
            if (form.padsLeft) {
                value++;
            } else {
                to--;
            }
        }
        units = to - value;
    }

    /** Whether the part at hand, measured, holds only what it may; else {@link #cause} is set. */
    boolean isLegal() {
        return WireForm.isLegal(part.value, bytes, value, units)
                || fail(part, value, DecodeError.Cause.WRONG_CHARACTER);
    }

    private boolean fail(PartPlan one, int place, DecodeError.Cause why) {
        cause = why;
        errorAt = place;
        blamed = one;
        return false;
    }

    private int failure(PartPlan one, int place, DecodeError.Cause why) {
        fail(one, place, why);
        return -1;
    }

    /** Where it is, no values. */
    @Override
    public String toString() {
        return plan + ", at " + (at - from) + " of " + (end - from);
    }
}
