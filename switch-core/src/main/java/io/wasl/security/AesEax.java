package io.wasl.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-EAX: authenticated encryption made of counter mode and CMAC (Bellare, Rogaway, Wagner, "The EAX Mode of Operation", 2004;
 * ISO/IEC 19772). The JDK's AES-GCM makes a thousand bytes of garbage for each nonce, this makes none.
 *
 * <pre>
 *   N = CMAC([0] ‖ nonce)    H = CMAC([1] ‖ header)    C = AES-CTR from N (plain)    T = CMAC([2] ‖ C)
 *   sealed = C ‖ N ⊕ H ⊕ T                             [n]: a block that ends with this byte, of zeros otherwise
 * </pre>
 *
 * A nonce must never seal twice under one key.
 *
 * <p>Owner: one thread.
 */
final class AesEax {

    static final int TAG_BYTES = AesCmac.BLOCK_BYTES;

    private static final int BLOCK_BYTES = AesCmac.BLOCK_BYTES;
    private static final int CHUNK_BYTES = 4 << 10;
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final LongCmac cmac;
    private final Cipher ecb;
    private final byte[] ofNonce = new byte[BLOCK_BYTES];
    private final byte[] ofHeader = new byte[BLOCK_BYTES];
    private final byte[] ofSealed = new byte[BLOCK_BYTES];
    private final byte[] counters = new byte[CHUNK_BYTES];
    private final byte[] stream = new byte[CHUNK_BYTES];

    /** @param key 16, 24 or 32 bytes */
    AesEax(byte[] key) {
        cmac = new LongCmac(key);
        try {
            ecb = Cipher.getInstance("AES/ECB/NoPadding");
            ecb.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES for such a key", e);
        }
    }

    /** The next to be sealed or opened belongs to this nonce and this header. */
    void begin(byte[] nonce, byte[] header, int offset, int length) {
        mac(0, nonce, 0, nonce.length, ofNonce);
        mac(1, header, offset, length, ofHeader);
    }

    /** Writes {@code length} + {@value #TAG_BYTES} bytes to {@code target}; {@code plain} may be the same, at the same place. */
    void seal(byte[] plain, int offset, int length, byte[] target, int targetOffset) {
        cipher(plain, offset, length, target, targetOffset);
        mac(2, target, targetOffset, length, ofSealed);
        for (int i = 0; i < TAG_BYTES; i++) {
            target[targetOffset + length + i] = tagByte(i);
        }
    }

    /**
     * Writes {@code length} − {@value #TAG_BYTES} bytes to {@code target}.
     *
     * @return false when the bytes, nonce or header are not what was sealed under this key: nothing is written
     */
    boolean open(byte[] sealed, int offset, int length, byte[] target, int targetOffset) {
        int plain = length - TAG_BYTES;
        if (plain < 0) {
            return false;
        }
        mac(2, sealed, offset, plain, ofSealed);
        int difference = 0;
        for (int i = 0; i < TAG_BYTES; i++) {
            difference |= sealed[offset + plain + i] ^ tagByte(i);
        }
        if (difference != 0) {
            return false;
        }
        cipher(sealed, offset, plain, target, targetOffset);
        return true;
    }

    private byte tagByte(int i) {
        return (byte) (ofNonce[i] ^ ofHeader[i] ^ ofSealed[i]);
    }

    private void mac(int which, byte[] bytes, int offset, int length, byte[] target) {
        Arrays.fill(target, (byte) 0);
        target[BLOCK_BYTES - 1] = (byte) which;
        cmac.compute(target, bytes, offset, length, target);
    }

    /** Adds the key stream that begins at {@link #ofNonce}: the same in both directions. */
    private void cipher(byte[] from, int offset, int length, byte[] to, int toOffset) {
        long high = (long) LONG.get(ofNonce, 0);
        long low = (long) LONG.get(ofNonce, Long.BYTES);
        for (int done = 0; done < length; ) {
            int part = Math.min(CHUNK_BYTES, length - done);
            int blocks = (part + BLOCK_BYTES - 1) / BLOCK_BYTES;
            count(high, low, blocks, counters);
            encrypt(blocks * BLOCK_BYTES);
            high += Long.compareUnsigned(low + blocks, low) < 0 ? 1 : 0;
            low += blocks;
            for (int i = 0; i < part; i++) {
                to[toOffset + done + i] = (byte) (from[offset + done + i] ^ stream[i]);
            }
            done += part;
        }
    }

    /** Writes so many numbers of 128 bits, from this one on. */
    static void count(long high, long low, int blocks, byte[] target) {
        for (int i = 0; i < blocks; i++) {
            long carry = Long.compareUnsigned(low + i, low) < 0 ? 1 : 0;
            LONG.set(target, i * BLOCK_BYTES, high + carry);
            LONG.set(target, i * BLOCK_BYTES + Long.BYTES, low + i);
        }
    }

    private void encrypt(int bytes) {
        try {
            int written = ecb.update(counters, 0, bytes, stream, 0);
            assert written == bytes : "a cipher that keeps bytes back";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses whole blocks", e);
        }
    }
}
