package io.wasl.codec;

import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A flyweight over one received message: {@link #decode} walks the bytes once and notes where each element is; nothing
 * is copied until asked for.
 *
 * <pre>
 *   MTI │ bitmap 1–64 │ [bitmap 65–128] │ DE 2 │ DE 3 │ …          in the order of the bits
 * </pre>
 *
 * <p>{@code decode} is total: any bytes give a message or an {@link #error()}, in time linear in their number, without
 * an exception and, when it succeeds, without allocation. Every length prefix, every character class and the end of the
 * message are checked, so that the readers below need no checks of their own.
 *
 * <p>Owner: one thread, mostly a loop's; reused for each message. Valid as long as the bytes below it are.
 */
public final class MessageView {

    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final byte[] NOTHING = new byte[0];

    private static final int HEX_BITMAP_BYTES = 16;
    private static final int BINARY_BITMAP_BYTES = 8;
    private static final int NONE = -1;

    private final int[] offsets = new int[129];
    private final int[] lengths = new int[129];
    private final int[] neutralLengths = new int[129];
    private final byte[] panDigits = new byte[PanSource.MAX_DIGITS + 1];

    private byte[] buffer = NOTHING;
    private int start;
    private int end;
    private @Nullable Dialect dialect;
    private int mti;

    // The bitmaps in wire order (DE 1 is the highest bit), without bit 1: the elements that can be read.
    private long primary;
    private long secondary;

    private DecodeError.@Nullable Cause cause;
    private int errorElement;
    private int errorOffset;

    /**
     * Reads one message. After a failure {@link #error()} says why; the MTI, if it was legible, and the elements before
     * the damage can be read.
     *
     * @return whether the whole region is one legal message
     */
    public boolean decode(Dialect dialect, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        this.dialect = dialect;
        this.buffer = buffer;
        start = offset;
        end = offset + length;
        mti = 0;
        primary = 0;
        secondary = 0;
        cause = null;
        int at = readMti(dialect, offset);
        at = at < 0 ? NONE : readBitmaps(dialect, at);
        at = at < 0 ? NONE : readElements(dialect.plans, at);
        if (at >= 0 && at < end) {
            fail(DecodeError.BEHIND, at, DecodeError.Cause.TRAILING_BYTES);
        }
        return cause == null;
    }

    private int readMti(Dialect dialect, int at) {
        if (end - at < (dialect.bcdMti ? 2 : 4)) {
            return fail(0, at, DecodeError.Cause.TRUNCATED);
        }
        if (dialect.bcdMti ? !Characters.areBcd(buffer, at, 2) : !Characters.areDigits(buffer, at, 4)) {
            return fail(0, at, DecodeError.Cause.MTI_NOT_DIGITS);
        }
        if (dialect.bcdMti) {
            mti = (buffer[at] & 0xFF) << 8 | buffer[at + 1] & 0xFF;
            return at + 2;
        }
        mti = (buffer[at] & 0xF) << 12
                | (buffer[at + 1] & 0xF) << 8
                | (buffer[at + 2] & 0xF) << 4
                | buffer[at + 3] & 0xF;
        return at + 4;
    }

    /** Leaves bit 1 set in {@link #primary} only while the secondary bitmap is being read. */
    private int readBitmaps(Dialect dialect, int at) {
        int bytes = dialect.hexBitmap ? HEX_BITMAP_BYTES : BINARY_BITMAP_BYTES;
        if (!isBitmap(dialect, at, bytes)) {
            return NONE;
        }
        long first = bitmap(dialect, at);
        int next = at + bytes;
        if (first < 0) {
            if (!isBitmap(dialect, next, bytes)) {
                return NONE;
            }
            secondary = bitmap(dialect, next);
            next += bytes;
        }
        primary = first & Long.MAX_VALUE;
        return next;
    }

    private boolean isBitmap(Dialect dialect, int at, int bytes) {
        if (end - at < bytes) {
            fail(1, at, DecodeError.Cause.TRUNCATED);
        } else if (dialect.hexBitmap && !Characters.areHex(buffer, at, bytes)) {
            fail(1, at, DecodeError.Cause.BITMAP_NOT_HEX);
        }
        return cause == null;
    }

    private long bitmap(Dialect dialect, int at) {
        return dialect.hexBitmap ? Characters.hexLong(buffer, at) : (long) WORD.get(buffer, at);
    }

    private int readElements(int[] plans, int at) {
        int next = at;
        for (long bits = primary; bits != 0 && next >= 0; ) {
            int de = Long.numberOfLeadingZeros(bits) + 1;
            bits &= ~(Long.MIN_VALUE >>> de - 1);
            next = readElement(de, plans[de], next);
        }
        for (long bits = secondary; bits != 0 && next >= 0; ) {
            int de = Long.numberOfLeadingZeros(bits) + 65;
            bits &= ~(Long.MIN_VALUE >>> de - 65);
            next = readElement(de, plans[de], next);
        }
        return next;
    }

    /** Where the next element starts, or negative. */
    private int readElement(int de, int plan, int at) {
        if (plan == ElementPlan.UNDECLARED) {
            return fail(de, at, DecodeError.Cause.UNDECLARED_ELEMENT);
        }
        int value = at + ElementPlan.prefixBytes(plan);
        int units = value == at ? ElementPlan.length(plan) : readPrefix(de, plan, at, value);
        if (units < 0) {
            return NONE;
        }
        int bytes = ElementPlan.wireBytes(plan, units);
        if (bytes > end - value) {
            return fail(de, at, DecodeError.Cause.TRUNCATED);
        }
        if (!WireForm.isLegal(plan, buffer, value, units)) {
            return fail(de, value, DecodeError.Cause.WRONG_CHARACTER);
        }
        offsets[de] = value;
        lengths[de] = bytes;
        neutralLengths[de] = units;
        return value + bytes;
    }

    /** The value's length in characters (bytes of b), or negative. */
    private int readPrefix(int de, int plan, int at, int value) {
        if (value > end) {
            return fail(de, at, DecodeError.Cause.TRUNCATED);
        }
        int count = Prefix.read(plan, buffer, at);
        if (count < 0) {
            return fail(de, at, DecodeError.Cause.LENGTH_UNREADABLE);
        }
        int units = count;
        if (ElementPlan.countsBytes(plan)) {
            if (count > end - value) {
                return fail(de, at, DecodeError.Cause.TRUNCATED);
            }
            units = Prefix.unitsOf(plan, count, buffer, value);
            if (units < 0) {
                return fail(de, at, DecodeError.Cause.LENGTH_UNREADABLE);
            }
        }
        return units > ElementPlan.length(plan) ? fail(de, at, DecodeError.Cause.LENGTH_OVER_MAXIMUM) : units;
    }

    /** Notes the error and hides the element in question and all behind it. */
    private int fail(int de, int at, DecodeError.Cause why) {
        cause = why;
        errorElement = de;
        errorOffset = at - start;
        if (de <= 64) {
            primary &= de <= 1 ? 0 : -1L << 65 - de;
            secondary = 0;
        } else if (de <= 128) {
            secondary &= de == 65 ? 0 : -1L << 129 - de;
        }
        return NONE;
    }

    /**
     * Why {@link #decode} returned false. Allocates.
     *
     * @throws IllegalStateException when it returned true
     */
    public DecodeError error() {
        if (cause == null) {
            throw new IllegalStateException("decoded without error");
        }
        return new DecodeError(errorElement, errorOffset, cause);
    }

    /**
     * @throws IllegalStateException before the first {@link #decode}
     */
    public Dialect dialect() {
        if (dialect == null) {
            throw new IllegalStateException("nothing decoded");
        }
        return dialect;
    }

    /** Four decimal nibbles, see {@link io.wasl.iso.Mti}; 0 when it was illegible. */
    public int mti() {
        return mti;
    }

    public boolean has(int de) {
        return de <= 64 ? primary << de - 1 < 0 : secondary << de - 65 < 0;
    }

    /** DE 1–64 that are present, as in {@link ElementMask#lower()}. */
    public long lower() {
        return Long.reverse(primary);
    }

    /** DE 65–128 that are present, as in {@link ElementMask#upper()}. */
    public long upper() {
        return Long.reverse(secondary);
    }

    /** DE 2–64 that are present, DE 1 being the highest bit. */
    long primary() {
        return primary;
    }

    /** DE 65–128 that are present, DE 65 being the highest bit. */
    long secondary() {
        return secondary;
    }

    /** The received bytes, the message somewhere within. */
    public byte[] buffer() {
        return buffer;
    }

    /** Where the message starts in {@link #buffer()}. */
    public int start() {
        return start;
    }

    /** Where the element's value starts in {@link #buffer()}, behind its prefix. */
    public int offset(int de) {
        assert has(de) : "no DE " + de;
        return offsets[de];
    }

    /** Bytes of the value on the wire, without its prefix. */
    public int length(int de) {
        assert has(de) : "no DE " + de;
        return lengths[de];
    }

    /** Characters of the value, bytes of b. */
    public int neutralLength(int de) {
        assert has(de) : "no DE " + de;
        return neutralLengths[de];
    }

    /** One character of the neutral form, 0 to 255. */
    public int neutralByte(int de, int index) {
        assert has(de) : "no DE " + de;
        return WireForm.neutralByte(plan(de), buffer, offsets[de], neutralLengths[de], index);
    }

    /** Writes the neutral form (see {@link ElementSet}) and returns its length. */
    public int copy(int de, byte[] target, int targetOffset) {
        assert has(de) : "no DE " + de;
        int units = neutralLengths[de];
        WireForm.toNeutral(plan(de), buffer, offsets[de], units, target, targetOffset);
        return units;
    }

    /** The element as a number, or −1 when it is missing or not 1 to 18 digits. */
    public long number(int de) {
        int digits = has(de) ? neutralLengths[de] : 0;
        if (digits == 0 || digits > 18) {
            return -1;
        }
        return WireForm.number(plan(de), buffer, offsets[de], digits);
    }

    /** Whether the element is there and its neutral form equals the given one. */
    public boolean same(int de, byte[] neutral, int offset, int length) {
        if (!has(de) || neutralLengths[de] != length) {
            return false;
        }
        int plan = plan(de);
        for (int i = 0; i < length; i++) {
            if ((byte) WireForm.neutralByte(plan, buffer, offsets[de], length, i) != neutral[offset + i]) {
                return false;
            }
        }
        return true;
    }

    /** As {@link #copyTo(ElementSet, long, long)}. */
    public boolean copyTo(ElementSet target, ElementMask mask) {
        return copyTo(target, mask.lower(), mask.upper());
    }

    /**
     * Puts those elements of the mask that are present behind what the set holds, in ascending order.
     *
     * @return false when they do not fit; the set then lacks some of them
     */
    public boolean copyTo(ElementSet target, long lowerMask, long upperMask) {
        return copyTo(target, lower() & lowerMask, 1) && copyTo(target, upper() & upperMask, 65);
    }

    private boolean copyTo(ElementSet target, long elements, int first) {
        for (long rest = elements; rest != 0; rest &= rest - 1) {
            int de = first + Long.numberOfTrailingZeros(rest);
            int at = target.claim(de, neutralLengths[de]);
            if (at < 0) {
                return false;
            }
            copy(de, target.buffer(), at);
        }
        return true;
    }

    /** DE 39 packed as in {@link ResponseCode}, {@link ResponseCode#NONE} when missing or longer than four. */
    public int code() {
        int length = has(39) ? neutralLengths[39] : 0;
        if (length > 4) {
            return ResponseCode.NONE;
        }
        int code = ResponseCode.NONE;
        for (int i = 0; i < length; i++) {
            code = code << 8 | neutralByte(39, i);
        }
        return code;
    }

    /** As {@link PanSource#read}: the PAN's digits from DE 2, else 35, 45, 34. */
    public int pan(byte[] target, int offset) {
        return PanSource.read(this, panDigits, target, offset);
    }

    /** Copies the digits from character {@code from} on up to the first other character, at most {@code max}. */
    int leadingDigits(int de, int from, byte[] target, int max) {
        int plan = plan(de);
        int units = neutralLengths[de];
        int most = Math.min(units - from, max);
        return switch (ElementPlan.form(plan)) {
            case ElementPlan.TEXT -> WireForm.leadingDigits(buffer, offsets[de] + from, most, target);
            case ElementPlan.BCD ->
                WireForm.leadingNibbles(
                        buffer, 2 * offsets[de] + WireForm.skippedNibbles(plan, units) + from, most, target);
            default -> 0;
        };
    }

    /** Where the element's prefix starts on the wire. */
    int wireStart(int de) {
        return offsets[de] - ElementPlan.prefixBytes(plan(de));
    }

    private int plan(int de) {
        return dialect().plans[de];
    }

    /** MTI and numbers of elements, no values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(io.wasl.iso.Mti.toString(mti)).append(" DE");
        for (int de = 2; de <= 128; de++) {
            if (has(de)) {
                text.append(' ').append(de);
            }
        }
        return text.toString();
    }
}
