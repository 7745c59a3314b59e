package io.wasl.security;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The keyed token by which one PAN is known without being stored: AES-CMAC under the PAN token key of the PAN packed
 * into one block (PCI DSS 3.5.1.1 names CMAC among the keyed hashes).
 *
 * <pre>
 *   ┌────────┬──────────────────────────────┬─────────┐
 *   │ digits │ two digits a byte, high first │ F … F   │   16 bytes; "4000001234567899" is 10 40 00 00 12 34 56 78 99 FF …
 *   └────────┴──────────────────────────────┴─────────┘
 * </pre>
 *
 * Allocates nothing per token. Owner: one thread.
 */
public final class PanTokenizer {

    /** More than any PAN (19) or extended PAN of DE 34 (28) has. */
    public static final int DIGITS_LIMIT = 30;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    private final int keyId;
    private final AesCmac cmac;
    private final byte[] block = new byte[AesCmac.BLOCK_BYTES];
    private final byte[] token = new byte[AesCmac.BLOCK_BYTES];

    /** Under the token key in use. */
    public PanTokenizer(Keys keys) {
        this(keys, keys.tokenKeyId());
    }

    /** Under an older token key, to find what was stored before a rotation. */
    public PanTokenizer(Keys keys, int tokenKeyId) {
        keyId = tokenKeyId;
        cmac = new AesCmac(keys.tokenKey(tokenKeyId));
    }

    public int keyId() {
        return keyId;
    }

    /** Computes the token of the ASCII digits; {@link #high()} and {@link #low()} then give it. */
    public void compute(byte[] digits, int offset, int length) {
        if (length < 1 || length > DIGITS_LIMIT) {
            throw new IllegalArgumentException("a PAN has 1 to " + DIGITS_LIMIT + " digits, not " + length);
        }
        Arrays.fill(block, (byte) 0xFF);
        block[0] = (byte) length;
        for (int i = 0; i < length; i++) {
            int at = 1 + (i >> 1);
            int digit = digits[offset + i] & 0xF;
            block[at] = (byte) ((i & 1) == 0 ? digit << 4 | 0xF : block[at] & 0xF0 | digit);
        }
        cmac.compute(block, 0, block.length, token, 0);
    }

    /** The first 8 bytes of the token last computed. */
    public long high() {
        return (long) LONG.get(token, 0);
    }

    /** The last 8 bytes of the token last computed. */
    public long low() {
        return (long) LONG.get(token, 8);
    }
}
