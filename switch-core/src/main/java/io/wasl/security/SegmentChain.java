package io.wasl.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The keyed hash chain over one log segment: each value is a MAC of the value before it and of the bytes that follow.
 * Whoever changes, removes or moves bytes without the key cannot make the values fit again.
 *
 * <pre>
 *   chain key = HKDF-SHA256(PAN encryption key, salt of the segment, "wasl segment chain key")
 *   value     = AES-256-CMAC(chain key, value before ‖ bytes)
 * </pre>
 *
 * {@link AesCmac} asks the cipher for one block at a time, this one for thousands of bytes: one AES-CBC encryption that
 * never ends, whose last block is the MAC. A message starts it anew by adding to its first block what the cipher will
 * add too. Allocates nothing per message.
 *
 * <p>Owner: one thread.
 */
public final class SegmentChain {

    public static final int VALUE_BYTES = AesCmac.BLOCK_BYTES;

    /** Encrypted at a time, and thrown away but for the last block. */
    private static final int CHUNK_BYTES = 8 << 10;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final Cipher cbc;
    private final byte[] wholeSubkey;
    private final byte[] paddedSubkey;
    private final byte[] value = new byte[VALUE_BYTES];
    private final byte[] block = new byte[VALUE_BYTES];
    /** What the cipher gave last, and adds to the block that comes next. */
    private final byte[] chained = new byte[VALUE_BYTES];

    private final byte[] scratch = new byte[CHUNK_BYTES];

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
        try {
            cbc = Cipher.getInstance("AES/CBC/NoPadding");
            cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(chained));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no AES-CBC", e);
        }
        Arrays.fill(key, (byte) 0);
        encryptBlock();
        wholeSubkey = AesCmac.doubled(chained);
        paddedSubkey = AesCmac.doubled(wholeSubkey);
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
        for (int i = 0; i < VALUE_BYTES; i++) {
            block[i] = (byte) (value[i] ^ chained[i]);
        }
        encryptBlock();
        int lastLength = (length - 1) % VALUE_BYTES + 1;
        encryptAll(bytes, offset, length - lastLength);
        lastBlock(bytes, offset + length - lastLength, lastLength);
        encryptBlock();
        System.arraycopy(chained, 0, value, 0, VALUE_BYTES);
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

    private void lastBlock(byte[] bytes, int offset, int length) {
        byte[] subkey = length == VALUE_BYTES ? wholeSubkey : paddedSubkey;
        for (int i = 0; i < VALUE_BYTES; i++) {
            int given = i < length ? bytes[offset + i] : i == length ? 0x80 : 0;
            block[i] = (byte) (given ^ subkey[i]);
        }
    }

    /** Whole blocks. */
    private void encryptAll(byte[] bytes, int offset, int length) {
        for (int done = 0; done < length; ) {
            int part = Math.min(CHUNK_BYTES, length - done);
            encrypt(bytes, offset + done, part, scratch);
            System.arraycopy(scratch, part - VALUE_BYTES, chained, 0, VALUE_BYTES);
            done += part;
        }
    }

    private void encryptBlock() {
        encrypt(block, 0, VALUE_BYTES, chained);
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
