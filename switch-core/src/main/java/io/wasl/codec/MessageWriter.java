package io.wasl.codec;

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

    private final byte[] scratch = new byte[DraftEncoder.SCRATCH_BYTES];
    private final Draft draft = new Draft();
    private final DraftEncoder encoder = new DraftEncoder(draft, scratch);
    /** Made for the first change of a part. */
    private @Nullable PartWriter partWriter;

    /** A message without elements. */
    public MessageWriter begin(Dialect target, int mti) {
        draft.begin(target, mti);
        return this;
    }

    /** A message with all elements of the source, which need not be of the same dialect. */
    public MessageWriter begin(Dialect target, int mti, MessageView source) {
        draft.begin(target, mti, source);
        return this;
    }

    /** Of the source's elements only these. */
    public MessageWriter keep(ElementMask mask) {
        return keep(mask.lower(), mask.upper());
    }

    /** Of the source's elements only these, none above 128; masks as in {@link ElementMask}. */
    public MessageWriter keep(long lower, long upper) {
        draft.keep(lower, upper);
        return this;
    }

    /** Takes the element out, whether it was the source's or has been set. */
    public MessageWriter remove(int de) {
        draft.remove(de);
        return this;
    }

    public MessageWriter remove(ElementMask mask) {
        draft.remove(mask.lower(), mask.upper());
        return this;
    }

    /** Sets an element, in place of the source's, from its neutral form (see {@link ElementSet}). */
    public MessageWriter set(int de, byte[] neutral, int offset, int length) {
        draft.set(de, neutral, offset, length);
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
        if (path.dialect().plans != draft.plans) {
            return -1;
        }
        if (draft.isSet(de)) {
            int length = draft.valueLength(de);
            System.arraycopy(draft.values, draft.valueOffset(de), before, 0, length);
            return length;
        }
        if (!draft.isKept(de)) {
            return 0;
        }
        ValuePlan plan = draft.plans[de];
        if (plan.roomFor(draft.source.neutralLength(de)) > before.length) {
            return -1;
        }
        int length = draft.source.copy(de, before, 0);
        return draft.oneDialect ? length : NeutralForm.normalize(plan, before, 0, length, before, 0);
    }

    /** Sets an element from {@link PartWriter#after}. */
    private MessageWriter replace(int de, int outcome) {
        if (outcome >= 0) {
            draft.reset(de, parts().after(), 0, outcome);
            return this;
        }
        return outcome == PartWriter.UNCHANGED ? this : outcome == PartWriter.NOTHING_LEFT ? remove(de) : fail(de);
    }

    /** Sets a number; a fixed element gets leading zeros. */
    public MessageWriter setNumber(int de, long value) {
        if (value < 0) {
            return fail(de);
        }
        int start = scratch.length;
        long rest = value;
        do {
            scratch[--start] = (byte) ('0' + rest % 10);
            rest /= 10;
        } while (rest != 0);
        return set(de, scratch, start, scratch.length - start);
    }

    /** Sets ASCII text; other characters fail. */
    public MessageWriter setText(int de, CharSequence text) {
        int length = text.length();
        if (length > scratch.length) {
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
        if (draft.failed > Draft.DOES_NOT_FIT) {
            return -1;
        }
        draft.failed = Draft.NO_FAILURE;
        return encoder.encode(target, offset, limit);
    }

    /**
     * Why {@link #encode} returned −1: the element that the dialect does not declare or that cannot hold its value; 0
     * when the message does not fit the target.
     */
    public int failedElement() {
        return draft.failed;
    }

    private MessageWriter fail(int de) {
        draft.fail(de);
        return this;
    }

    /** MTI only: values may be card data. */
    @Override
    public String toString() {
        return "writer of " + io.wasl.iso.Mti.toString(draft.mti);
    }
}
