package io.wasl.codec;

import java.util.Arrays;

/** What writing promises of a message that was decoded whole. Owner: one thread. */
final class RewritePromises {

    private static final int MOST_BYTES = 64 * 1024;

    private final MessageWriter writer = new MessageWriter();
    private final MessageView written = new MessageView();
    private final byte[] target = new byte[MOST_BYTES];
    private final byte[] value = new byte[MOST_BYTES];

    /** Into the same dialect: the same bytes, only that bitmaps without a bit are left out and hex digits are upper case. */
    void rewrite(MessageView source, byte[] message) {
        Dialect dialect = source.dialect();
        byte[] again = encode(writer.begin(dialect, source.mti(), source), "rewriting");
        if (Arrays.equals(again, message)) {
            return;
        }
        if (!written.decode(dialect, again, 0, again.length)) {
            throw new AssertionError("rewritten is no message: " + written.error());
        }
        if (written.primary() != source.primary()
                || written.secondary() != source.secondary()
                || written.tertiary() != source.tertiary()) {
            throw new AssertionError("rewritten has other elements");
        }
        if (isCanonical(source)) {
            throw new AssertionError("rewritten has other bytes");
        }
        for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
            if (source.has(de) && !Arrays.equals(wire(source, de), wire(written, de))) {
                throw new AssertionError("rewritten has another DE " + de);
            }
        }
    }

    private static boolean isCanonical(MessageView source) {
        Dialect dialect = source.dialect();
        long third = source.tertiary();
        long second = source.secondary() | (third == 0 ? 0 : Long.MIN_VALUE);
        long first = source.primary() | (second == 0 ? 0 : Long.MIN_VALUE);
        byte[] header = new byte[64];
        int end = WireHeader.writeMti(dialect.mti, source.mti(), header, 0);
        if (dialect.bitmap != Dialect.BitmapForm.NONE) {
            end = WireHeader.writeBitmap(dialect.bitmap, first, header, end);
            end = second == 0 ? end : WireHeader.writeBitmap(dialect.bitmap, second, header, end);
            end = third == 0 || dialect.tertiary == Dialect.TertiaryForm.ELEMENT
                    ? end
                    : WireHeader.writeBitmap(dialect.bitmap, third, header, end);
        }
        int from = source.start();
        // A third bitmap among the elements may be empty, or in small letters.
        return Arrays.equals(header, 0, end, source.buffer(), from, from + end)
                && dialect.tertiary != Dialect.TertiaryForm.ELEMENT;
    }

    private static byte[] wire(MessageView view, int de) {
        return Arrays.copyOfRange(view.buffer(), view.wireStart(de), view.wireEnd(de));
    }

    /** Into another: a message there with the same elements, or none and the element that has no place there. */
    void transcode(MessageView source, Dialect other, boolean onlyShared) {
        writer.begin(other, source.mti(), source);
        if (onlyShared) {
            writer.keep(other.declared());
        }
        int length = writer.encode(target, 0, target.length);
        if (length < 0) {
            int failed = writer.failedElement();
            if (failed < 0 || failed > Dialect.LAST_ELEMENT) {
                throw new AssertionError("not transcoded, but failed is " + failed);
            }
            return;
        }
        byte[] message = Arrays.copyOf(target, length);
        if (!written.decode(other, message, 0, length)) {
            if (other.checkedComposites.length == 0) {
                throw new AssertionError("transcoded to " + other + " is no message: " + written.error());
            }
            return;
        }
        for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
            if (written.has(de)) {
                compare(source, de);
            }
        }
    }

    private void compare(MessageView source, int de) {
        if (!source.has(de)) {
            throw new AssertionError("transcoded has DE " + de + " from nowhere");
        }
        int length = source.copy(de, value, 0);
        ValuePlan plan = written.dialect().plans[de];
        int units = NeutralForm.normalize(plan, value, 0, length, value, 0);
        if (plan.isTrimmed) {
            units = trim(plan, units);
        }
        if (!written.same(de, value, 0, units)) {
            throw new AssertionError("transcoded has another DE " + de);
        }
    }

    /** What the source has of the other dialect's filling is taken off there when it is read. */
    private int trim(ValuePlan plan, int units) {
        int least = plan.characterClass == CharacterClass.N ? 1 : 0;
        int from = 0;
        int end = units;
        while (plan.padsLeft && end - from > least && value[from] == plan.padding) {
            from++;
        }
        while (!plan.padsLeft && end - from > least && value[end - 1] == plan.padding) {
            end--;
        }
        System.arraycopy(value, from, value, 0, end - from);
        return end - from;
    }

    /** Of a writer that must not fail. */
    private byte[] encode(MessageWriter whole, String doing) {
        int length = whole.encode(target, 0, target.length);
        if (length < 0) {
            throw new AssertionError(doing + " failed at DE " + whole.failedElement());
        }
        return Arrays.copyOf(target, length);
    }

    /**
     * Sets any bytes as an element: refused, or a message whose value gives the same bytes again.
     *
     * @return whether it was taken
     */
    boolean set(Dialect dialect, int de, byte[] neutral) {
        int length = writer.begin(dialect, 0x0100)
                .set(de, neutral, 0, neutral.length)
                .encode(target, 0, target.length);
        if (length < 0) {
            if (writer.failedElement() != de) {
                throw new AssertionError("DE " + de + " was set, and DE " + writer.failedElement() + " is blamed");
            }
            return false;
        }
        byte[] message = Arrays.copyOf(target, length);
        if (!written.decode(dialect, message, 0, length)) {
            throw new AssertionError("written is no message: " + written.error());
        }
        int units = written.copy(de, value, 0);
        byte[] again = encode(writer.begin(dialect, 0x0100).set(de, value, 0, units), "writing what was read");
        if (!Arrays.equals(again, message)) {
            throw new AssertionError("what was read of DE " + de + " is written otherwise");
        }
        return true;
    }
}
