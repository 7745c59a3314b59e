package io.wasl.security;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC (RFC 4493, NIST SP 800-38B) under a key of 128, 192 or 256 bits. Allocates nothing per message.
 *
 * <pre>
 *   subkeys: L = AES(K, 0), K1 = L·x, K2 = L·x²          in GF(2^128), reduced by 0x87
 *   C = 0; for each block but the last: C = AES(K, C ⊕ block)
 *   last block whole: T = AES(K, C ⊕ block ⊕ K1); else padded by 80 00 … and T = AES(K, C ⊕ block ⊕ K2)
 * </pre>
 *
 * Owner: one thread.
 */
final class AesCmac {

    static final int BLOCK_BYTES = 16;

    private final Cipher aes;
    private final byte[] wholeSubkey;
    private final byte[] paddedSubkey;
    private final byte[] mixed = new byte[BLOCK_BYTES];
    private final byte[] chain = new byte[BLOCK_BYTES];

    AesCmac(byte[] key) {
        try {
            aes = Cipher.getInstance("AES/ECB/NoPadding");
            aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES for such a key", e);
        }
        encrypt();
        wholeSubkey = doubled(chain);
        paddedSubkey = doubled(wholeSubkey);
    }

    /** Writes 16 bytes to {@code target}; the message is any length, zero included. */
    void compute(byte[] message, int offset, int length, byte[] target, int targetOffset) {
        Arrays.fill(mixed, (byte) 0);
        int at = offset;
        int end = offset + length;
        while (end - at > BLOCK_BYTES) {
            mix(message, at, BLOCK_BYTES);
            encrypt();
            System.arraycopy(chain, 0, mixed, 0, BLOCK_BYTES);
            at += BLOCK_BYTES;
        }
        mix(message, at, end - at);
        if (end - at == BLOCK_BYTES) {
            mix(wholeSubkey, 0, BLOCK_BYTES);
        } else {
            mixed[end - at] ^= (byte) 0x80;
            mix(paddedSubkey, 0, BLOCK_BYTES);
        }
        encrypt();
        System.arraycopy(chain, 0, target, targetOffset, BLOCK_BYTES);
    }

    private void mix(byte[] bytes, int offset, int length) {
        for (int i = 0; i < length; i++) {
            mixed[i] ^= bytes[offset + i];
        }
    }

    /** From one array to another: in place, the JDK would make a copy first. */
    private void encrypt() {
        try {
            int written = aes.update(mixed, 0, BLOCK_BYTES, chain, 0);
            assert written == BLOCK_BYTES : "a cipher that keeps bytes back";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses a whole block", e);
        }
    }

    /** Times x in GF(2^128): the one subkey from the other. */
    static byte[] doubled(byte[] block) {
        byte[] result = new byte[BLOCK_BYTES];
        int carry = 0;
        for (int i = BLOCK_BYTES - 1; i >= 0; i--) {
            int shifted = (block[i] & 0xFF) << 1 | carry;
            result[i] = (byte) shifted;
            carry = shifted >>> 8;
        }
        if (carry != 0) {
            result[BLOCK_BYTES - 1] ^= (byte) 0x87;
        }
        return result;
    }
}
