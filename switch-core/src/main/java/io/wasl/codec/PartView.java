package io.wasl.codec;

import org.jspecify.annotations.Nullable;

/**
 * A flyweight over one part of a decoded message: found by its path, or met on the way through all parts of an element.
 *
 * <pre>
 *   if (part.find(view, cryptogram)) { … part.copy(target, 0) … }
 *   else if (part.isDamaged())       { … part.error() … }
 *
 *   for (part.begin(view, 55); part.next(); ) { … part.depth(), part.key(), part.name() … }
 * </pre>
 *
 * <p>Total as {@link MessageView#decode} is: any bytes give the part, its absence or an {@link #error()}, in time linear in
 * the element's length. Neighbours are passed over, not unpacked. Allocates nothing, but a larger scratch buffer when a
 * longer value in hex or packed digits comes by than ever before.
 *
 * <p>Owner: one thread; reused. Valid as long as the message is.
 */
public final class PartView {

    private static final MessageView NO_MESSAGE = new MessageView();
    private static final byte[] NOTHING = new byte[0];

    private final PartStack stack = new PartStack();
    private MessageView view = NO_MESSAGE;
    private int de;
    private boolean isDamaged;

    // The value at hand.
    private ValuePlan plan = ValuePlan.NONE;
    private byte[] bytes = NOTHING;
    private int at;
    private int units;
    /** The part at hand has parts that {@link #next} has not entered yet. */
    private @Nullable CompositePlan pending;

    /**
     * Goes to the first part with this path.
     *
     * @return false when it is not there, or when the bytes before it are damaged: {@link #isDamaged} says which
     * @throws IllegalArgumentException when the path is of another dialect than the message
     */
    public boolean find(MessageView message, PartPath path) {
        if (path.dialect() != message.dialect()) {
            throw new IllegalArgumentException("path " + path + " is of " + path.dialect());
        }
        start(message, path.de());
        if (!message.has(de)) {
            return false;
        }
        if (path.length() == 0) {
            plan = message.dialect().plans[de];
            take(plan, message.buffer(), message.offset(de), message.neutralLength(de));
            return true;
        }
        stack.openElement(path.composite(0), message, de);
        return descend(path);
    }

    private boolean descend(PartPath path) {
        int last = path.length() - 1;
        for (int i = 0; ; i++) {
            PartScan scan = stack.top();
            if (!scan.find(path.step(i).id)) {
                return missing(scan);
            }
            if (!scan.measure()) {
                return missing(scan);
            }
            if (i == last) {
                return isTaken(scan);
            }
            CompositePlan within = path.composite(i + 1);
            if (within.isConverted() && !scan.isLegal()) {
                return missing(scan);
            }
            stack.openPart(within);
        }
    }

    /**
     * Goes before the first part of an element; there is none when the element is not there or not divided.
     */
    public void begin(MessageView message, int element) {
        start(message, element);
        CompositePlan composite = message.has(element) ? message.dialect().composite(element) : null;
        if (composite != null) {
            stack.openElement(composite, message, element);
        }
    }

    /**
     * Goes on to the next part, those within a part right behind it, each one checked.
     *
     * @return false behind the last one, or when the rest is damaged: {@link #isDamaged} says which
     */
    public boolean next() {
        if (isDamaged) {
            return false;
        }
        if (pending != null) {
            stack.openPart(pending);
            pending = null;
        }
        while (stack.depth() > 0) {
            PartScan scan = stack.top();
            if (scan.next()) {
                pending = scan.part.parts;
                return scan.measure() ? isTaken(scan) : missing(scan);
            }
            if (scan.cause != null) {
                return missing(scan);
            }
            stack.pop();
        }
        return false;
    }

    private void start(MessageView message, int element) {
        stack.clear();
        view = message;
        de = element;
        isDamaged = false;
        pending = null;
        plan = ValuePlan.NONE;
        bytes = NOTHING;
        units = 0;
    }

    private boolean isTaken(PartScan scan) {
        if (!scan.isLegal()) {
            return missing(scan);
        }
        take(scan.part.value, scan.bytes, scan.value, scan.units);
        return true;
    }

    private void take(ValuePlan form, byte[] from, int start, int characters) {
        plan = form;
        bytes = from;
        at = start;
        units = characters;
    }

    private boolean missing(PartScan scan) {
        isDamaged = scan.cause != null;
        return false;
    }

    /** Whether the last call returned false because the bytes are no parts as the dialect declares them. */
    public boolean isDamaged() {
        return isDamaged;
    }

    /**
     * Where they are not. Allocates.
     *
     * @throws IllegalStateException when nothing is damaged
     */
    public DecodeError error() {
        DecodeError.Cause cause = errorCause();
        return new DecodeError(de, stack.path(de), errorOffset(), cause);
    }

    DecodeError.Cause errorCause() {
        DecodeError.Cause cause = isDamaged ? stack.top().cause : null;
        if (cause == null) {
            throw new IllegalStateException("no damage");
        }
        return cause;
    }

    /** From the start of the message. */
    int errorOffset() {
        return stack.wireAt(stack.top().errorAt) - view.start();
    }

    /** How many composites the part stands in, the element being the first; 0 for an element itself. */
    public int depth() {
        return stack.depth();
    }

    /** Its step in a path. Of a tag that the dialect does not declare it is made of received bytes, and allocates. */
    public String key() {
        if (stack.depth() == 0) {
            return Integer.toString(de);
        }
        PartScan scan = stack.top();
        return scan.part.isDeclared ? scan.part.spec.key() : TagKey.of(scan.plan.spec, scan.id);
    }

    /** For people; empty for a tag that the dialect does not declare. */
    public String name() {
        return stack.depth() == 0
                ? view.dialect().spec(de).name()
                : stack.top().part.spec.name();
    }

    /** Its own; opaque for a tag that the dialect does not declare. */
    public Sensitivity sensitivity() {
        return stack.depth() == 0
                ? view.dialect().spec(de).sensitivity()
                : stack.top().part.spec.sensitivity();
    }

    /** Whether the dialect declares this part. */
    public boolean isDeclared() {
        return stack.depth() == 0 || stack.top().part.isDeclared;
    }

    /** Whether it has parts in turn. */
    public boolean isComposite() {
        return stack.depth() == 0 ? view.dialect().composite(de) != null : stack.top().part.parts != null;
    }

    public CharacterClass characterClass() {
        return plan.characterClass;
    }

    /** Where the value starts in the message's buffer; of a part that starts within a byte, that byte. */
    public int offset() {
        return stack.depth() == 0 ? at : stack.wireAt(at);
    }

    /** Bytes of the value on the wire, those it shares with a neighbour included. */
    public int length() {
        int bytesOfValue = plan.wireBytes(units);
        return stack.depth() == 0 ? bytesOfValue : stack.wireBytes(at, at + bytesOfValue);
    }

    /** Characters of the value, bytes of b. */
    public int neutralLength() {
        return units;
    }

    /** One character of the neutral form, 0 to 255. */
    public int neutralByte(int index) {
        return WireForm.neutralByte(plan, bytes, at, units, index);
    }

    /** Writes the neutral form (see {@link io.wasl.iso.ElementSet}) and returns its length. */
    public int copy(byte[] target, int targetOffset) {
        WireForm.toNeutral(plan, bytes, at, units, target, targetOffset);
        return units;
    }

    /** The part as a number, or −1 when it is not 1 to 18 digits. */
    public long number() {
        return units == 0 || units > 18 ? -1 : WireForm.number(plan, bytes, at, units);
    }

    /** Whether its neutral form equals the given one. */
    public boolean same(byte[] neutral, int offset, int length) {
        if (units != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if ((byte) neutralByte(i) != neutral[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** No values. */
    @Override
    public String toString() {
        return "a part of DE " + de + " at depth " + depth();
    }
}
