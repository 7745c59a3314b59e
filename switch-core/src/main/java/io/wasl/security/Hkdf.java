package io.wasl.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869): from one long-lived key, as many independent keys as there are salts and purposes. */
final class Hkdf {

    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 32;

    private Hkdf() {}

    /**
     * Extract and expand.
     *
     * @param salt may be empty: RFC 5869 2.2 then takes zeros
     * @param purpose the RFC's info
     * @param length at most 255 × 32 bytes
     */
    static byte[] derive(byte[] key, byte[] salt, byte[] purpose, int length) {
        if (length > 255 * HASH_BYTES) {
            throw new IllegalArgumentException("HKDF gives at most 8160 bytes");
        }
        byte[] extracted = hmac(salt.length == 0 ? new byte[HASH_BYTES] : salt, key);
        byte[] result = new byte[length];
        byte[] block = new byte[0];
        for (int done = 0, counter = 1; done < length; counter++) {
            block = hmac(extracted, block, purpose, new byte[] {(byte) counter});
            int part = Math.min(HASH_BYTES, length - done);
            System.arraycopy(block, 0, result, done, part);
            done += part;
        }
        Arrays.fill(extracted, (byte) 0);
        return result;
    }

    static byte[] derive(byte[] key, byte[] salt, String purpose, int length) {
        return derive(key, salt, purpose.getBytes(StandardCharsets.US_ASCII), length);
    }

    private static byte[] hmac(byte[] key, byte[]... parts) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key, ALGORITHM));
            for (byte[] part : parts) {
                mac.update(part);
            }
            return mac.doFinal();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }
}
