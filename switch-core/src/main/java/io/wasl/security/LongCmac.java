package io.wasl.security;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-CMAC (NIST SP 800-38B) of a block and thousands of bytes behind it.
 *
 * <p>{@link AesCmac} asks the cipher for one block at a time, this one for a chunk: one AES-CBC encryption that never ends,
 * whose last block is the MAC. A message starts it anew by adding to its first block what the cipher will add too.
 * Allocates nothing per message.
 *
 * <p>Owner: one thread.
 */
final class LongCmac {

    private static final int BLOCK_BYTES = AesCmac.BLOCK_BYTES;

    /** Encrypted at a time, and thrown away but for the last block. */
    private static final int CHUNK_BYTES = 8 << 10;

    private final Cipher cbc;
    private final byte[] wholeSubkey;
    private final byte[] paddedSubkey;
    private final byte[] block = new byte[BLOCK_BYTES];
    /** What the cipher gave last, and adds to the block that comes next. */
    private final byte[] chained = new byte[BLOCK_BYTES];

    private final byte[] scratch = new byte[CHUNK_BYTES];

    LongCmac(byte[] key) {
        try {
            cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(chained));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-CBC", e);
        }
        encryptBlock();
        wholeSubkey = AesCmac.doubled(chained);
        paddedSubkey = AesCmac.doubled(wholeSubkey);
    }

    /**
     * Writes the MAC of {@code first} ‖ {@code bytes}.
     *
     * @param first one block, may be {@code target}
     */
    void compute(byte[] first, byte[] bytes, int offset, int length, byte[] target) {
        for (int i = 0; i < BLOCK_BYTES; i++) {
            block[i] = (byte) (first[i] ^ chained[i]);
        }
        if (length == 0) {
            for (int i = 0; i < BLOCK_BYTES; i++) {
                block[i] ^= wholeSubkey[i];
            }
            encryptBlock();
        } else {
            encryptBlock();
            int lastLength = (length - 1) % BLOCK_BYTES + 1;
            encryptAll(bytes, offset, length - lastLength);
            lastBlock(bytes, offset + length - lastLength, lastLength);
            encryptBlock();
        }
        System.arraycopy(chained, 0, target, 0, BLOCK_BYTES);
    }

    private void lastBlock(byte[] bytes, int offset, int length) {
        byte[] subkey = length == BLOCK_BYTES ? wholeSubkey : paddedSubkey;
        for (int i = 0; i < BLOCK_BYTES; i++) {
            int given = i < length ? bytes[offset + i] : i == length ? 0x80 : 0;
            block[i] = (byte) (given ^ subkey[i]);
        }
    }

    /** Whole blocks. */
    private void encryptAll(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            int part = Math.min(CHUNK_BYTES, length - done);
            encrypt(bytes, offset + done, part, scratch);
            System.arraycopy(scratch, part - BLOCK_BYTES, chained, 0, BLOCK_BYTES);
            done += part;
        }
    }

    private void encryptBlock() {
        encrypt(block, 0, BLOCK_BYTES, chained);
    }

    private void encrypt(byte[] from, int offset, int length, byte[] to) {
        try {
            int written = cbc.update(from, offset, length, to, 0);
            assert written == length : "a cipher that keeps bytes back";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES refuses whole blocks", e);
        }
    }
}
