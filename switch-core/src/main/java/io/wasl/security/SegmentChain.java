package io.wasl.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The keyed hash chain over one log segment: each value is a MAC of the value before it and of the bytes that follow.
 * Whoever changes, removes or moves bytes without the key cannot make the values fit again.
 *
 * <pre>
 *   chain key = HKDF-SHA256(PAN encryption key, salt of the segment, "wasl segment chain key")
 *   value     = AES-256-CMAC(chain key, value before ‖ bytes)
 * </pre>
 *
 * <p>Owner: one thread.
 */
public final class SegmentChain {

    public static final int VALUE_BYTES = AesCmac.BLOCK_BYTES;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final LongCmac cmac;
    private final byte[] value = new byte[VALUE_BYTES];

    /**
     * Stands at a value of zeros.
     *
     * @param panKeyId of {@link Keys}, as the segment's header names it
     * @param salt as the segment's header holds it
     */
    public SegmentChain(Keys keys, int panKeyId, byte[] salt) {
        this(Hkdf.derive(keys.panKey(panKeyId), salt, "wasl segment chain key", Keys.KEY_BYTES));
    }

    /** Wipes the key. */
    SegmentChain(byte[] key) {
        cmac = new LongCmac(key);
        Arrays.fill(key, (byte) 0);
    }

    /** Goes on from a value that was read. */
    public void standAt(long high, long low) {
        LONG.set(value, 0, high);
        LONG.set(value, Long.BYTES, low);
    }

    /** Steps to the next value, over at least one byte. */
    public void extend(byte[] bytes, int offset, int length) {
        if (length < 1) {
            throw new IllegalArgumentException("a value is over at least one byte");
        }
        cmac.compute(value, bytes, offset, length, value);
    }

    /** The first 8 bytes of the value, little endian. */
    public long high() {
        return (long) LONG.get(value, 0);
    }

    /** The last 8 bytes of the value, little endian. */
    public long low() {
        return (long) LONG.get(value, Long.BYTES);
    }

    public void copyTo(byte[] target, int offset) {
        System.arraycopy(value, 0, target, offset, VALUE_BYTES);
    }

    /** Whether these are the value's bytes; takes as long for any. */
    public boolean standsAt(byte[] bytes, int offset) {
        return MessageDigest.isEqual(value, Arrays.copyOfRange(bytes, offset, offset + VALUE_BYTES));
    }
}
