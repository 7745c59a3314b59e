package io.wasl.codec;

/**
 * Changes one part of an element's value: goes down the path in what the value is now, and builds the composites on the
 * path anew from the innermost outwards, copying all that stands before and behind the change as it is.
 *
 * <pre>
 *   content   │ 9F02 … │ 70 len │ 5A … │ 9F26 len value │ … │ │ 95 … │
 *   built  1                            9F26 len new             the part, with its tag or prefix
 *          2            70 len' │ 5A … │ 9F26 len new   │ … │    the object around it, its length anew
 *          3   │ 9F02 … │ …                               │ 95 … │
 * </pre>
 *
 * <p>Allocates nothing in steady state. Owner: its {@link MessageWriter}.
 */
final class PartWriter {

    /** The value cannot be changed so: what is there is damaged, or the new one does not fit. */
    static final int WRONG = -1;
    /** There is nothing to take out. */
    static final int UNCHANGED = -2;
    /** No part is left. */
    static final int NOTHING_LEFT = -3;

    private static final byte[] NOTHING = new byte[0];

    /** As much as all values of a message may have. */
    private static final int CAPACITY = MessageWriter.VALUES_CAPACITY_BYTES;

    private static final int USUAL_STEPS = 8;

    private final PartStack stack = new PartStack();
    /** By level of the path; grows to the longest. */
    private boolean[] isThere = new boolean[USUAL_STEPS];

    /** The element's value before the change, as its parts stand in it. */
    private final byte[] content = new byte[CAPACITY];

    /** In the neutral form what goes into the next composite outwards, at last the element's value. */
    private byte[] value = new byte[CAPACITY];

    private int valueLength;

    /** The content of the composite at hand. */
    private byte[] built = new byte[CAPACITY];

    private int at;
    private boolean isFull;

    /** Where the caller puts the element's neutral form before, and finds it after a change. */
    byte[] before() {
        return content;
    }

    byte[] after() {
        return value;
    }

    /**
     * Sets a part.
     *
     * @param length of the element's value in {@link #before}, 0 when there is none
     * @return the length of the new value in {@link #after}, or {@link #WRONG}
     */
    int set(PartPath path, int length, byte[] neutral, int offset, int neutralLength) {
        if (neutralLength > CAPACITY || !locate(path, length)) {
            return WRONG;
        }
        System.arraycopy(neutral, offset, value, 0, neutralLength);
        valueLength = neutralLength;
        for (int level = path.length() - 1; level >= 0; level--) {
            if (!put(level, path.step(level))) {
                return WRONG;
            }
        }
        return valueLength;
    }

    /**
     * Takes a part out, every one with its tag; also what is left without any part by that.
     *
     * @return the length of the new value in {@link #after}, {@link #WRONG}, {@link #UNCHANGED} or {@link #NOTHING_LEFT}
     */
    int remove(PartPath path, int length) {
        if (!locate(path, length)) {
            return WRONG;
        }
        if (!isThere[path.length() - 1]) {
            return UNCHANGED;
        }
        boolean isCut = false;
        for (int level = path.length() - 1; level >= 0; level--) {
            boolean isDone =
                    isCut ? put(level, path.step(level)) : cut(level, path.step(level), level == path.length() - 1);
            if (!isDone) {
                return WRONG;
            }
            isCut |= valueLength > 0;
        }
        return isCut ? valueLength : NOTHING_LEFT;
    }

    /** Opens every composite on the path, empty ones in place of those that are not there. */
    private boolean locate(PartPath path, int length) {
        if (path.length() > isThere.length) {
            isThere = new boolean[path.length()];
        }
        CompositePlan outermost = path.composite(0);
        if (outermost.container.form == ValuePlan.PAGED) {
            page(outermost.container).toWire(content, 0, length, content, 0);
        }
        stack.clear();
        PartScan scan = stack.openContent(outermost, content, 0, length);
        for (int i = 0; ; i++) {
            isThere[i] = scan.cause == null && scan.find(path.step(i).id);
            if (scan.cause != null) {
                return false;
            }
            if (i == path.length() - 1) {
                return true;
            }
            CompositePlan within = path.composite(i + 1);
            if (!isThere[i]) {
                scan = stack.openContent(within, NOTHING, 0, 0);
            } else if (scan.measure() && (!within.isConverted() || scan.isLegal())) {
                stack.openPart(within);
                scan = stack.top();
            } else {
                return false;
            }
        }
    }

    /** Puts {@link #value} in the place of a part of that level, and makes the level's content the value. */
    private boolean put(int level, PartPlan part) {
        PartScan scan = stack.level(level);
        int units = shaped(part);
        if (units < 0) {
            return false;
        }
        begin();
        int bodyFrom = scan.from;
        if (scan.plan.form == CompositePlan.BITMAP) {
            writeBitmaps(scan, isThere[level] ? 0 : part.id, 0);
            bodyFrom = scan.bodyFrom;
        }
        copy(scan.bytes, bodyFrom, isThere[level] ? scan.head : scan.at);
        boolean isBlankAround = scan.plan.form == CompositePlan.POSITIONAL && !isThere[level];
        if (isBlankAround) {
            writeBlanks(scan.plan, scan.id + 1, part.id - 1);
        }
        write(scan.plan, part, units);
        copy(scan.bytes, isThere[level] ? scan.placeEnd : scan.at, scan.end);
        if (isBlankAround && scan.plan.container.isFixed) {
            writeBlanks(scan.plan, part.id + 1, scan.plan.last());
        }
        return finish(scan.plan);
    }

    /** The characters of {@link #value}; of what is divided only the part in question is checked. */
    private int shaped(PartPlan part) {
        if (part.value.isFixed && part.value.length > CAPACITY) {
            return WRONG;
        }
        return part.parts == null
                ? NeutralForm.normalize(part.value, value, 0, valueLength, value, 0)
                : NeutralForm.shape(part.value, value, 0, valueLength, value, 0);
    }

    /** Makes the level's content without a part the value; nothing when no part is left. */
    private boolean cut(int level, PartPlan part, boolean isInnermost) {
        PartScan scan = stack.level(level);
        begin();
        boolean isLeft = switch (scan.plan.form) {
            case CompositePlan.POSITIONAL -> cutPositional(scan, part);
            case CompositePlan.BITMAP -> cutBit(scan, part);
            default -> cutTagged(scan, part.id, isInnermost);
        };
        if (scan.cause != null) {
            return false;
        }
        at = isLeft ? at : 0;
        return finish(scan.plan);
    }

    /** What others stand behind is blanked, since they have no other place. */
    private boolean cutPositional(PartScan scan, PartPlan part) {
        copy(scan.bytes, scan.from, scan.head);
        if (scan.placeEnd < scan.end || scan.plan.container.isFixed) {
            writeBlanks(scan.plan, part.id, part.id);
            copy(scan.bytes, scan.placeEnd, scan.end);
        }
        return at > 0;
    }

    private boolean cutBit(PartScan scan, PartPlan part) {
        boolean isLeft = writeBitmaps(scan, 0, part.id);
        copy(scan.bytes, scan.bodyFrom, scan.head);
        copy(scan.bytes, scan.placeEnd, scan.end);
        return isLeft;
    }

    /** The object at hand, or every one with its tag; the bytes between objects stay. */
    private boolean cutTagged(PartScan scan, long tag, boolean isEvery) {
        int head = scan.head;
        scan.open(scan.plan, scan.bytes, scan.from, scan.end);
        int copied = scan.from;
        boolean isLeft = false;
        while (scan.next()) {
            if (scan.id == tag && (isEvery || scan.head == head)) {
                copy(scan.bytes, copied, scan.head);
                copied = scan.placeEnd;
            } else {
                isLeft = true;
            }
        }
        copy(scan.bytes, copied, scan.end);
        return isLeft;
    }

    private void begin() {
        at = 0;
        isFull = false;
    }

    /** The content just built becomes the value, in the neutral form of what it divides. */
    private boolean finish(CompositePlan plan) {
        byte[] rest = value;
        value = built;
        built = rest;
        valueLength = at;
        if (plan.container.form == ValuePlan.PAGED) {
            page(plan.container).toNeutral(value, 0, valueLength, value, 0);
        }
        return !isFull;
    }

    private boolean hasRoom(int bytes) {
        isFull |= bytes > CAPACITY - at;
        return !isFull;
    }

    private void copy(byte[] source, int from, int to) {
        if (hasRoom(to - from)) {
            System.arraycopy(source, from, built, at, to - from);
            at += to - from;
        }
    }

    /** Writes the part with its tag or prefix, from {@link #value}. */
    private void write(CompositePlan composite, PartPlan part, int units) {
        ValuePlan plan = part.value;
        int bytes = plan.wireBytes(units);
        int placeBytes = plan.placeBytes(units);
        if (!writeHead(composite, part, units, bytes, placeBytes) || !hasRoom(placeBytes)) {
            return;
        }
        int end = at + placeBytes;
        int start = plan.padsLeft ? end - bytes : at;
        WireForm.fromNeutral(plan, value, 0, units, built, start);
        if (bytes < placeBytes) {
            WireForm.fill(plan, built, plan.padsLeft ? at : start + bytes, plan.padsLeft ? start : end);
        }
        at = end;
    }

    private boolean writeHead(CompositePlan composite, PartPlan part, int units, int bytes, int placeBytes) {
        if (!composite.isTagged()) {
            return part.value.isFixed || writeLength(part.value, units, bytes);
        }
        int tagBytes = composite.form == CompositePlan.BER_TLV ? BerTag.width(part.id) : composite.tagBytes;
        int shownUnits = composite.countedTag + (part.value.isFixed ? part.value.length : units);
        int shownBytes = composite.countedTag + placeBytes;
        if (composite.isLengthFirst) {
            return writeLength(composite.length, shownUnits, shownBytes) && writeTag(part.id, tagBytes);
        }
        return writeTag(part.id, tagBytes) && writeLength(composite.length, shownUnits, shownBytes);
    }

    private boolean writeTag(long tag, int bytes) {
        if (hasRoom(bytes)) {
            TagKey.write(tag, built, at, bytes);
            at += bytes;
        }
        return !isFull;
    }

    private boolean writeLength(ValuePlan plan, int units, int bytes) {
        int width = Prefix.bytesFor(plan, units, bytes);
        int shown = (plan.countsBytes ? bytes : units) + plan.countedBytes;
        isFull |= width > 0 && shown > LengthPrefix.highest(plan.prefix, width);
        if (hasRoom(width)) {
            Prefix.write(plan, units, bytes, built, at, width);
            at += width;
        }
        return !isFull;
    }

    /** What was not set of parts that stand by position: zeros for digits and bytes, else spaces; nothing if variable. */
    private void writeBlanks(CompositePlan composite, long first, long last) {
        for (long number = first; number <= last; number++) {
            ValuePlan plan = composite.part(number).value;
            int bytes = plan.placeBytes(plan.isFixed ? plan.length : 0);
            if (!plan.isFixed && !writeLength(plan, 0, 0) || !hasRoom(bytes)) {
                return;
            }
            blank(plan, built, at, at + bytes);
            at += bytes;
        }
    }

    private static void blank(ValuePlan plan, byte[] target, int from, int to) {
        switch (plan.form) {
            case ValuePlan.BYTES, ValuePlan.BCD -> java.util.Arrays.fill(target, from, to, (byte) 0);
            case ValuePlan.SIGNED_BCD -> {
                fill(plan, target, from, from + 1, 'C');
                java.util.Arrays.fill(target, from + 1, to, (byte) 0);
            }
            case ValuePlan.OVERPUNCHED -> {
                fill(plan, target, from, to - 1, '0');
                fill(plan, target, to - 1, to, '{');
            }
            default -> {
                boolean isSigned = plan.characterClass == CharacterClass.XN;
                fill(plan, target, from, to, blank(plan));
                fill(plan, target, from, isSigned ? from + 1 : from, 'C');
            }
        }
    }

    private static char blank(ValuePlan plan) {
        return switch (plan.characterClass) {
            case N, XN, Z -> '0';
            case B -> plan.form == ValuePlan.HEX ? '0' : '\0';
            case A, AN, AS, NS, ANS, S, ANY -> ' ';
        };
    }

    private static void fill(ValuePlan plan, byte[] target, int from, int to, char character) {
        if (plan.page == null) {
            java.util.Arrays.fill(target, from, to, (byte) character);
        } else {
            plan.page.fill(target, from, to, character);
        }
    }

    /**
     * Writes the bitmaps with one bit more, or one less; 0 for none. Where nothing changes they are copied.
     *
     * @return whether a bit is set
     */
    private boolean writeBitmaps(PartScan scan, long added, long taken) {
        if (added == 0 && taken == 0) {
            copy(scan.bytes, scan.from, scan.bodyFrom);
            return true;
        }
        CompositePlan plan = scan.plan;
        long first = (scan.first | bit(added, 1)) & ~bit(taken, 1);
        long second = (scan.second | bit(added, 65)) & ~bit(taken, 65);
        int width = plan.bitmapWidth;
        boolean isLong = plan.isContinued && (second != 0 || width < 8 && first << 8 * width != 0);
        long shown = isLong ? first | Long.MIN_VALUE : first;
        int bytes = isLong ? 2 * width : width;
        if (hasRoom(SubBitmap.wireBytes(plan.bitmap, bytes))) {
            for (int i = 0; i < bytes; i++) {
                int bits = (int) (i < 8 ? shown >>> 56 - 8 * i : second >>> 120 - 8 * i) & 0xFF;
                SubBitmap.put(plan.bitmap, bits, built, at, i);
            }
            at += SubBitmap.wireBytes(plan.bitmap, bytes);
        }
        return (first | second) != 0;
    }

    /** Among the 64 bits from {@code firstNumber} on; 0 when it is not among them. */
    private static long bit(long number, int firstNumber) {
        return number >= firstNumber && number < firstNumber + 64 ? Long.MIN_VALUE >>> number - firstNumber : 0;
    }

    private static CodePage page(ValuePlan plan) {
        CodePage page = plan.page;
        assert page != null : "text by a code page without one";
        return page == null ? CodePage.IBM037 : page;
    }

    /** No values. */
    @Override
    public String toString() {
        return "writer of parts";
    }
}
