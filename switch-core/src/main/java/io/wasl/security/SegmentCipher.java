package io.wasl.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals and opens the sensitive bytes of one log segment: AES-256-GCM under a data key of its own.
 *
 * <pre>
 *   data key = HKDF-SHA256(PAN encryption key, salt of the segment, "wasl segment data key")
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
    public static final int TAG_BYTES = 16;

    private static final int NONCE_BYTES = 12;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cipher;
    private final SecretKeySpec key;
    private final byte[] nonce = new byte[NONCE_BYTES];

    /**
     * @param panKeyId of {@link Keys}, as the segment's header names it
     * @param salt {@value #SALT_BYTES} random bytes, as the segment's header holds them
     */
    public SegmentCipher(Keys keys, int panKeyId, byte[] salt) {
        if (salt.length != SALT_BYTES) {
            throw new IllegalArgumentException("the salt has " + SALT_BYTES + " bytes");
        }
        byte[] dataKey = Hkdf.derive(keys.panKey(panKeyId), salt, "wasl segment data key", Keys.KEY_BYTES);
        key = new SecretKeySpec(dataKey, "AES");
        Arrays.fill(dataKey, (byte) 0);
        try {
            cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-GCM", e);
        }
    }

    /**
     * Starts sealing the bytes of a group.
     *
     * @param header authenticated with them, from {@code offset}, {@code length} bytes
     */
    public SegmentCipher beginSeal(long groupNumber, byte[] header, int offset, int length) {
        begin(Cipher.ENCRYPT_MODE, groupNumber, header, offset, length);
        return this;
    }

    /** As {@link #beginSeal}, for opening. */
    public SegmentCipher beginOpen(long groupNumber, byte[] header, int offset, int length) {
        begin(Cipher.DECRYPT_MODE, groupNumber, header, offset, length);
        return this;
    }

    /** Writes {@code length} + {@value #TAG_BYTES} bytes to {@code target}, an array other than {@code plain}. */
    public void seal(byte[] plain, int offset, int length, byte[] target, int targetOffset) {
        try {
            cipher.doFinal(plain, offset, length, target, targetOffset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses to seal", e);
        }
    }

    /**
     * Writes {@code length} − {@value #TAG_BYTES} bytes to {@code target}, an array other than {@code sealed}.
     *
     * @return false when the bytes or the header are not what was sealed under this key: nothing may be used
     */
    public boolean open(byte[] sealed, int offset, int length, byte[] target, int targetOffset) {
        try {
            cipher.doFinal(sealed, offset, length, target, targetOffset);
            return true;
        } catch (AEADBadTagException e) {
            return false;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses to open", e);
        }
    }

    private void begin(int mode, long groupNumber, byte[] header, int offset, int length) {
        LONG.set(nonce, 0, groupNumber);
        try {
            cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, nonce));
            cipher.updateAAD(header, offset, length);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM refuses its key or nonce", e);
        }
    }
}
