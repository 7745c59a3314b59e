package io.wasl.engine;

import io.wasl.codec.MessageView;
import io.wasl.iso.ElementSet;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * A 128-bit hash of a wire key, the same on every machine and in every run, since the journal stores it.
 *
 * <p>Not secret: an acquirer's id is part of each of its keys, so that nobody can collide with another's. Reused; loop
 * thread.
 */
final class KeyHash {

    /** What a key is for; part of the hash. */
    static final int DUPLICATE = 1;

    static final int ORIGINAL = 2;
    static final int RRN = 3;
    static final int LEG = 4;
    static final int FINGERPRINT = 5;
    static final int MEMBER = 6;

    private static final long MIX_1 = 0x9E3779B97F4A7C15L;
    private static final long MIX_2 = 0xC2B2AE3D27D4EB4FL;
    private static final int LONGEST_ELEMENT_BYTES = 1024;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final byte[] element = new byte[LONGEST_ELEMENT_BYTES];
    private long high;
    private long low;

    KeyHash begin(int kind) {
        high = MIX_1 * kind;
        low = MIX_2 ^ kind;
        return this;
    }

    KeyHash add(long value) {
        high = Long.rotateLeft((high ^ value) * MIX_1, 31) + low;
        low = Long.rotateLeft((low ^ value) * MIX_2, 33) + high;
        return this;
    }

    KeyHash add(byte[] source, int offset, int length) {
        add(length);
        int at = offset;
        int end = offset + length;
        for (; at + 8 <= end; at += 8) {
            add((long) LONG.get(source, at));
        }
        return add(rest(source, at, end - at));
    }

    /** Fewer than eight bytes, the first one lowest. Reads past the region, never past the array. */
    private static long rest(byte[] source, int at, int length) {
        if (at + 8 <= source.length) {
            return (long) LONG.get(source, at) & ~(-1L << 8 * length);
        }
        long rest = 0;
        for (int i = length - 1; i >= 0; i--) {
            rest = rest << 8 | source[at + i] & 0xFF;
        }
        return rest;
    }

    /** Adds the element's neutral value; a missing one is not an empty one. */
    KeyHash add(MessageView message, int de) {
        if (!message.has(de)) {
            return add(-1L);
        }
        if (message.neutralLength(de) > LONGEST_ELEMENT_BYTES) {
            return add(-2L).add(message.neutralLength(de));
        }
        return message.isNeutralOnWire(de)
                ? add(message.buffer(), message.offset(de), message.length(de))
                : add(element, 0, message.copy(de, element, 0));
    }

    /** The same for an element that was stored. */
    KeyHash add(ElementSet elements, int de) {
        int start = elements.find(de);
        if (start < 0) {
            return add(-1L);
        }
        int length = elements.lengthAt(start);
        if (length > LONGEST_ELEMENT_BYTES) {
            return add(-2L).add(length);
        }
        return add(elements.buffer(), start, length);
    }

    KeyHash finish() {
        high = scramble(high ^ low);
        low = scramble(low + high);
        return this;
    }

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /** A member's id as part of keys. */
    static long ofMember(String id) {
        byte[] text = id.getBytes(StandardCharsets.UTF_8);
        return new KeyHash().begin(MEMBER).add(text, 0, text.length).finish().low();
    }

    private static long scramble(long value) {
        long mixed = value;
        mixed = (mixed ^ mixed >>> 33) * 0xFF51AFD7ED558CCDL;
        mixed = (mixed ^ mixed >>> 33) * 0xC4CEB9FE1A85EC53L;
        return mixed ^ mixed >>> 33;
    }
}
