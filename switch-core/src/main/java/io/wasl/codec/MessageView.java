package io.wasl.codec;

import io.wasl.iso.ElementMask;
import io.wasl.iso.ElementSet;
import io.wasl.iso.ResponseCode;
import java.util.Arrays;
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

    private final MessageWalk walk = new MessageWalk();
    private final byte[] panDigits = new byte[PanSource.SCRATCH_BYTES];
    /** Goes through composites that are checked at once; made for the first of them. */
    private @Nullable PartView checked;

    private boolean partsAreWrong;

    /**
     * Reads one message. After a failure {@link #error()} says why; the MTI, if it was legible, and the elements before
     * the damage can be read.
     *
     * @return whether the whole region is one legal message
     */
    public boolean decode(Dialect dialect, byte[] buffer, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, buffer.length);
        boolean isWhole = walk.walk(dialect, buffer, offset, length);
        partsAreWrong = isWhole && dialect.checkedComposites.length != 0 && !areChecked(dialect.checkedComposites);
        return isWhole && !partsAreWrong;
    }

    private boolean areChecked(int[] composites) {
        PartView parts = checked == null ? new PartView() : checked;
        checked = parts;
        for (int de : composites) {
            parts.begin(this, de);
            while (parts.next()) {
                // Going there is the check.
            }
            if (parts.isDamaged()) {
                walk.fail(de, start() + parts.errorOffset(), parts.errorCause());
                return false;
            }
        }
        return true;
    }

    /**
     * Why {@link #decode} returned false. Allocates.
     *
     * @throws IllegalStateException when it returned true
     */
    public DecodeError error() {
        DecodeError.Cause cause = walk.cause;
        if (cause == null) {
            throw new IllegalStateException("decoded without error");
        }
        return checked != null && partsAreWrong
                ? checked.error()
                : new DecodeError(walk.errorElement, walk.errorOffset, cause);
    }

    /**
     * @throws IllegalStateException before the first {@link #decode}
     */
    public Dialect dialect() {
        Dialect dialect = walk.dialect;
        if (dialect == null) {
            throw new IllegalStateException("nothing decoded");
        }
        return dialect;
    }

    /** Four decimal nibbles, see {@link io.wasl.iso.Mti}; 0 when it was illegible. */
    public int mti() {
        return walk.mti;
    }

    public boolean has(int de) {
        return walk.has(de);
    }

    /** DE 1–64 that are present, as in {@link ElementMask#lower()}. */
    public long lower() {
        return Long.reverse(walk.primary);
    }

    /** DE 65–128 that are present, as in {@link ElementMask#upper()}. */
    public long upper() {
        return Long.reverse(walk.secondary);
    }

    /** DE 2–64 that are present, DE 1 being the highest bit. */
    long primary() {
        return walk.primary;
    }

    /** DE 65–128 that are present, DE 65 being the highest bit. */
    long secondary() {
        return walk.secondary;
    }

    /** DE 129–192 that are present, DE 129 being the highest bit. */
    long tertiary() {
        return walk.tertiary;
    }

    /** The received bytes, the message somewhere within. */
    public byte[] buffer() {
        return walk.buffer;
    }

    /** Where the message starts in {@link #buffer()}. */
    public int start() {
        return walk.start;
    }

    /** Where the element's value starts in {@link #buffer()}, behind its prefix and its filling. */
    public int offset(int de) {
        return walk.offset(de);
    }

    /** Bytes of the value on the wire, without its prefix and its filling. */
    public int length(int de) {
        return walk.plans[de].wireBytes(walk.units(de));
    }

    /** Whether these bytes are the neutral form, so that it need not be copied to be read. */
    public boolean isNeutralOnWire(int de) {
        return walk.plans[de].isNeutralOnWire;
    }

    /** Characters of the value, bytes of b. */
    public int neutralLength(int de) {
        return walk.units(de);
    }

    /** One character of the neutral form, 0 to 255. */
    public int neutralByte(int de, int index) {
        return WireForm.neutralByte(walk.plans[de], walk.buffer, walk.offset(de), walk.units(de), index);
    }

    /** Writes the neutral form (see {@link ElementSet}) and returns its length. */
    public int copy(int de, byte[] target, int targetOffset) {
        int units = walk.units(de);
        WireForm.toNeutral(walk.plans[de], walk.buffer, walk.offset(de), units, target, targetOffset);
        return units;
    }

    /** The element as a number, or −1 when it is missing or not 1 to 18 digits. */
    public long number(int de) {
        int digits = has(de) ? neutralLength(de) : 0;
        if (digits == 0 || digits > 18) {
            return -1;
        }
        return WireForm.number(walk.plans[de], walk.buffer, walk.offset(de), digits);
    }

    /** Whether the element is there and its neutral form equals the given one. */
    public boolean same(int de, byte[] neutral, int offset, int length) {
        if (!has(de) || neutralLength(de) != length) {
            return false;
        }
        ValuePlan plan = walk.plans[de];
        int at = walk.offset(de);
        if (isNeutralOnWire(de)) {
            return Arrays.equals(walk.buffer, at, at + length, neutral, offset, offset + length);
        }
        for (int i = 0; i < length; i++) {
            if ((byte) WireForm.neutralByte(plan, walk.buffer, at, length, i) != neutral[offset + i]) {
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
            int at = target.claim(de, neutralLength(de));
            if (at < 0) {
                return false;
            }
            copy(de, target.buffer(), at);
        }
        return true;
    }

    /** DE 39 packed as in {@link ResponseCode}, {@link ResponseCode#NONE} when missing or longer than four. */
    public int code() {
        int length = has(39) ? neutralLength(39) : 0;
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

    /** Copies the digits from character {@code from} on up to the first other one, at most as many as the target holds. */
    int leadingDigits(int de, int from, byte[] target) {
        return WireForm.leadingDigits(walk.plans[de], walk.buffer, walk.offset(de), walk.units(de), from, target);
    }

    /** How the element is written. */
    ValuePlan plan(int de) {
        return walk.plans[de];
    }

    /** Where the element starts on the wire, with its prefix and its filling. */
    int wireStart(int de) {
        return walk.wireStart(de);
    }

    /** Where the element ends on the wire, with its filling. */
    int wireEnd(int de) {
        return walk.wireEnd(de);
    }

    /** MTI and numbers of elements, no values. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(io.wasl.iso.Mti.toString(walk.mti)).append(" DE");
        for (int de = 2; de <= Dialect.LAST_ELEMENT; de++) {
            if (has(de)) {
                text.append(' ').append(de);
            }
        }
        return text.toString();
    }
}
