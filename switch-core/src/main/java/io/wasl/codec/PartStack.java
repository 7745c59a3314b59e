package io.wasl.codec;

import java.util.Arrays;

/**
 * The passes over a composite and the composites within it, from the element down to the one at hand; as many as the
 * dialect nests, and no recursion.
 *
 * <p>Bytes that mean others (hex, packed digits) are turned into what they mean once, in a scratch buffer that grows to
 * the longest value met and is reused. Each level knows where its bytes are on the wire, in half bytes. Owner: its {@link
 * PartView} or {@link PartWriter}.
 */
final class PartStack {

    private static final int USUAL_DEPTH = 4;
    private static final int USUAL_SCRATCH_BYTES = 1024;

    /** Half bytes on the wire for a byte that stands for itself. */
    private static final int PLAIN = 2;

    private PartScan[] levels = new PartScan[0];

    // By level: content byte `origin` lies at half byte `halfAt` on the wire, and each takes `scale` half bytes.
    private int[] origins = new int[0];
    private int[] halvesAt = new int[0];
    private int[] scales = new int[0];
    /** Where the scratch ended before the level was opened. */
    private int[] scratchMarks = new int[0];

    private int depth;
    private byte[] scratch = new byte[USUAL_SCRATCH_BYTES];
    private int scratchEnd;

    /** Forgets what it held. */
    void clear() {
        depth = 0;
        scratchEnd = 0;
    }

    int depth() {
        return depth;
    }

    /** From 0, the element's own. */
    PartScan level(int index) {
        return levels[index];
    }

    PartScan top() {
        return levels[depth - 1];
    }

    void pop() {
        depth--;
        scratchEnd = scratchMarks[depth];
    }

    /** Opens the parts of an element that is there. */
    void openElement(CompositePlan plan, MessageView view, int de) {
        clear();
        int at = view.offset(de);
        push();
        map(0, 0, PLAIN);
        open(plan, view.buffer(), at, view.neutralLength(de), view.length(de));
    }

    /** Opens content that is no longer, or not yet, on any wire. */
    PartScan openContent(CompositePlan plan, byte[] content, int from, int end) {
        push();
        map(0, 0, PLAIN);
        top().open(plan, content, from, end);
        return top();
    }

    /** Opens the parts of the part at hand, which is measured and, where its bytes mean others, legal. */
    void openPart(CompositePlan plan) {
        PartScan outer = top();
        int level = depth - 1;
        push();
        map(origins[level], halvesAt[level], scales[level]);
        open(plan, outer.bytes, outer.value, outer.units, outer.part.value.wireBytes(outer.units));
    }

    private void open(CompositePlan plan, byte[] bytes, int at, int units, int wireBytes) {
        if (!plan.isConverted()) {
            top().open(plan, bytes, at, at + wireBytes);
            return;
        }
        int level = depth - 1;
        if (units > scratch.length - scratchEnd) {
            // Those on which the levels above stand stay as they are.
            scratch = new byte[Math.max(2 * scratch.length, scratchEnd + units)];
        }
        WireForm.toNeutral(plan.container, bytes, at, units, scratch, scratchEnd);
        int scale = scales[level];
        boolean isHex = plan.container.form == ValuePlan.HEX;
        int skipped = isHex ? 0 : PackedDigits.skipped(plan.container, units);
        map(scratchEnd, half(level, at) + skipped * scale / 2, isHex ? scale * 2 : scale / 2);
        top().open(plan, scratch, scratchEnd, scratchEnd + units);
        scratchEnd += units;
    }

    /** Where a content byte of that level is on the wire, in half bytes. */
    int half(int level, int at) {
        return halvesAt[level] + (at - origins[level]) * scales[level];
    }

    /** As {@link #half}, of the level at hand, in bytes. */
    int wireAt(int at) {
        return half(depth - 1, at) / PLAIN;
    }

    /** The bytes on the wire from one place up to another, those it shares included. */
    int wireBytes(int from, int to) {
        return (half(depth - 1, to) + 1) / PLAIN - wireAt(from);
    }

    /** {@code 55.70.9F26}: the way down to the part that is to blame. */
    String path(int de) {
        StringBuilder path = new StringBuilder().append(de);
        for (int i = 0; i < depth - 1; i++) {
            path.append('.').append(levels[i].part.spec.key());
        }
        PartPlan blamed = top().blamed;
        if (blamed.isDeclared) {
            path.append('.').append(blamed.spec.key());
        }
        return path.toString();
    }

    private void map(int origin, int halfAt, int scale) {
        origins[depth - 1] = origin;
        halvesAt[depth - 1] = halfAt;
        scales[depth - 1] = scale;
    }

    private void push() {
        if (depth == levels.length) {
            int room = Math.max(USUAL_DEPTH, 2 * depth);
            levels = Arrays.copyOf(levels, room);
            for (int i = depth; i < room; i++) {
                levels[i] = new PartScan();
            }
            origins = Arrays.copyOf(origins, room);
            halvesAt = Arrays.copyOf(halvesAt, room);
            scales = Arrays.copyOf(scales, room);
            scratchMarks = Arrays.copyOf(scratchMarks, room);
        }
        scratchMarks[depth] = scratchEnd;
        depth++;
    }

    /** How deep it is. */
    @Override
    public String toString() {
        return depth + " levels";
    }
}
