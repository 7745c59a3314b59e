package io.wasl.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Seals and opens the sensitive bytes of one log segment: AES-256-EAX under a data key of its own.
 *
 * <pre>
 *   data key = HKDF-SHA256(PAN encryption key, salt of the segment, "wasl segment EAX key")
 *   nonce    = group number, 8 bytes little endian, then four zeros
 * </pre>
 *
 * A nonce must never seal twice under one key. The salt is random for every segment, a group number is used once in
 * it, and a write is never retried, so it cannot.
 *
 * <p>Owner: one thread.
 */
public final class SegmentCipher {

    public static final int SALT_BYTES = 16;
    /** How much longer sealed bytes are. */
    public static final int TAG_BYTES = AesEax.TAG_BYTES;

    private static final int NONCE_BYTES = 12;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final AesEax eax;
    private final byte[] nonce = new byte[NONCE_BYTES];

    /**
     * @param panKeyId of {@link Keys}, as the segment's header names it
     * @param salt {@value #SALT_BYTES} random bytes, as the segment's header holds them
     */
    public SegmentCipher(Keys keys, int panKeyId, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("the salt has " + SALT_BYTES + " bytes");
        }
        byte[] dataKey = Hkdf.derive(keys.panKey(panKeyId), salt, "wasl segment EAX key", Keys.KEY_BYTES);
        eax = new AesEax(dataKey);
        Arrays.fill(dataKey, (byte) 0);
    }

    /**
     * The bytes to be sealed or opened next are those of this group.
     *
     * @param header authenticated with them, from {@code offset}, {@code length} bytes
     */
    public SegmentCipher begin(long groupNumber, byte[] header, int offset, int length) {
        LONG.set(nonce, 0, groupNumber);
        eax.begin(nonce, header, offset, length);
        return this;
    }

    /** Writes {@code length} + {@value #TAG_BYTES} bytes to {@code target}. */
    public void seal(byte[] plain, int offset, int length, byte[] target, int targetOffset) {
        eax.seal(plain, offset, length, target, targetOffset);
    }

    /**
     * Writes {@code length} − {@value #TAG_BYTES} bytes to {@code target}.
     *
     * @return false when the bytes or the header are not what was sealed under this key: nothing may be used
     */
    public boolean open(byte[] sealed, int offset, int length, byte[] target, int targetOffset) {
        return eax.open(sealed, offset, length, target, targetOffset);
    }
}
